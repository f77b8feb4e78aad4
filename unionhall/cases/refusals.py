"""What may be refused about a case, in words a person can act on."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class Changed(Refusal):
    text = _("刚刚有人办理了这件诉求，页面上的内容已不是最新。请看过最新情况后再决定。")


class NotNow(Refusal):
    text = _("这件诉求现在所处的环节不能这样办理。请看过最新情况后再决定。")


class SameHands(Refusal):
    text = _("前一环节由您办理，按规定须由另一人办理这一步。")


class OwnCase(Refusal):
    text = _("这是您本人提交的诉求，按回避规定须由他人办理。本会没有其他人的，请退回上级工会。")


class WordsNeeded(Refusal):
    text = _("请写明内容或理由后再提交。")


class ConsentNeeded(Refusal):
    text = _("这样办理需要本人同意。请先征得本人同意并记录。")


class NotOffered(Refusal):
    text = _("这项服务目前不能这样申请。")


class OutOfReach(Refusal):
    text = _("只能转给您所在工会及下级工会，并且该工会须在正常运行。")


class SecretFromUnion(Refusal):
    text = _("本件要求对单位和本单位工会隐藏身份，不能转给该单位的工会。")


class MustDecide(Refusal):
    text = _("退回次数已满，须由本级先裁定承办工会，再继续办理。")


class NoReturn(Refusal):
    text = _("承办工会已由上级裁定，不能再退回。如有困难，请联系上级工会。")


class NotThere(Refusal):
    text = _("这位同事在承办工会没有办理权限，请另选一人。")


class NoTime(Refusal):
    text = _("预约时间须在以后，并且不能早于现在。")


class WrongCode(Refusal):
    text = _("核验码不对。请核对手机上显示的六位数字。")


class MayNotRate(Refusal):
    text = _("这个评价链接无效或已经用过。每次办结只能由本人评价一次。")
