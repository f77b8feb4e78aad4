"""What is refused here, in words a person may read."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class NotInOrder(Refusal):
    """A change the rules of organisation do not allow; the text says which."""


class ChangedMeanwhile(Refusal):
    text = _("您打开之后，已有人修改了这条记录。请核对最新内容后再改。")


class AlreadyRegistered(Refusal):
    text = _("该统一社会信用代码已登记，请直接使用已有的用人单位档案。")


class TreeChanged(Refusal):
    text = _("预演之后组织关系又有变动，预演结果已不可靠。请重新预演。")
