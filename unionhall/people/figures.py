"""What this room counts: members (a stock), joinings and transfers-in (flows), and the joining rate."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count as SqlCount
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from unionhall.kit.figures import Count, Figure, Measure, Period
from unionhall.orgs.figures import COVERED_WORKERS

from . import queries
from .choices import JoinedHow
from .models import Membership


def _by_unit(rows: QuerySet[Membership]) -> Mapping[int, int]:
    return dict(rows.values_list("unit_id").annotate(n=SqlCount("id")).order_by())


def _members(period: Period) -> Mapping[int, int]:
    until = Q(counted_until=None) | Q(counted_until__gt=period.last)
    return _by_unit(Membership.objects.filter(until, counted_from__lte=period.last))


def _begun(how: str, period: Period) -> Mapping[int, int]:
    return _by_unit(Membership.objects.filter(how=how, counted_from__range=(period.first, period.last)))


def _joined(period: Period) -> Mapping[int, int]:
    return _begun(JoinedHow.JOINED, period)


def _transferred(period: Period) -> Mapping[int, int]:
    return _begun(JoinedHow.TRANSFERRED, period)


def _rows(user: Any, unit: Any, period: Period) -> Any:
    return queries.roll(user, unit)


def _rows_begun(user: Any, unit: Any, period: Period) -> Any:
    return queries.roll(user, unit).filter(joined_on__range=(period.first, period.last))


MEMBERS = Count("people.members", _("会员数"), Measure.STOCK, _members, _rows, page="people:roll")
JOINED = Count("people.joined", _("新入会人数"), Measure.FLOW, _joined, _rows_begun, page="people:roll")
TRANSFERRED = Count("people.transferred", _("转入人数"), Measure.FLOW, _transferred, _rows_begun, page="people:roll")

FIGURES = [
    Figure(
        "people.joining_rate", _("入会率"), _("会员数 ÷ 已建会单位的职工数。"), MEMBERS, COVERED_WORKERS,
        target=Decimal("0.85"), order=20, public=True,
    ),
    Figure(
        "people.members", _("会员数"), _("当日在册（含保留会籍）的会员。"), MEMBERS, order=30, public=True,
    ),
    Figure("people.joined", _("新入会"), _("期内批准入会的人数，不含转入和名册导入。"), JOINED, order=40),
    Figure("people.transferred", _("转入"), _("期内转入的人数；对全省不是增长。"), TRANSFERRED, order=50),
]  # fmt: skip
