"""Coverage and what is due over a unit and those right beneath it: stored counts, and what only the rows tell."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Left
from django.utils import timezone

from unionhall.kit.figures import Period, values
from unionhall.orgs import queries as orgs

from ..models import Agreement, Congress, Director, Round
from .congresses import met_this_year
from .directors import alarm_from

STORED = ("orgs.employers", "orgs.workers", "bargaining.employers", "bargaining.workers")
AHEAD = (30, 60, 90)  # days: what the report and the register ask about contracts that end
MOST = 200  # units right beneath one


@dataclass(frozen=True)
class Line:
    """A unit with all beneath it, and its counts by name."""

    unit: Any
    counts: dict[str, int]

    def __getitem__(self, name: str) -> int:
        return self.counts.get(name, 0)

    @property
    def coverage(self) -> Decimal | None:
        """Employers under a contract ÷ all employers."""
        return self._rate("bargaining.employers", "orgs.employers")

    @property
    def workers(self) -> Decimal | None:
        """Workers under a contract ÷ all workers."""
        return self._rate("bargaining.workers", "orgs.workers")

    def _rate(self, top: str, bottom: str) -> Decimal | None:
        return Decimal(self[top]) / self[bottom] if self[bottom] else None


@dataclass(frozen=True)
class Kept:
    """Contracts in force of one level (or kind), and the workers they name: who has two is named twice."""

    code: Any
    contracts: int
    workers: int


@dataclass(frozen=True)
class Report:
    unit: Any
    whole: Line
    beneath: list[Line]
    levels: list[Kept]
    kinds: list[Kept]


def report_of(unit: Any) -> Report:
    """The report; whoever asks has asked whether they may read it at this unit. Ten statements, whatever its size."""
    beneath = list(orgs.children(unit).open()[:MOST])
    desks = orgs.desks_beneath(unit.path)
    stored = values(STORED, [unit, *beneath], Period.of_day(timezone.localdate()))
    rows = [_agreements(desks), _rounds(desks), _congresses(desks), _directors(desks)]
    branches = _branches(unit, rows)
    lines = [_line(one, stored, branches.get(one.path, Counter())) for one in beneath]
    whole = _line(unit, stored, sum(branches.values(), Counter()))
    in_force = Agreement.objects.at_desks(desks).filter(ended_on=None, unit__path__under=unit.path)
    return Report(unit, whole, lines, _kept(in_force, "unit__level"), _kept(in_force, "kind"))


def _line(unit: Any, stored: dict[tuple[str, int], int], counts: Counter[str]) -> Line:
    return Line(unit, {code: stored.get((code, unit.pk), 0) for code in STORED} | dict(counts))


def _branches(unit: Any, asked: Iterable[tuple[Any, dict[str, Any]]]) -> dict[str, Counter[str]]:
    """{path of a unit right beneath (or the unit itself): its counts}; one statement for each table."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    length = len(unit.path) + unit.steplen
    for rows, counts in asked:
        here = rows.filter(unit__path__under=unit.path).annotate(branch=Left(F("unit__path"), Value(length)))
        for line in here.order_by().values("branch").annotate(**counts):
            branch = line.pop("branch")
            found[branch].update({name: n for name, n in line.items() if n})
    return found


def _agreements(desks: list[int]) -> tuple[Any, dict[str, Any]]:
    today = timezone.localdate()
    ending = {f"ending_{n}": Count("pk", filter=Q(term_to__lte=today + timedelta(days=n))) for n in AHEAD}
    rows = Agreement.objects.at_desks(desks).filter(ended_on=None)
    return rows, ending | {
        "agreements": Count("pk"), "unpublished": Count("pk", filter=Q(published_on=None)),
        "unfiled": Count("pk", filter=Q(filed_on=None)),
    }  # fmt: skip


def _rounds(desks: list[int]) -> tuple[Any, dict[str, Any]]:
    rows = Round.objects.at_desks(desks).open()
    return rows, {
        "signed": Count("pk", filter=Q(stage_code="signed")), "review": Count("pk", filter=Q(stage_code="review")),
        "objected": Count("pk", filter=Q(stage_code="objected")),
    }  # fmt: skip


def _congresses(desks: list[int]) -> tuple[Any, dict[str, Any]]:
    rows = Congress.objects.at_desks(desks).filter(ended_on=None)
    return rows, {"congresses": Count("pk"), "met": Count("pk", filter=Q(met_this_year()))}


def _directors(desks: list[int]) -> tuple[Any, dict[str, Any]]:
    rows = Director.objects.at_desks(desks).filter(ended_on=None)
    return rows, {"directors": Count("pk"), "directors_ending": Count("pk", filter=Q(until__lte=alarm_from()))}


def _kept(rows: Any, column: str) -> list[Kept]:
    found = rows.order_by(column).values_list(column).annotate(n=Count("pk"), heads=Sum("workers"))
    return [Kept(code, n, heads) for code, n, heads in found]
