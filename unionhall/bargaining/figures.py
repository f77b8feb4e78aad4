"""What is counted here: employers and workers under a collective contract, contracts in force, disclosure on time.

An employer counts once, however many contracts bind it, where it counts in the founding rate's base.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count as Many
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from unionhall.kit.figures import Beneath, Count, Figure, Measure, Panel, Period
from unionhall.orgs import figures as orgs

from . import queries
from .models import Agreement, Cover, Disclosure
from .queries.covers import bound_on, covering

_ON_TIME = Q(disclosed_on__lte=F("due_on"))


def _agreements(period: Period) -> Mapping[int, int]:
    """At the union that kept each on that day: a merger gives it to another from its own day on."""
    day = period.last
    rows = Agreement.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), in_force_on__lte=day)
    found: Counter[int] = Counter()
    for unit, was in rows.values_list("unit_id", "was").iterator():
        found[next((before for before, left in was if left > day.isoformat()), unit)] += 1
    return found


def _judged(on_time: bool, period: Period) -> Mapping[int, int]:
    rows = Disclosure.objects.filter(queries.in_rate(period.first, period.last))
    if on_time:
        rows = rows.filter(_ON_TIME)
    return dict(rows.order_by().values_list("unit_id").annotate(n=Many("pk")))


def _covers_seen(user: Any, unit: Any, period: Period) -> QuerySet[Cover]:
    rows = Cover.objects.visible_to(user).filter(covering(period.last), unit__path__under=unit.path)
    found: QuerySet[Cover] = rows.select_related("employer")
    return found


def _agreements_seen(user: Any, unit: Any, period: Period) -> QuerySet[Agreement]:
    return queries.agreements_found(user, under=unit, state="in-force")


def _disclosures_seen(user: Any, unit: Any, period: Period) -> QuerySet[Disclosure]:
    rows = queries.disclosures_found(user, under=unit)
    return rows.filter(queries.in_rate(period.first, period.last))


def _on_time_seen(user: Any, unit: Any, period: Period) -> QuerySet[Disclosure]:
    return _disclosures_seen(user, unit, period).filter(_ON_TIME)


EMPLOYERS = Count(
    "bargaining.employers",
    _("集体合同覆盖的用人单位数"),
    Measure.STOCK,
    lambda period: bound_on(period.last)[0],
    rows=_covers_seen,
    page="bargaining:agreements",
)
WORKERS = Count(
    "bargaining.workers",
    _("集体合同覆盖的职工数"),
    Measure.STOCK,
    lambda period: bound_on(period.last)[1],
    rows=_covers_seen,
    page="bargaining:agreements",
)
AGREEMENTS = Count(
    "bargaining.agreements",
    _("生效的集体合同数"),
    Measure.STOCK,
    _agreements,
    rows=_agreements_seen,
    page="bargaining:agreements",
)
DISCLOSURES_DUE = Count(
    "bargaining.disclosures_due",
    _("应公开的事项"),
    Measure.FLOW,
    lambda period: _judged(False, period),
    rows=_disclosures_seen,
    page="bargaining:disclosures",
    page_query={"state": "all"},
)
DISCLOSURES_ON_TIME = Count(
    "bargaining.disclosures_on_time",
    _("按时公开的事项"),
    Measure.FLOW,
    lambda period: _judged(True, period),
    rows=_on_time_seen,
    page="bargaining:disclosures",
    page_query={"state": "done"},
)

FIGURES = [
    Figure(
        "bargaining.coverage",
        _("集体合同覆盖率"),
        _("有生效集体合同（含行业性、区域性）的用人单位数 ÷ 用人单位总数；一家单位有几份合同只算一次。"),
        top=EMPLOYERS,
        bottom=orgs.EMPLOYERS,
        target=Decimal("0.8"),
        order=410,
        public=True,
        group="bargaining",
    ),
    Figure(
        "bargaining.workers",
        _("集体合同覆盖职工比例"),
        _("生效集体合同覆盖的职工人数 ÷ 用人单位职工总数。"),
        top=WORKERS,
        bottom=orgs.WORKERS,
        order=412,
        public=True,
        group="bargaining",
    ),
    Figure(
        "bargaining.agreements",
        _("生效的集体合同数"),
        _("登记簿里已经生效、还没有终止的集体合同。"),
        top=AGREEMENTS,
        order=414,
        group="bargaining",
    ),
    Figure(
        "bargaining.disclosure",
        _("厂务公开按时率"),
        _("期限已过的公开事项中，按时公开的 ÷ 应公开的；写明不适用的不计。"),
        top=DISCLOSURES_ON_TIME,
        bottom=DISCLOSURES_DUE,
        target=Decimal("0.95"),
        order=416,
        group="bargaining",
    ),
]

PANEL = Panel(
    "bargaining.panel",
    _("集体协商和民主管理"),
    _("多少单位和职工有集体合同，合同覆盖在各地高低如何，厂务公开是否按时。"),
    tuple(FIGURES),
    Beneath(_("各级集体合同覆盖率"), FIGURES[0]),
    order=300,
)
