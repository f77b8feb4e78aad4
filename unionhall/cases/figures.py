"""What this room counts: cases received, open, closed, closed in time, rated; and the rates over them."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.figures import Count, Figure, Funnel, Measure, Panel, Period

from . import queries
from .choices import TimeClass
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

ANSWERED = Count(
    "cases.answered",
    _("首次人工回应数"),
    Measure.FLOW,
    queries.answered_cases(),
    _rows("first-answers"),
    PAGE,
    {"state": "first-answers"},
)
ANSWERED_IN_TIME = Count(
    "cases.answered_in_time",
    _("及时首次回应数"),
    Measure.FLOW,
    queries.answered_cases(in_time=True),
    _rows("first-answers"),
    PAGE,
    {"state": "first-answers"},
)
CLASS_TITLES = {
    TimeClass.ORDINARY: (_("一般类按时办结率"), _("一般类办结数"), _("一般类按时办结数")),
    TimeClass.DIFFICULT: (_("难点类按时办结率"), _("难点类办结数"), _("难点类按时办结数")),
    TimeClass.COMPLEX: (_("特别复杂类按时办结率"), _("特别复杂类办结数"), _("特别复杂类按时办结数")),
}


def _of_class(one: TimeClass, order: int) -> Figure:
    """How many of one time class were closed by the promised date."""
    closed = Count(
        f"cases.{one}.closed", CLASS_TITLES[one][1], Measure.FLOW,
        queries.closed_in_class(one), _rows("closed", time_class=one), PAGE,
        {"state": "closed", "time_class": one.value},
    )  # fmt: skip
    on_time = Count(
        f"cases.{one}.closed_on_time", CLASS_TITLES[one][2], Measure.FLOW,
        queries.closed_in_class(one, on_time=True), _rows("closed", time_class=one), PAGE,
        {"state": "closed", "time_class": one.value},
    )  # fmt: skip
    return Figure(
        f"cases.{one}.on_time_rate",
        CLASS_TITLES[one][0],
        _("期内该时限类的诉求按承诺日期办结的 ÷ 期内该时限类办结的。"),
        on_time,
        closed,
        target=Decimal("0.95"),
        order=order,
        group="service",
    )


FIGURES = [
    Figure(
        "cases.answered_rate",
        _("首次人工回应及时率"),
        _("期内在承诺时间内作出的首次人工回应 ÷ 期内全部首次人工回应；白天、夜间和紧急程度各有时限。"),
        ANSWERED_IN_TIME,
        ANSWERED,
        target=Decimal("0.95"),
        order=95,
        group="service",
    ),
    *(_of_class(one, 101 + place) for place, one in enumerate(TimeClass)),
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

PANEL = Panel(
    "cases.panel",
    _("一站式诉求"),
    _("收到多少诉求，多快有人回应，按时办完多少，职工满不满意。"),
    tuple(one for one in FIGURES if one.code.count(".") == 1),
    Funnel(
        _("诉求：收到、办结、评价"),
        (
            (OPENED.title, OPENED), (CLOSED.title, CLOSED), (CLOSED_ON_TIME.title, CLOSED_ON_TIME),
            (RATED.title, RATED), (RATED_GOOD.title, RATED_GOOD),
        ),
    ),
    order=50,
)  # fmt: skip
