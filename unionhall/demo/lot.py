"""What is written together: one county, its rows collected table by table, its counts added up."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from django.db import models

from unionhall.kit.models import FigureDelta, NumberSeries

from .plan import County, Plan
from .writing import put

MILLION, MILLIARD = 10**6, 10**9


@dataclass
class Union:
    """A grassroots union as the other parts need it."""

    id: int
    path: str
    code: str
    name: str
    kind: str
    town: int  # place in the county's towns; -1: directly under the county
    founded: date
    parent_id: int
    employers: list["Firm"] = field(default_factory=list)
    chair: "Folk | None" = None


@dataclass
class Firm:
    """An employer as the other parts need it."""

    id: int
    name: str
    code: str
    town: int
    counted_from: date
    covered_from: date | None
    row: dict[str, Any]
    union: Union | None = None
    staff: int = 0  # people of the register who work there
    members: int = 0


@dataclass
class Folk:
    """A person as the other parts need it."""

    id: int
    name: str
    firm: Firm | None
    union: Union | None
    joined: date | None = None
    how: str = ""  # joined or transferred in the year of work
    row: dict[str, Any] = field(default_factory=dict)
    number: str = ""
    phone: str = ""


class Lot:
    """Rows of one county on their way to the tables; written in one transaction."""

    def __init__(self, plan: Plan, county: County, first: int = 0) -> None:
        """`first` keeps the ids of a later part of the same county apart from those of the earlier one."""
        self.plan, self.county, self.first = plan, county, first
        self.rows: dict[type[models.Model], list[dict[str, Any]]] = defaultdict(list)
        self.counts: Counter[tuple[str, int, date]] = Counter()
        self.desks: dict[int, int] = {}  # units that keep their rows at another desk than the county's
        self.series: dict[tuple[int, str], int] = {}
        self.unions: list[Union] = []
        self.firms: list[Firm] = []
        self.folk: list[Folk] = []
        self.people = 0
        self.worker: Folk | None = None  # of the story
        self.newcomer: Folk | None = None
        self.holders: dict[int, list[tuple[int, str]]] = defaultdict(list)  # unit: who has its cases
        self._ids: Counter[type[models.Model]] = Counter()

    def draw(self, *what: Any) -> Random:
        return self.plan.draw(self.county.code, *what)

    def add(self, model: type[models.Model], **row: Any) -> dict[str, Any]:
        """A row with the next id of this lot, unless it brings one."""
        if "id" not in row:
            self._ids[model] += 1
            row["id"] = self.county.lot * MILLIARD + self.first + self._ids[model]
        self.rows[model].append(row)
        return row

    def count(self, code: str, unit_id: int, day: date, n: int = 1) -> None:
        self.counts[code, unit_id, day] += n

    def number(self, series: str, desk_id: int | None = None) -> int:
        """The next number of a series at a desk, as `kit.numbers` would give it."""
        key = (desk_id or self.county.unit_id, series)
        self.series[key] = self.series.get(key, 0) + 1
        return self.series[key]

    def next_person(self) -> int:
        """The id of the next person of this county; the last nine figures are the running number."""
        self.people += 1
        return self.county.lot * MILLIARD + self.people

    def write(self) -> dict[str, int]:
        """Insert everything in the order it was begun; how many rows of each table."""
        for (code, unit_id, day), n in self.counts.items():
            if n:
                self.add(
                    FigureDelta, desk_id=self.desks.get(unit_id, self.county.unit_id), unit_id=unit_id, count=code,
                    day=day, n=n,
                )  # fmt: skip
        for (desk_id, series), last in self.series.items():
            if desk_id < 0:
                continue  # only for numbering rows here
            self.add(NumberSeries, desk_id=desk_id, series=series, last=last)
        return {model._meta.label: put(model, rows) for model, rows in self._in_order()}

    def _in_order(self) -> Iterator[tuple[type[models.Model], list[dict[str, Any]]]]:
        yield from self.rows.items()
