"""What is counted here: employers in the base, those covered by a union, workers, grassroots unions.

An employer counts at the union of its place of work, once, however many unions cover it. The workers of those covered
count where members do: at the one union that covers them first of all (`queries.employers.home`).
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models import Count as Number
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from unionhall.kit.access import Level
from unionhall.kit.figures import Count, Figure, Measure, Period

from . import queries
from .choices import UnitState
from .models import Employer, EmployerWas, Unit
from .queries.employers import counted_under, covering, home


def _registered_on(day: date) -> QuerySet[Any]:
    """Employers in the register at the end of that day, each with the unit and headcount it then had."""
    was = EmployerWas.objects.filter(employer=OuterRef("pk"), until__gt=day).order_by("until")
    return (
        Employer.objects.annotate(since=Coalesce("counted_from", "opened_on"))
        .filter(Q(since=None) | Q(since__lte=day), Q(closed_on=None) | Q(closed_on__gt=day))
        .annotate(
            unit_then=Coalesce(Subquery(was.values("unit_id")[:1]), F("unit_id"), output_field=BigIntegerField()),
            heads_then=Coalesce(Subquery(was.values("headcount")[:1]), F("headcount"), output_field=BigIntegerField()),
        )
    )


def _open_on(day: date) -> QuerySet[Any]:
    """Those that count somewhere in the base of the founding rate."""
    return _registered_on(day).exclude(unit_then=None)


def _covered_on(day: date) -> QuerySet[Any]:
    return _open_on(day).filter(Exists(covering(day).filter(employer=OuterRef("pk"))))


def _number(rows: QuerySet[Any]) -> Mapping[int, int]:
    return dict(rows.order_by().values("unit_then").annotate(n=Number("pk")).values_list("unit_then", "n"))


def _heads(rows: QuerySet[Any]) -> Mapping[int, int]:
    return dict(rows.order_by().values("unit_then").annotate(n=Sum("heads_then")).values_list("unit_then", "n"))


def _heads_at_home(day: date) -> Mapping[int, int]:
    rows = _registered_on(day).annotate(home=home(day)).exclude(home=None)
    return dict(rows.order_by().values("home").annotate(n=Sum("heads_then")).values_list("home", "n"))


def _unions_on(day: date) -> QuerySet[Unit]:
    return (
        Unit.objects.filter(level=Level.GRASSROOTS)
        .filter(Q(founded_on=None) | Q(founded_on__lte=day), Q(closed_on=None) | Q(closed_on__gt=day))
        .exclude(state=UnitState.PREPARING)
        .exclude(founding_case_id__isnull=False, term_start=None)  # a founding that came to nothing never counted
    )


def _employers_seen(user: Any, unit: Unit, period: Period) -> QuerySet[Any]:
    return queries.employers_of(user).filter(unit__path__under=unit.path, closed_on=None)


def _covered_seen(user: Any, unit: Unit, period: Period) -> QuerySet[Any]:
    return _employers_seen(user, unit, period).filter(is_covered=True)


def _counted_seen(user: Any, unit: Unit, period: Period) -> QuerySet[Any]:
    return counted_under(queries.employers_of(user).filter(closed_on=None), unit)


def _unions_seen(user: Any, unit: Unit, period: Period) -> QuerySet[Unit]:
    return queries.units_seen(user).filter(path__under=unit.path, level=Level.GRASSROOTS).open()


EMPLOYERS = Count(
    "orgs.employers",
    _("用人单位数"),
    Measure.STOCK,
    lambda period: _number(_open_on(period.last)),
    rows=_employers_seen,
    page="orgs:employers",
)
EMPLOYERS_COVERED = Count(
    "orgs.employers_covered",
    _("已建会用人单位数"),
    Measure.STOCK,
    lambda period: _number(_covered_on(period.last)),
    rows=_covered_seen,
    page="orgs:employers",
    page_query={"covered": "yes"},
)
WORKERS = Count(
    "orgs.workers",
    _("职工数"),
    Measure.STOCK,
    lambda period: _heads(_open_on(period.last)),
    rows=_employers_seen,
    page="orgs:employers",
)
COVERED_WORKERS = Count(
    "orgs.covered_workers",
    _("已建会单位职工数"),
    Measure.STOCK,
    lambda period: _heads_at_home(period.last),
    rows=_counted_seen,
    page="orgs:employers",
    page_query={"covered": "counted"},
)
UNIONS = Count(
    "orgs.unions",
    _("基层工会数"),
    Measure.STOCK,
    lambda period: dict.fromkeys(_unions_on(period.last).values_list("pk", flat=True), 1),
    rows=_unions_seen,
    page="orgs:units",
    page_query={"level": "5"},
)

FIGURES = [
    Figure(
        "orgs.founding_rate",
        _("建会率"),
        _("已有工会覆盖的用人单位数 ÷ 用人单位总数；一家单位被多家工会覆盖只算一次。"),
        top=EMPLOYERS_COVERED,
        bottom=EMPLOYERS,
        target=Decimal("0.85"),
        order=10,
        public=True,
    ),
    Figure("orgs.unions", _("基层工会数"), _("已批复成立、尚未撤销的基层工会。"), top=UNIONS, order=30, public=True),
    Figure("orgs.workers", _("职工数"), _("登记在册用人单位的职工人数之和。"), top=WORKERS, order=40),
    Figure(
        "orgs.covered_workers",
        _("已建会单位职工数"),
        _("已有工会覆盖的用人单位的职工人数之和。"),
        top=COVERED_WORKERS,
        order=41,
    ),
]
