"""How near the end of a certificate or a term is, in words and tone, and whose alarm has not been told."""

from datetime import date
from typing import Any

from django.db.models import Case, Expression, F, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from ..choices import AT_WORK
from ..models import Unit
from ..rules import alarm, alarm_days, rules

ENDS = {"term": "runs_until", "certificate": "certificate_until"}  # the day that comes near
_STORED: dict[str, Expression | F] = {
    "term": Coalesce("extended_until", "term_end"),
    "certificate": F("certificate_until"),
}


def ending(ends: date | None) -> tuple[Any, str]:
    """(tone, words) by the alarm it has passed; both empty while none has, or no day is known."""
    days = alarm(ends) if ends is not None else None
    if days is None:
        return "", ""
    if days == 0:
        return "late", _("已到期")
    return "neutral" if days == max(rules().alarms) else "due", _("%(days)d天内到期") % {"days": days}


def alarms_due(what: str) -> QuerySet[Unit]:
    """Unions at work whose term or certificate (`ENDS`) has passed an alarm that nobody was told of."""
    today = timezone.localdate()
    *stages, first = alarm_days(today)
    passed = Case(*(When(ends__lte=last, then=Value(days)) for days, last in stages), default=Value(first[0]))
    found = Unit.objects.alias(ends=_STORED[what]).filter(state__in=AT_WORK, ends__lte=first[1])
    return found.alias(passed=passed).exclude(**{f"{what}_alarm": F("passed")}).order_by("pk")
