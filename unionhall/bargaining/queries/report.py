"""Coverage and what is due over a unit and those right beneath it: stored counts, and what only the rows tell."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Left
from django.utils import timezone

from unionhall.kit.access import Level
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
    """The report; whoever asks has asked whether they may read it at this unit. Seven statements, whatever its size."""
    beneath = list(orgs.children(unit).open()[:MOST])
    desks = [unit.desk_id] if unit.level >= Level.COUNTY else orgs.desks_beneath(unit.path)
    stored = values(STORED, [unit, *beneath], Period.of_day(timezone.localdate()))
    branches, levels, kinds = _agreements(unit, desks)
    for branch, counts in _others(unit, desks):
        branches[branch].update(counts)
    lines = [_line(one, stored, branches.get(one.path, Counter())) for one in beneath]
    whole = _line(unit, stored, sum(branches.values(), Counter()))
    return Report(unit, whole, lines, levels, kinds)


def _line(unit: Any, stored: dict[tuple[str, int], int], counts: Counter[str]) -> Line:
    return Line(unit, {code: stored.get((code, unit.pk), 0) for code in STORED} | dict(counts))


def _by_branch(rows: Any, unit: Any, *more: str) -> Any:
    """Rows under the unit in groups: by the path of the unit right beneath (or the unit itself) and what else."""
    branch = Left(F("unit__path"), Value(len(unit.path) + unit.steplen))
    return rows.filter(unit__path__under=unit.path).annotate(branch=branch).order_by().values("branch", *more)


def _agreements(unit: Any, desks: list[int]) -> tuple[dict[str, Counter[str]], list[Kept], list[Kept]]:
    """({branch: its counts}, contracts by level, contracts by kind): of those that stand, in one statement."""
    today = timezone.localdate()
    ending = {f"ending_{n}": Count("pk", filter=Q(term_to__lte=today + timedelta(days=n))) for n in AHEAD}
    rows = _by_branch(Agreement.objects.at_desks(desks).filter(ended_on=None), unit, "unit__level", "kind")
    branches: dict[str, Counter[str]] = defaultdict(Counter)
    levels, kinds = defaultdict[Any, Counter[str]](Counter), defaultdict[Any, Counter[str]](Counter)
    for line in rows.annotate(
        agreements=Count("pk"), unpublished=Count("pk", filter=Q(published_on=None)),
        unfiled=Count("pk", filter=Q(filed_on=None)), heads=Sum("workers"), **ending,
    ):  # fmt: skip
        branch, level, kind, heads = (line.pop(name) for name in ("branch", "unit__level", "kind", "heads"))
        branches[branch].update({name: n for name, n in line.items() if n})
        for kept in (levels[level], kinds[kind]):
            kept.update(contracts=line["agreements"], workers=heads)
    return branches, _kept(levels), _kept(kinds)


def _kept(found: dict[Any, Counter[str]]) -> list[Kept]:
    return [Kept(code, n["contracts"], n["workers"]) for code, n in sorted(found.items())]


def _others(unit: Any, desks: list[int]) -> Iterator[tuple[str, Counter[str]]]:
    """(branch, counts) of rounds, congresses and directors: three tables in one statement."""
    parts = [_rounds(desks), _congresses(desks), _directors(desks)]
    asked = [
        _by_branch(rows.annotate(part=Value(at)), unit, "part")
        .annotate(**dict(zip("abc", counts.values(), strict=True)))
        .values_list("branch", "part", "a", "b", "c")
        for at, (rows, counts) in enumerate(parts)
    ]
    for branch, part, *numbers in asked[0].union(*asked[1:], all=True):
        yield branch, Counter({name: n for name, n in zip(parts[part][1], numbers, strict=True) if n})


def _rounds(desks: list[int]) -> tuple[Any, dict[str, Any]]:
    rows = Round.objects.at_desks(desks).open()
    return rows, {stage: Count("pk", filter=Q(stage_code=stage)) for stage in ("signed", "review", "objected")}


def _congresses(desks: list[int]) -> tuple[Any, dict[str, Any]]:
    rows, soon = Congress.objects.at_desks(desks).filter(ended_on=None), Q(until__lte=alarm_from())
    counts = {"congresses": Count("pk"), "met": Count("pk", filter=Q(met_this_year()))}
    return rows, counts | {"congresses_ending": Count("pk", filter=soon)}


def _directors(desks: list[int]) -> tuple[Any, dict[str, Any]]:
    rows, soon = Director.objects.at_desks(desks).filter(ended_on=None), Q(until__lte=alarm_from())
    to_report = Q(report_by__lte=alarm_from("bargaining.report-alarm"))
    counts = {"directors": Count("pk"), "directors_ending": Count("pk", filter=soon)}
    return rows, counts | {"directors_to_report": Count("pk", filter=to_report)}
