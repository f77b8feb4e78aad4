"""How near the end of a certificate or a term is, in words and tone."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ..rules import alarm, rules


def ending(ends: date | None) -> tuple[Any, str]:
    """(tone, words) by the alarm it has passed; both empty while none has, or no day is known."""
    days = alarm(ends) if ends is not None else None
    if days is None:
        return "", ""
    if days == 0:
        return "late", _("已到期")
    return "neutral" if days == max(rules().alarms) else "due", _("%(days)d天内到期") % {"days": days}
