"""What this room counts: cases received, open, closed, closed in time, rated; and the rates over them."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.figures import Count, Figure, Measure, Period

from . import queries
from .queries import CaseFilter


def _rows(state: str, **fixed: Any) -> Callable[..., Any]:
    """The desk's cases behind a cell, as far as this user may see them."""

    def rows(user: Any, unit: Any, period: Period) -> Any:
        wanted = CaseFilter(state=state, unit=unit, **fixed)
        if state != "open":
            wanted = wanted.only(first=period.first, last=period.last)
        return queries.desk_cases(user, wanted, helping=False)

    return rows


PAGE = "cases:list"
OPENED = Count(
    "cases.opened", _("收到的诉求"), Measure.FLOW, queries.opened_cases, _rows("all"), PAGE, {"state": "all"}
)
OPEN = Count("cases.open", _("在办诉求"), Measure.STOCK, queries.open_cases, _rows("open"), PAGE, {"state": "open"})
CLOSED = Count(
    "cases.closed", _("办结数"), Measure.FLOW, queries.closed_cases(), _rows("closed"), PAGE, {"state": "closed"}
)
CLOSED_ON_TIME = Count(
    "cases.closed_on_time",
    _("按时办结数"),
    Measure.FLOW,
    queries.closed_on_time(),
    _rows("closed"),
    PAGE,
    {"state": "closed"},
)
RATED = Count("cases.rated", _("评价数"), Measure.FLOW, queries.rated_cases, _rows("rated"), PAGE, {"state": "rated"})
RATED_GOOD = Count(
    "cases.rated_good", _("好评数"), Measure.FLOW, queries.rated_good, _rows("rated"), PAGE, {"state": "rated"}
)

FIGURES = [
    Figure(
        "cases.on_time_rate",
        _("按时办结率"),
        _("期内按承诺日期办结的诉求 ÷ 期内办结的诉求；本人撤回的不计。"),
        CLOSED_ON_TIME,
        CLOSED,
        target=Decimal("0.95"),
        order=100,
        public=True,
        group="service",
    ),
    Figure(
        "cases.good_rate",
        _("好评率"),
        _("三星及以上的评价 ÷ 全部有效评价；没有评价的不算好评。"),
        RATED_GOOD,
        RATED,
        target=Decimal("0.90"),
        order=110,
        public=True,
        group="service",
    ),
    Figure("cases.open", _("在办诉求"), _("当日还没有办结的诉求。"), OPEN, better="down", order=120, group="service"),
    Figure("cases.opened", _("收到的诉求"), _("期内首次收到的诉求。"), OPENED, better="", order=130, group="service"),
]
