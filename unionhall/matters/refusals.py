"""What may be refused about a matter, in words a person can act on."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class Changed(Refusal):
    text = _("刚刚有人办理了这件工作，页面上的内容已不是最新。请看过最新情况后再决定。")


class NotNow(Refusal):
    text = _("这件工作现在所处的环节不能这样办理。请看过最新情况后再决定。")


class SameHands(Refusal):
    text = _("前一环节由您办理，按规定须由另一人办理这一步。")


class OwnReport(Refusal):
    text = _("这件工作来自您本人的反映，按回避规定须由他人办理。本会没有其他人的，请交上级工会。")


class WordsNeeded(Refusal):
    text = _("请写明内容或理由后再提交。")


class NotedBefore(Refusal):
    text = _("同样的记录已经添加过，没有重复保存。")


class NotThere(Refusal):
    text = _("这位同事在承办工会没有办理权限，请另选一人。")
