"""How large the province is, by which seed it is drawn, and how it is shared out among the counties."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any

from unionhall.orgs.models import Division

STORY_COUNTY, STORY_TOWN = "330110", "330110005"  # 余杭区五常街道, where the story of the main job takes place
BIG = {"3301": 2.2, "3302": 2.0, "3303": 1.7, "3307": 1.3, "3310": 1.2, "3309": 0.6}


@dataclass(frozen=True)
class County:
    """One county with its share of the province; `lot` numbers its rows."""

    lot: int
    code: str
    name: str
    city: str
    towns: tuple[tuple[str, str], ...]  # code, name
    unit_id: int
    city_unit_id: int
    path: str
    town_units: tuple[int, ...]
    unions: int
    workers: int


@dataclass(frozen=True)
class Plan:
    """Everything the province follows from: the same plan gives the same rows."""

    unions: int = 2000
    workers: int = 40_000
    seed: int = 1
    day: date = date(2026, 1, 1)  # the day the year of work ends

    def draw(self, *what: Any) -> Random:
        """A source of chance of its own for each part, so that parts may be written in any order."""
        return Random(":".join(str(one) for one in (self.seed, *what)))

    @property
    def year_began(self) -> date:
        return self.day - timedelta(days=365)

    @property
    def registered(self) -> date:
        """When the register was taken over from paper: older members and firms count from here."""
        return date(self.day.year - 2, 1, 1)

    @cached_property
    def divisions(self) -> list[tuple[str, str, str, str]]:
        """(code, name, level, parent) of the standing divisions down to townships, parents first."""
        rows = Division.objects.filter(code__startswith="33", valid_to=None).exclude(level="village")
        order = {"province": 1, "city": 2, "county": 3, "township": 4}
        found = rows.values_list("code", "name", "level", "parent_id")
        return sorted(found, key=lambda row: (order[row[2]], row[0]))

    @cached_property
    def unit_ids(self) -> dict[str, int]:
        """The unit of each division: 1 for the province, then on in order."""
        return {row[0]: number for number, row in enumerate(self.divisions, start=1)}

    @cached_property
    def paths(self) -> dict[str, str]:
        """The tree path of each division's unit."""
        found: dict[str, str] = {}
        counted: dict[str, int] = {}
        for code, _name, _level, parent in self.divisions:
            counted[parent] = counted.get(parent, 0) + 1
            found[code] = found.get(parent, "") + step(counted[parent])
        return found

    @cached_property
    def counties(self) -> list[County]:
        draw = self.draw("counties")
        rows = [row for row in self.divisions if row[2] == "county"]
        weights = [BIG.get(row[0][:4], 1.0) * draw.lognormvariate(0, 0.5) for row in rows]
        weights = [max(w, 2.0) if row[0] == STORY_COUNTY else w for w, row in zip(weights, rows, strict=True)]
        unions, workers = share_out(self.unions, weights), share_out(self.workers, weights)
        return [self._county(lot, *given) for lot, given in enumerate(zip(rows, unions, workers, strict=True), start=1)]

    def _county(self, lot: int, row: tuple[str, str, str, str], unions: int, workers: int) -> County:
        code, name, _level, city = row
        towns = tuple((one[0], one[1]) for one in self.divisions if one[3] == code)
        ids = self.unit_ids
        return County(
            lot, code, name, city, towns, ids[code], ids[city], self.paths[code],
            tuple(ids[town] for town, _name in towns), unions, workers,
        )  # fmt: skip


def step(number: int) -> str:
    """Four characters of a path: 1 → 0001, 36 → 0010."""
    digits = ""
    for _place in range(4):
        number, rest = divmod(number, 36)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest] + digits
    return digits


def share_out(total: int, weights: list[float]) -> list[int]:
    """Whole parts in proportion to the weights, by largest remainder."""
    whole = sum(weights) or 1
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_rest = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_rest[: total - sum(parts)]:
        parts[at] += 1
    return parts
