"""The arithmetic of early warning: plain functions over counts and rule rows; no table is read here.

Score = Σ weight × scale ÷ 100 (supervision.md §6). What is missing counts 0 and makes the score incomplete. The final
colour is the worse of the score's and of the triggers'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .choices import Incident, Indicator, Level

MORE = "more"  # key of a scale's last line: above every bound
HUNDRED = Decimal(100)
SCORED = (
    Indicator.ARREARS,
    Indicator.LAYOFFS,
    Indicator.OVERTIME,
    Indicator.SAFETY,
    Indicator.INSURANCE,
    Indicator.COMPLAINANTS,
)
NO_DATA, TOO_FEW = "no-data", "too-few"

Table = Mapping[str, Decimal]


@dataclass(frozen=True)
class Params:
    """The rule rows a score is computed by, as numbers."""

    weights: Table
    scales: Mapping[str, Table]
    cuts: Table  # yellow, orange, red
    arrears: Table  # months above which the colour is triggered
    layoff: Table  # percent, people
    complainants: Decimal
    events: Table  # death, absconded: the level they lead to
    floor: int  # fewer workers than this are not shown for one employer
    reporters: int  # fewer distinct reporters than this say nothing
    overtime_hours: Decimal  # a month above which a worker counts as over the limit


@dataclass(frozen=True)
class Facts:
    """What is known of one employer; None where nothing is."""

    arrears: Decimal | None = None  # months overdue
    layoff_people: int | None = None
    layoff_percent: Decimal | None = None  # of staff
    layoff_reported: bool = True
    overtime_percent: Decimal | None = None  # share of workers over 36 hours a month
    overtime_workers: int | None = None  # how many were looked at
    incident: str | None = None
    insurance: Decimal | None = None  # months
    complainants: int | None = None  # distinct, in the window
    absconded: bool = False


@dataclass(frozen=True)
class Point:
    """One indicator's share of the score."""

    code: str
    scale: Decimal
    weight: Decimal
    points: Decimal
    note: str = ""  # NO_DATA, TOO_FEW

    def as_json(self) -> dict[str, str]:
        return {
            "code": self.code,
            "scale": f"{self.scale.normalize():f}",
            "weight": f"{self.weight.normalize():f}",
            "points": f"{self.points.normalize():f}",
            "note": self.note,
        }


@dataclass(frozen=True)
class Score:
    """The sum, its parts, the colour by score, by triggers, and of both."""

    total: Decimal
    points: tuple[Point, ...]
    by_score: Level
    triggers: tuple[tuple[str, Level], ...] = field(default=())

    @property
    def by_trigger(self) -> Level:
        return max((level for _why, level in self.triggers), default=Level.GREEN)

    @property
    def level(self) -> Level:
        """The worse of the two."""
        return max(self.by_score, self.by_trigger)

    @property
    def incomplete(self) -> bool:
        return any(point.note for point in self.points)


def score(facts: Facts, params: Params) -> Score:
    """The employer's score on these facts."""
    points = tuple(_point(code, facts, params) for code in SCORED)
    total = sum((point.points for point in points), Decimal(0))
    return Score(total, points, level_of(total, params.cuts), tuple(_triggers(facts, params)))


def level_of(total: Decimal, cuts: Table) -> Level:
    for level in (Level.RED, Level.ORANGE, Level.YELLOW):
        if total >= cuts[level.code]:
            return level
    return Level.GREEN


def up_to(value: Decimal, table: Table, *, including: bool = True) -> Decimal:
    """The line of a scale whose bound is the first that `value` does not pass (or, not including, does not reach)."""
    bounds = sorted(Decimal(key) for key in table if key.isdigit())
    for bound in bounds:
        if value < bound or (including and value == bound):
            return table[str(bound)]
    return table[MORE]


def from_reports(values: Sequence[Decimal], least: int) -> Decimal | None:
    """What at least `least` different reporters say: the value so many of them reach; None when fewer spoke at all.

    `values` holds one value a reporter, without the reporter.
    """
    return sorted(values, reverse=True)[least - 1] if least > 0 and len(values) >= least else None


@dataclass(frozen=True)
class Cell:
    """How many of how many, for a place (its path in the tree) and an industry."""

    path: str
    industry: str
    over: int
    of: int

    @property
    def percent(self) -> Decimal:
        return (HUNDRED * self.over / self.of).quantize(Decimal("0.1")) if self.of else Decimal(0)


def merged_upwards(cells: Sequence[Cell], floor: int, *, top: int = 4, step: int = 4) -> list[Cell]:
    """Cells too small to be shown are added up with their like one level above, until none is too small.

    `top` is the length of the path at which it ends; what is under the floor even there pages print as «<10».
    """
    shown: list[Cell] = []
    waiting = [cell for cell in cells if cell.of > 0]
    while waiting:
        together: dict[tuple[str, str], list[int]] = {}
        for cell in waiting:
            sums = together.setdefault((cell.path, cell.industry), [0, 0])
            sums[0], sums[1] = sums[0] + cell.over, sums[1] + cell.of
        waiting = []
        for (path, industry), (over, of) in sorted(together.items()):
            if of >= floor or len(path) <= top:
                shown.append(Cell(path, industry, over, of))
            else:
                waiting.append(Cell(path[:-step], industry, over, of))
    return shown


# --- one indicator each ----------------------------------------------------------------------------------------------


def _point(code: Indicator, facts: Facts, params: Params) -> Point:
    weight = params.weights[code.value]
    if code is Indicator.OVERTIME and facts.overtime_workers is not None and facts.overtime_workers < params.floor:
        return Point(code.value, Decimal(0), weight, Decimal(0), TOO_FEW)
    scale = _SCALES[code](facts, params.scales[code.value], params)
    if scale is None:
        return Point(code.value, Decimal(0), weight, Decimal(0), NO_DATA)
    return Point(code.value, scale, weight, weight * scale / HUNDRED)


def _arrears(facts: Facts, table: Table, params: Params) -> Decimal | None:
    return None if facts.arrears is None else up_to(facts.arrears, table)


def _insurance(facts: Facts, table: Table, params: Params) -> Decimal | None:
    return None if facts.insurance is None else up_to(facts.insurance, table)


def _complainants(facts: Facts, table: Table, params: Params) -> Decimal | None:
    return None if facts.complainants is None else up_to(Decimal(facts.complainants), table)


def _incident(facts: Facts, table: Table, params: Params) -> Decimal | None:
    return None if facts.incident is None else table[facts.incident]


def _overtime(facts: Facts, table: Table, params: Params) -> Decimal | None:
    return None if facts.overtime_percent is None else min(HUNDRED, table["factor"] * facts.overtime_percent)


def _layoffs(facts: Facts, table: Table, params: Params) -> Decimal | None:
    if facts.layoff_people is None and facts.layoff_percent is None:
        return None
    if is_mass_layoff(facts, params):
        return table[MORE] if facts.layoff_reported else table["unreported"]
    return up_to(facts.layoff_percent or Decimal(0), table, including=False)


def is_mass_layoff(facts: Facts, params: Params) -> bool:
    """≥20 people or ≥10 % of staff (劳动合同法 art. 41)."""
    people, percent = facts.layoff_people or 0, facts.layoff_percent or Decimal(0)
    return people >= params.layoff["people"] or percent >= params.layoff["percent"]


_SCALES: dict[Indicator, Any] = {
    Indicator.ARREARS: _arrears,
    Indicator.LAYOFFS: _layoffs,
    Indicator.OVERTIME: _overtime,
    Indicator.SAFETY: _incident,
    Indicator.INSURANCE: _insurance,
    Indicator.COMPLAINANTS: _complainants,
}


def _triggers(facts: Facts, params: Params) -> list[tuple[str, Level]]:
    found: list[tuple[str, Level]] = []
    if facts.arrears is not None:
        past = [level for level in list(Level)[1:] if facts.arrears > params.arrears[level.code]]
        found += [(Indicator.ARREARS.value, max(past))] if past else []
    if is_mass_layoff(facts, params):
        found.append((Indicator.LAYOFFS.value, Level.ORANGE))
    if facts.complainants is not None and facts.complainants >= params.complainants:
        found.append((Indicator.COMPLAINANTS.value, Level.RED))
    if facts.incident == Incident.DEATH:
        found.append((Indicator.SAFETY.value, Level(int(params.events["death"]))))
    if facts.absconded:
        found.append((Indicator.ABSCONDED.value, Level(int(params.events["absconded"]))))
    return found
