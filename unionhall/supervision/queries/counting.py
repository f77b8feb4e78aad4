"""Counts of supervision from the rows themselves, at the unit where each thing happened: for the recount of figures."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from unionhall.kit.figures import Period

from ..choices import InspectionStage, LetterKind, MeasureState
from ..models import ColourChange, Inspection, Letter, Measure, Supervisor

Recount = Callable[[Period], Mapping[int, int]]


def clues(period: Period) -> Mapping[int, int]:
    return _number(Inspection.objects.filter(_moments("opened_at", period)), "opened_unit_id")


def not_accepted(period: Period) -> Mapping[int, int]:
    rows = Inspection.objects.filter(_moments("closed_at", period), stage_code=InspectionStage.NOT_ACCEPTED)
    return _number(rows, "closed_unit_id")


def served(kind: LetterKind) -> Recount:
    """Letters of a kind that reached (or were refused by) whom they were sent to."""

    def recount(period: Period) -> Mapping[int, int]:
        return _number(Letter.objects.filter(_days("received_on", period), kind=kind), "served_unit_id")

    return recount


def letters_due(period: Period) -> Mapping[int, int]:
    return _number(Letter.objects.filter(_days("judged_on", period)), "judged_unit_id")


def replies_in_time(period: Period) -> Mapping[int, int]:
    return _number(Letter.objects.filter(_days("judged_on", period), replied_in_time=True), "judged_unit_id")


def answered(kind: LetterKind) -> Recount:
    """Letters of a kind that were answered in time."""

    def recount(period: Period) -> Mapping[int, int]:
        wanted = _days("judged_on", period) & Q(kind=kind, replied_in_time=True)
        return _number(Letter.objects.filter(wanted), "judged_unit_id")

    return recount


def measures_due(period: Period) -> Mapping[int, int]:
    return _number(Measure.objects.filter(_days("judged_on", period)), "judged_unit_id")


def measures_done(period: Period) -> Mapping[int, int]:
    return _number(Measure.objects.filter(_days("judged_on", period), state=MeasureState.DONE), "judged_unit_id")


def feedbacks(period: Period) -> Mapping[int, int]:
    return _number(Letter.objects.filter(_days("feedback_on", period)), "feedback_unit_id")


def closings(column: str) -> Recount:
    """Yuan recovered (`recovered`) or people helped (`people_helped`) by what was closed in the period.

    A letter of an inspection tells its result with the inspection, so that nothing counts twice.
    """

    def recount(period: Period) -> Mapping[int, int]:
        found: Counter[int] = Counter()
        alone = Letter.objects.filter(inspection_id=None)
        for rows in (Inspection.objects.all(), alone):
            summed = rows.filter(_moments("closed_at", period), closed_unit_id__isnull=False).order_by()
            for unit_id, total in summed.values_list("closed_unit_id").annotate(total=Sum(column)):
                found[unit_id] += int(total or 0)
        return {unit: n for unit, n in found.items() if n}

    return recount


def in_office(period: Period) -> Mapping[int, int]:
    return _number(_in_office_on(period.last), "unit_id")


def trained(period: Period) -> Mapping[int, int]:
    return _number(_in_office_on(period.last).filter(trained_on__lte=period.last), "unit_id")


def _in_office_on(day: date) -> Any:
    return Supervisor.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), since__lte=day)


def coloured(level: int) -> Recount:
    """Employers of a colour at the end of the day: those that became it less those that left it, ever since."""

    def recount(period: Period) -> Mapping[int, int]:
        rows = ColourChange.objects.filter(on__lte=period.last)
        found: Counter[int] = Counter(_number(rows.filter(after=level), "unit_id"))
        found.subtract(_number(rows.filter(before=level), "unit_id"))
        return {unit: n for unit, n in found.items() if n}

    return recount


def risen(period: Period) -> Mapping[int, int]:
    return _moved(period, up=True)


def fallen(period: Period) -> Mapping[int, int]:
    return _moved(period, up=False)


def _moved(period: Period, *, up: bool) -> Mapping[int, int]:
    found: Counter[int] = Counter()
    rows = ColourChange.objects.filter(_days("on", period), carried=False)
    for unit_id, before, after in rows.order_by().values_list("unit_id", "before", "after"):
        found[unit_id] += (after > before) is up
    return {unit: n for unit, n in found.items() if n}


def _number(rows: Any, column: str) -> dict[int, int]:
    return dict(rows.exclude(**{column: None}).order_by().values_list(column).annotate(n=Count("pk")))


def _days(column: str, period: Period) -> Q:
    return Q(**{f"{column}__gte": period.first, f"{column}__lte": period.last})


def _moments(column: str, period: Period) -> Q:
    first, end = _start_of(period.first), _start_of(period.last + timedelta(days=1))
    return Q(**{f"{column}__gte": first, f"{column}__lt": end})


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
