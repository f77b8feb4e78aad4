"""What is refused here, in words a person may read."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class NotSet(Refusal):
    """No row holds at that place and day; the text names it."""


class NoTime(TypeError):
    """A rule was asked for a deadline whose value is no time: a mistake in the code or the file."""


class NotInOrder(Refusal):
    """A new row that contradicts those already there; the text says how."""


class TooLate(Refusal):
    text = _("这条规则已经生效，可能有事项按它办理过，不能删除。请登记一条新的规则来代替它。")
