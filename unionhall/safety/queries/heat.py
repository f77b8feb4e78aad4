"""Heat: what a forecast means at a place, the allowance of a year there, the notices of a place."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from unionhall.orgs import queries as orgs
from unionhall.workflow import Held

from ..heat import Allowance, Measures, allowance, measures
from ..models import Cooling, CoolingVisit, HeatNotice
from .terms import number, rows_of, table


def heat_measures(highest: Decimal | int, *, place: str, on: date | None = None) -> Measures:
    return measures(highest, table("heat", place=place, on=on))


def heat_allowance(
    months: Mapping[int, str],
    *,
    place: str,
    year: int,
    attended: Mapping[int, tuple[int, int]] | None = None,
    cooled: bool = False,
    pro_rata: bool | None = None,
) -> tuple[Allowance, list[Any]]:
    """The sum of that year at the place and the rules it stands on; NotSet where the place has no rate.

    Each month has the rate of its first day; whether parts of a month count by attendance is the place's own rule,
    unless `pro_rata` says so.
    """
    season = heat_season(place=place, year=year)
    rates = {month: table("heat-allowance", place=place, on=date(year, month, 1)) for month in season}
    share = heat_by_days(place=place, year=year) if pro_rata is None else pro_rata
    found = allowance(months, rates=rates, attended=attended, pro_rata=share, cooled=cooled)
    return found, _stands_on(place, [date(year, month, 1) for month in season])


def _stands_on(place: str, days: list[date]) -> list[Any]:
    """Each row once: rates, season, and whether parts of a month are counted."""
    codes = ("heat-allowance", "heat-season", "heat-pro-rata")
    rows = {row.pk: row for code in codes for day in days for row in rows_of(code, place=place, on=day)}
    return list(rows.values())


def heat_by_days(*, place: str, year: int) -> bool:
    """Whether the place counts part of a month by attendance."""
    return bool(number("heat-pro-rata", place=place, on=date(year, 7, 1)))


def heat_season(*, place: str, year: int) -> range:
    season = table("heat-season", place=place, on=date(year, 7, 1))
    return range(int(season["first"]), int(season["last"]) + 1)


def heat_written(*, unit: Any, division: Any, day: date) -> HeatNotice | None:
    """The union's notice for that place and day, sent or a draft; not one that was dropped."""
    rows = HeatNotice.objects.at_desks([unit.desk_id]).filter(unit=unit, division=division, day=day)
    found: HeatNotice | None = rows.exclude(outcome=Held.WITHDRAWN).first()
    return found


def cooling_alike(plan: Cooling) -> Cooling | None:
    """Another plan of the union with the same title and days that was not refused."""
    rows = Cooling.objects.at_desks([plan.desk_id]).filter(
        unit_id=plan.unit_id, title=plan.title, starts_on=plan.starts_on, ends_on=plan.ends_on
    )
    found: Cooling | None = rows.exclude(pk=plan.pk).exclude(outcome=Held.DECLINED).first()
    return found


def area_union(notice: HeatNotice) -> Any:
    """The union of the area the notice is for."""
    return orgs.township_unit(str(notice.division_id))


def notice_to_send(desk_id: int, pk: int) -> HeatNotice:
    """For the job that sends it."""
    found: HeatNotice = HeatNotice.objects.at_desks([desk_id]).select_related("unit", "division").get(pk=pk)
    return found


def notice_shown(number: str) -> HeatNotice | None:
    """A notice that was sent, for anyone; None for a draft or no such number."""
    rows = HeatNotice.objects.filter(number=number).exclude(sent_at=None).select_related("division", "unit")
    found: HeatNotice | None = rows.first()
    return found


def notices_now(division: str = "") -> QuerySet[HeatNotice]:
    """Notices that were sent for today or later, newest first; of a place and those around it."""
    rows = HeatNotice.objects.exclude(sent_at=None).filter(day__gte=timezone.localdate())
    if division:
        rows = rows.filter(division_id__in=[one.code for one in orgs.places(division)])
    return rows.select_related("division", "unit").order_by("-day", "-pk")


def visits_of(cooling: Cooling) -> list[CoolingVisit]:
    rows = CoolingVisit.objects.at_desks([cooling.desk_id]).filter(matter_id=cooling.pk)
    return list(rows.select_related("employer").order_by("on", "pk"))


def visit_of(cooling: Cooling, pk: int) -> CoolingVisit:
    """One of them, or 404."""
    found = next((row for row in visits_of(cooling) if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def planned_sum(rows: list[CoolingVisit]) -> Decimal:
    return sum((row.goods_value + row.cash for row in rows), Decimal(0))
