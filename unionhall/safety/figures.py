"""Figures of labour protection: hazards reported and closed in time, major ones overdue, accidents and deaths."""

from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unionhall.kit.figures import Count, Figure, Funnel, Measure, Panel, Period
from unionhall.matters import queries as matters

from . import queries

LIST = "safety:hazards"


def _hazards(more: Q, column: str) -> Any:
    def rows(user: Any, unit: Any, period: Period) -> Any:
        within = {f"{column}__date__gte": period.first, f"{column}__date__lte": period.last}
        found = queries.hazards_seen(user).filter(more, unit__path__under=unit.path)
        return found.filter(**within) if column else found

    return rows


def _mended(user: Any, unit: Any, period: Period) -> Any:
    """By the day somebody looked, which may be some days before it was written down."""
    found = queries.hazards_seen(user).filter(unit__path__under=unit.path, stage_code__in=("rechecked", "closed"))
    return found.filter(rechecked_on__gte=period.first, rechecked_on__lte=period.last)


def _overdue(user: Any, unit: Any, period: Period) -> Any:
    found = queries.hazards_seen(user).filter(unit__path__under=unit.path, stage_code="overdue")
    return found.exclude(grade="general")


def _accidents(user: Any, unit: Any, period: Period) -> Any:
    within = {"opened_at__date__gte": period.first, "opened_at__date__lte": period.last}
    found = queries.accidents_seen(user).filter(unit__path__under=unit.path, **within)
    return found.exclude(outcome="withdrawn")  # entered by mistake


DONE = Q(outcome="done")
REPORTED = Count(
    "safety.reported", _("隐患报告数"), Measure.FLOW, queries.hazards_reported, _hazards(Q(), "opened_at"), LIST,
    {"state": "all"},
)  # fmt: skip
CLOSED = Count(
    "safety.closed", _("隐患销号数"), Measure.FLOW, queries.hazards_closed, _hazards(DONE, "closed_at"), LIST,
    {"state": "closed"},
)  # fmt: skip
CLOSED_IN_TIME = Count(
    "safety.closed_in_time", _("隐患按时销号数"), Measure.FLOW, queries.hazards_closed_in_time,
    _hazards(DONE & Q(in_time=True), "closed_at"), LIST, {"state": "closed"},
)  # fmt: skip
MAJOR_OVERDUE = Count(
    "safety.major_overdue", _("逾期未整改的重大隐患"), Measure.STOCK, queries.major_overdue, _overdue, LIST,
    {"state": "open", "stage": "overdue"},
)  # fmt: skip
ACCIDENTS = Count(
    "safety.accidents", _("生产安全事故数"), Measure.FLOW, queries.accidents_counted, _accidents, "safety:accidents",
    {"state": "all"},
)  # fmt: skip
DEATHS = Count(
    "safety.deaths", _("生产安全事故死亡人数"), Measure.FLOW, queries.deaths_counted, _accidents, "safety:accidents",
    {"state": "all"},
)  # fmt: skip

VERIFIED = Count(
    "safety.verified", _("核实属实的隐患"), Measure.FLOW, matters.moves_made("safety.danger", "verify"),
    _hazards(Q(), "verified_at"), LIST, {"state": "all"},
)  # fmt: skip
MENDED = Count(
    "safety.mended", _("复查合格的隐患"), Measure.FLOW, matters.moves_made("safety.danger", "recheck"),
    _mended, LIST, {"state": "all"},
)  # fmt: skip

FIGURES = [
    Figure("safety.reported", _("隐患报告数"), _("期内登记的安全隐患。"), REPORTED, order=130, group="safety"),
    Figure(
        "safety.in_time_rate", _("隐患按时整改率"), _("期内销号的隐患中从未逾期的 ÷ 期内销号的隐患。"), CLOSED_IN_TIME,
        CLOSED, target=Decimal("0.95"), order=131, public=True, group="safety",
    ),
    Figure(
        "safety.major_overdue", _("逾期未整改的重大隐患"), _("期末仍逾期的重大隐患和危及生命的隐患。"), MAJOR_OVERDUE,
        better="down", order=132, group="safety",
    ),
    Figure(
        "safety.accidents", _("生产安全事故数"), _("期内登记的生产安全事故。"), ACCIDENTS, better="down", order=133,
        group="safety",
    ),
    Figure(
        "safety.deaths", _("生产安全事故死亡人数"), _("期内登记的事故死亡人数，随补报更正。"), DEATHS, better="down",
        order=134, group="safety",
    ),
]  # fmt: skip

PANEL = Panel(
    "safety.panel",
    _("劳动保护"),
    _("隐患从发现到销号走到哪一步，重大隐患有没有逾期，发生了多少事故。"),
    (*FIGURES,),
    Funnel(
        _("隐患：报告、核实、整改、销号"),
        (
            (REPORTED.title, REPORTED), (_("核实属实"), VERIFIED), (_("整改并复查合格"), MENDED),
            (CLOSED.title, CLOSED),
        ),
    ),
    order=400,
)  # fmt: skip
