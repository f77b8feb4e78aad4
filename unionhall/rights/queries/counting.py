"""Counts of this room from the rows themselves, for the recount of figures: {unit id: n}."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, Q, Sum

from unionhall.kit.figures import Period

from ..choices import Ended
from ..models import LegalAid, Mediation, Recovery

COUNTED = (Ended.AGREED, Ended.REFUSED, Ended.FAILED, Ended.EXPIRED)


def mediations(outcomes: tuple[str, ...] = COUNTED) -> Callable[[Period], Mapping[int, int]]:
    """Mediations that ended so in the period, at the unit that had them."""

    def recount(period: Period) -> Mapping[int, int]:
        return _counted(Mediation, Q(outcome__in=outcomes) & _within("ended_on", period))

    return recount


def recovered(period: Period) -> Mapping[int, int]:
    """Whole yuan that came to workers by agreements."""
    rows = Recovery.objects.filter(_within("on", period)).order_by().values_list("unit_id")
    return dict(rows.annotate(n=Sum("yuan")))


def aid_granted(period: Period) -> Mapping[int, int]:
    return _counted(LegalAid, Q(granted=True) & _within("decided_on", period))


def aid_finished(period: Period) -> Mapping[int, int]:
    return _counted(LegalAid, ~Q(result="") & _within("ended_on", period))


def aid_recovered(period: Period) -> Mapping[int, int]:
    """Whole yuan recovered by legal aid, each case rounded down as it was counted."""
    found: dict[int, int] = {}
    rows = LegalAid.objects.filter(~Q(result="") & _within("ended_on", period), recovered__isnull=False)
    for unit_id, amount in rows.values_list("unit_id", "recovered"):
        found[unit_id] = found.get(unit_id, 0) + int(amount)
    return found


def _counted(model: Any, wanted: Q) -> dict[int, int]:
    rows = model.objects.filter(wanted).order_by().values_list("unit_id")
    return dict(rows.annotate(n=Count("pk")))


def _within(column: str, period: Period) -> Q:
    return Q(**{f"{column}__gte": period.first, f"{column}__lte": period.last})
