"""What cannot be done on the one list, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class NotNow(Refusal):
    text = _("清单项目目前的状态不允许这样做，请刷新页面后再看。")


class ChangedMeanwhile(Refusal):
    text = _("您打开页面以后，别人已经改过这一项。请核对最新内容后再提交。")


class AlreadyDecided(Refusal):
    text = _("这份材料已经有人审核过了，不能再审一次。")


class OwnEvidence(Refusal):
    text = _("材料由谁提交，就不能由谁审核，请由上一级的其他人审核。")


class FallsShort(Refusal):
    text = _("下级目标之和小于本级目标。")


class CodeTaken(Refusal):
    text = _("这个编号已经用过了，请换一个。")


class NeedsResolution(Refusal):
    text = _("更改、取消或结转清单项目，须填写同级会议的决议文号。")


class NobodyChecks(Refusal):
    text = _("项目既没有实时数据，也没有写明由谁审核，不能下达。")


class TooManyItems(Refusal):
    text = _("基层工会承担的项目过多。")


class SeenBefore(Refusal):
    text = _("这份文件或照片在本项目中已经用过，一份材料只能证明一件事。")


class NotAccepted(Refusal):
    text = _("请先签收这一项，再提交材料。")


class Unexplained(Refusal):
    text = _("还有红色督办单没有说明原因，不能归档。")
