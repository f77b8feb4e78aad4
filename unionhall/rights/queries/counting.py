"""Counts of this room from the rows themselves, for the recount of figures: {unit id: n}."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from unionhall.kit.figures import Period

from ..choices import Ended, PromiseState
from ..models import LegalAid, Mediation, Promise, Recovery

COUNTED = (Ended.AGREED, Ended.REFUSED, Ended.FAILED, Ended.EXPIRED)


def mediations(outcomes: tuple[str, ...] = COUNTED) -> Callable[[Period], Mapping[int, int]]:
    """Mediations that ended so in the period, at the unit that had them."""

    def recount(period: Period) -> Mapping[int, int]:
        return _counted(Mediation, Q(outcome__in=outcomes) & _within("ended_on", period))

    return recount


def mediations_asked(period: Period) -> Mapping[int, int]:
    """Applications of the period, at the unit that had them first."""
    rows = Mediation.objects.filter(_within("applied_on", period)).order_by()
    first = rows.annotate(first=Coalesce("asked_unit_id", "unit_id")).values_list("first")
    return dict(first.annotate(n=Count("pk")))


def agreements_kept(period: Period) -> Mapping[int, int]:
    """Agreements whose last duty was found kept in the period, at the unit where that was."""
    others = Promise.objects.filter(desk_id=OuterRef("desk_id"), case_id=OuterRef("case_id"))
    later = others.filter(
        Q(checked_on__gt=OuterRef("checked_on")) | Q(checked_on=OuterRef("checked_on"), pk__gt=OuterRef("pk"))
    )
    rows = Promise.objects.filter(_within("checked_on", period), state=PromiseState.KEPT)
    last = rows.exclude(Exists(others.exclude(state=PromiseState.KEPT))).exclude(Exists(later)).order_by()
    return dict(last.values_list("unit_id").annotate(n=Count("pk")))


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
