"""What is refused here, in words a person can act on."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class NotYet(Refusal):
    """Something has to be done before; the text says what, beside the `field` it is about."""

    def __init__(self, text: object, field: str = "") -> None:
        super().__init__(text)
        self.field = field


class TwoInspectors(Refusal):
    text = _("检查须由至少两名在任的检查员进行，请再选一名。")


class FivePoints(Refusal):
    text = _("重大隐患须落实“五落实”：整改措施、责任人、资金、期限、应急预案，请补齐。")


class Vetoed(Refusal):
    text = _("有一票否决情形，不能推荐。")


class ConsentMissing(Refusal):
    text = _("须先征得本人或家属同意并记录。")


class UnknownMember(Refusal):
    field = "member"
    text = _("没有在名册中找到这个人，请核对姓名和号码；还没有入会的，请先登记，再转困难帮扶。")


class Changed(Refusal):
    text = _("刚刚有人办理了这一条，页面上的内容已不是最新。请看过最新情况后再办。")
