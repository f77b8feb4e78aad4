"""Complaints closed in time: the figure the list's item on workers' complaints stands on."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.cases import queries as cases
from unionhall.kit.figures import Count, Figure, Measure, Period

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
