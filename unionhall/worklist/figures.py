"""How far the one list is: shares that count, and those done, at the unit that owes them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count as Many
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unionhall.kit.figures import Count, Figure, Measure, Period

from .models import Share
from .queries.shares import shares_beneath


def _standing(day: Any) -> Q:
    """Shares on the list at the end of the day; a successor replaces the carried one on the same day."""
    return Q(issued_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day))


def _counted(rows: Q) -> Mapping[int, int]:
    found = Share.objects.filter(rows).order_by().values_list("unit_id").annotate(n=Many("pk"))
    return dict(found.iterator())


def _shares(period: Period) -> Mapping[int, int]:
    return _counted(_standing(period.last))


def _done(period: Period) -> Mapping[int, int]:
    return _counted(_standing(period.last) & Q(done_on__lte=period.last))


def _rows(user: Any, unit: Any, period: Period) -> Any:
    return shares_beneath(user, unit).filter(_standing(period.last))


def _rows_done(user: Any, unit: Any, period: Period) -> Any:
    return _rows(user, unit, period).filter(done_on__lte=period.last)


SHARES = Count("worklist.shares", _("清单任务"), Measure.STOCK, _shares, rows=_rows, page="worklist:rows")
SHARES_DONE = Count(
    "worklist.shares_done",
    _("已完成的清单任务"),
    Measure.STOCK,
    _done,
    rows=_rows_done,
    page="worklist:rows",
    page_query={"state": "done"},
)

COMPLETION = Figure(
    "worklist.completion",
    _("清单完成率"),
    how=_("已完成的清单任务数，除以全部清单任务数；上级数字是下级原始数相加后再除，不是各级比率的平均。"),
    top=SHARES_DONE,
    bottom=SHARES,
    target=Decimal(1),
    order=300,
    public=True,
    group="worklist",
)
