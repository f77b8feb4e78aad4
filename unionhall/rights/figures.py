"""Complaints closed in time: the figure the list's item on workers' complaints stands on."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.cases import queries as cases
from unionhall.kit.figures import Count, Figure, Funnel, Measure, Panel, Period

from . import queries
from .choices import Ended

PREFIX = "rights"


def _rows(user: Any, unit: Any, period: Period) -> Any:
    wanted = cases.CaseFilter(state="closed", unit=unit, first=period.first, last=period.last)
    return cases.desk_cases(user, wanted.only(service="rights.complaint"), helping=False)


QUERY = {"state": "closed", "service": "rights.complaint"}
CLOSED = Count(
    "rights.closed", _("维权诉求办结数"), Measure.FLOW, cases.closed_cases(PREFIX), _rows, "cases:list", QUERY
)
CLOSED_ON_TIME = Count(
    "rights.closed_on_time",
    _("维权诉求按时办结数"),
    Measure.FLOW,
    cases.closed_on_time(PREFIX),
    _rows,
    "cases:list",
    QUERY,
)

ON_TIME = Figure(
    "rights.on_time_rate",
    _("维权诉求按时率"),
    _("期内按承诺日期办结的维权投诉 ÷ 期内办结的维权投诉。"),
    CLOSED_ON_TIME,
    CLOSED,
    target=Decimal("0.95"),
    order=105,
    public=True,
    group="service",
)


def _mediations(user: Any, unit: Any, period: Period) -> Any:
    wanted = cases.CaseFilter(state="closed", unit=unit, first=period.first, last=period.last)
    return cases.desk_cases(user, wanted.only(service="rights.mediation"), helping=False)


def _asked(user: Any, unit: Any, period: Period) -> Any:
    wanted = cases.CaseFilter(state="all", unit=unit, first=period.first, last=period.last)
    return cases.desk_cases(user, wanted.only(service="rights.mediation"), helping=False)


def _aid(user: Any, unit: Any, period: Period) -> Any:
    wanted = cases.CaseFilter(state="all", unit=unit, first=period.first, last=period.last)
    return cases.desk_cases(user, wanted.only(service="rights.legal-aid"), helping=False)


def _kept(user: Any, unit: Any, period: Period) -> Any:
    """Duties of agreements asked about in the period beneath the unit."""
    return queries.promises(user).filter(
        unit__path__under=unit.path, checked_on__gte=period.first, checked_on__lte=period.last
    )


MEDIATIONS = {"state": "closed", "service": "rights.mediation"}
MEDIATIONS_ENDED = Count(
    "rights.mediations_ended",
    _("办结的调解"),
    Measure.FLOW,
    queries.mediations(),
    _mediations,
    "cases:list",
    MEDIATIONS,
)
MEDIATIONS_AGREED = Count(
    "rights.mediations_agreed", _("达成协议的调解"), Measure.FLOW, queries.mediations((Ended.AGREED,)), _mediations,
    "cases:list", MEDIATIONS,
)  # fmt: skip
MEDIATIONS_ASKED = Count(
    "rights.mediations_asked", _("申请的调解"), Measure.FLOW, queries.mediations_asked, _asked, "cases:list",
    {"state": "all", "service": "rights.mediation"},
)  # fmt: skip
AGREEMENTS_KEPT = Count(
    "rights.agreements_kept", _("全部履行的调解协议"), Measure.FLOW, queries.agreements_kept, _kept, "rights:promises",
    {"state": "kept"},
)  # fmt: skip
RECOVERED = Count(
    "rights.recovered", _("调解为职工挽回的金额（元）"), Measure.FLOW, queries.recovered, _kept, "rights:promises",
    {"state": "all"},
)  # fmt: skip
AID = {"state": "all", "service": "rights.legal-aid"}
AID_GRANTED = Count(
    "rights.aid_granted", _("给予法律援助件数"), Measure.FLOW, queries.aid_granted, _aid, "cases:list", AID
)
AID_FINISHED = Count(
    "rights.aid_finished", _("办结法律援助件数"), Measure.FLOW, queries.aid_finished, _aid, "cases:list", AID
)
AID_RECOVERED = Count(
    "rights.aid_recovered",
    _("法律援助为职工挽回的金额（元）"),
    Measure.FLOW,
    queries.aid_recovered,
    _aid,
    "cases:list",
    AID,
)

FIGURES = [
    Figure(
        "rights.mediation_rate",
        _("调解成功率"),
        _("期内达成协议的调解 ÷ 期内办结的调解；申请人撤回的不计。"),
        MEDIATIONS_AGREED,
        MEDIATIONS_ENDED,
        order=106,
        public=True,
        group="service",
    ),
    Figure(
        "rights.recovered",
        _("调解挽回金额（元）"),
        _("期内核实已按调解协议付给职工的钱，按元计，零头不计。"),
        RECOVERED,
        order=107,
        public=True,
        group="service",
    ),
    Figure(
        "rights.aid_granted", _("法律援助件数"), _("期内决定给予的法律援助。"), AID_GRANTED, order=108, group="service"
    ),
    Figure(
        "rights.aid_finished",
        _("法律援助办结件数"),
        _("期内办结的法律援助。"),
        AID_FINISHED,
        order=109,
        group="service",
    ),
    Figure(
        "rights.aid_recovered",
        _("法律援助挽回金额（元）"),
        _("期内办结的法律援助为职工挽回的钱，按元计，零头不计。"),
        AID_RECOVERED,
        order=109,
        group="service",
    ),
]

PANEL = Panel(
    "rights.panel",
    _("维权"),
    _("职工的投诉有没有按时办完，调解成了多少、钱拿回来多少，法律援助给了多少人。"),
    (ON_TIME, *FIGURES),
    Funnel(
        _("调解：申请、达成协议、全部履行"),
        (
            (_("申请"), MEDIATIONS_ASKED), (MEDIATIONS_ENDED.title, MEDIATIONS_ENDED),
            (_("达成协议"), MEDIATIONS_AGREED),
            (_("全部履行"), AGREEMENTS_KEPT),
        ),
    ),
    order=100,
)  # fmt: skip
