"""Counts of cases from the rows themselves: own rows of each unit, for the recount of figures."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from unionhall.kit.figures import Period
from unionhall.workflow import Held

from ..catalogue import services
from ..choices import HopWhy, RatingState
from ..models import Case, Hop, Rating

COUNTED = (Held.DONE, Held.DECLINED)  # what the worker withdrew is closed, and counts for nobody


def opened_cases(period: Period) -> Mapping[int, int]:
    """Received in the period, at the unit that had them first."""
    return _by_unit(Hop, Q(why=HopWhy.ROUTED) & _during("since", period))


def open_cases(period: Period) -> Mapping[int, int]:
    """Not closed at the end of the last day, at the unit that had them then."""
    end = _start_of(period.last + timedelta(days=1))
    return _by_unit(Hop, Q(since__lt=end) & (Q(left_at=None) | Q(left_at__gte=end)))


def closed_cases(prefix: str = "cases", *, on_time: bool = False) -> Callable[[Period], Mapping[int, int]]:
    """A recount of closings (done or declined) of the services that count under `prefix`."""

    def recount(period: Period) -> Mapping[int, int]:
        codes = [service.code for service in services if prefix in ("cases", *service.counts)]
        wanted = Q(service_code__in=codes, outcome__in=COUNTED) & _during("closed_at", period)
        return _by_unit(Case, wanted & Q(closed_on_time=True) if on_time else wanted)

    return recount


def closed_on_time(prefix: str = "cases") -> Callable[[Period], Mapping[int, int]]:
    return closed_cases(prefix, on_time=True)


def answered_cases(*, in_time: bool = False) -> Callable[[Period], Mapping[int, int]]:
    """A recount of first human answers, at the unit that gave them."""

    def recount(period: Period) -> Mapping[int, int]:
        wanted = Q(answered_unit_id__isnull=False) & _during("answered_at", period)
        wanted &= Q(answered_in_time=True) if in_time else Q()
        rows = Case.objects.filter(wanted).order_by().values_list("answered_unit_id")
        return dict(rows.annotate(n=Count("pk")))

    return recount


def closed_in_class(time_class: str, *, on_time: bool = False) -> Callable[[Period], Mapping[int, int]]:
    """A recount of closings (done or declined) of one time class."""

    def recount(period: Period) -> Mapping[int, int]:
        wanted = Q(time_class=time_class, outcome__in=COUNTED) & _during("closed_at", period)
        return _by_unit(Case, wanted & Q(closed_on_time=True) if on_time else wanted)

    return recount


def rated_cases(period: Period) -> Mapping[int, int]:
    return _by_unit(Rating, Q(state=RatingState.VALID) & _during("at", period))


def rated_good(period: Period) -> Mapping[int, int]:
    """Three stars and more (国办发〔2019〕51号)."""
    return _by_unit(Rating, Q(state=RatingState.VALID, stars__gte=3) & _during("at", period))


def _by_unit(model: type, wanted: Q) -> dict[int, int]:
    rows = model.objects.filter(wanted).order_by().values_list("unit_id")  # type: ignore[attr-defined]
    return dict(rows.annotate(n=Count("pk")))


def _during(column: str, period: Period) -> Q:
    first, end = _start_of(period.first), _start_of(period.last + timedelta(days=1))
    return Q(**{f"{column}__gte": first, f"{column}__lt": end})


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
