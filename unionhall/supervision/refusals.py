"""What supervision refuses, in words a person may read."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class NotInOrder(Refusal):
    """A step the rules of supervision do not allow; the text says which."""


class AtField(NotInOrder):
    """The same, said beside the field it is about."""

    def __init__(self, field: str, text: object) -> None:
        super().__init__(text)
        self.field = field


class Changed(NotInOrder):
    def __init__(self) -> None:
        super().__init__(_("刚刚有人办理了这一条，页面上的内容已不是最新。请看过最新情况后再办。"))


class TooFew(Refusal):
    text = _("调查须由两名以上持有效证件的监督员进行。请先指定监督员；只有一名的，可以请上级工会派员。")


class OnlyFederation(Refusal):
    text = _("建议书只能由县级以上地方总工会发出。")


class NamesComplainant(Refusal):
    text = _("文书中不得出现投诉人的姓名、电话或证件号码，请删去后再保存。")


class NoPlace(Refusal):
    text = _("这家用人单位还没有归到任何工会名下，不能登记预警。请先在用人单位档案中补上所属工会。")


class UseSafety(Refusal):
    text = _("有生命危险的，请立即按劳动保护的险情程序办理，不要等监督程序。")


class TooSmall(Refusal):
    """A number of people too small to be written down for one employer."""

    text = _("人数少于下限，不能按单家用人单位登记。")
