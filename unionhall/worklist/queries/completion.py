"""The 100 % board 百分百完成: how far a unit and all beneath it are, read from the tallies."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F

from unionhall.orgs import queries as orgs

from ..choices import LIVE_ITEMS, OPEN_SHARES, Category, ItemState
from ..models import Share, Slip, Tally

COUNTED = ("shares", "done", "waiting", "green", "amber", "red")


@dataclass
class Line:
    """One line of the board: how many shares, how many done, and how the others stand."""

    key: Any
    title: str
    shares: int = 0
    done: int = 0
    waiting: int = 0
    green: int = 0
    amber: int = 0
    red: int = 0
    unit: Any = None

    @property
    def rate(self) -> Decimal | None:
        return Decimal(self.done) / Decimal(self.shares) if self.shares else None

    def add(self, tally: Tally) -> None:
        for name in COUNTED:
            setattr(self, name, getattr(self, name) + getattr(tally, name))


@dataclass
class Board:
    """What one page of the board shows for one unit and year."""

    unit: Any
    year: int
    whole: Line
    by_category: list[Line] = field(default_factory=list)
    by_level: list[Line] = field(default_factory=list)
    by_item: list[Line] = field(default_factory=list)
    children: list[Line] = field(default_factory=list)
    movers: list[Share] = field(default_factory=list)
    unfinished: list[Share] = field(default_factory=list)


def board(unit: Any, year: int, *, most: int = 10) -> Board:
    """The whole board of a unit; public parts hold no rows of units beneath (`boards_of` is enough for them)."""
    tallies = _tallies([unit], year)
    found = Board(unit, year, _whole(unit, tallies))
    found.by_category = _grouped(tallies, lambda one: one.item.category, dict(Category.choices))
    found.by_level = _grouped(tallies, lambda one: one.level, {})
    found.by_item = _grouped(tallies, lambda one: one.item_id, {one.item_id: str(one.item) for one in tallies})
    beneath = list(orgs.children(unit).filter(level__lt=5))
    found.children = [line for line in boards_of(beneath, year) if line.shares]
    if not tallies:
        _count_grassroots(found, unit, year)
    found.movers = _movers(unit, year, most)
    found.unfinished = _unfinished(unit, year, most)
    return found


def boards_of(units: Iterable[Any], year: int) -> list[Line]:
    """One line for each unit with all beneath it, from the tallies: for maps and rankings. Townships and above."""
    lines = {unit.pk: Line(unit.code, str(unit), unit=unit) for unit in units}
    for tally in _tallies([line.unit for line in lines.values()], year):
        lines[tally.unit_id].add(tally)
    return list(lines.values())


def _tallies(units: list[Any], year: int) -> list[Tally]:
    states = (*LIVE_ITEMS, ItemState.CLOSED)
    rows = Tally.objects.at_desks({unit.desk_id for unit in units}).filter(unit_id__in=[unit.pk for unit in units])
    return list(rows.filter(item__year=year, item__state__in=states).select_related("item").order_by("item__code"))


def _whole(unit: Any, tallies: list[Tally]) -> Line:
    line = Line(unit.code, str(unit), unit=unit)
    for tally in tallies:
        line.add(tally)
    return line


def _grouped(tallies: list[Tally], key: Any, titles: dict[Any, Any]) -> list[Line]:
    found: dict[Any, Line] = {}
    for tally in tallies:
        mark = key(tally)
        found.setdefault(mark, Line(mark, str(titles.get(mark, mark)))).add(tally)
    return [found[mark] for mark in sorted(found, key=str)]


def _count_grassroots(found: Board, unit: Any, year: int) -> None:
    """A grassroots union has no tally: its own few shares are counted here."""
    rows = Share.objects.at_desks([unit.desk_id]).filter(unit=unit, item__year=year, item__state__in=LIVE_ITEMS)
    by_category: dict[str, Line] = defaultdict(lambda: Line("", ""))
    for share in rows.select_related("item"):
        line = by_category[share.item.category]
        line.key, line.title = share.item.category, str(Category(share.item.category).label)
        for one in (found.whole, line):
            one.shares += 1
            one.done += share.done_on is not None
            one.waiting += share.state == "issued"
            setattr(one, share.light, getattr(one, share.light) + 1)
    found.by_category = [by_category[key] for key in sorted(by_category)]


def _beneath(unit: Any, year: int) -> Any:
    """Shares of the unit itself and of those right beneath: the ones its people speak about."""
    rows = Share.objects.at_desks(orgs.desks_beneath(unit.path)).filter(unit__path__under=unit.path)
    near = rows.filter(unit__depth__lte=unit.depth + 1, item__year=year, item__state__in=LIVE_ITEMS)
    return near.select_related("item__issuer", "unit")


def _movers(unit: Any, year: int, most: int) -> list[Share]:
    """Those that gained most since the month began."""
    gained = _beneath(unit, year).annotate(gained=F("progress") - F("before")).filter(gained__gt=0)
    return list(gained.order_by("-gained", "pk")[:most])


def _unfinished(unit: Any, year: int, most: int) -> list[Share]:
    """Open shares, the reddest first, each with what was last answered to a slip (`reason`)."""
    order = {"red": 0, "amber": 1, "green": 2}
    rows = _beneath(unit, year).filter(state__in=OPEN_SHARES)
    shares = list(rows.filter(light="red").order_by("progress", "pk")[:most])
    if len(shares) < most:
        shares += list(rows.exclude(light="red").order_by("light", "progress", "pk")[: most - len(shares)])
    answers = Slip.objects.at_desks({share.desk_id for share in shares}).filter(share_id__in=[s.pk for s in shares])
    said = dict(answers.exclude(answer="").order_by("answered_at").values_list("share_id", "answer"))
    for share in shares:
        share.reason = said.get(share.pk, "")  # type: ignore[attr-defined]
    return sorted(shares, key=lambda share: (order[share.light], share.progress))
