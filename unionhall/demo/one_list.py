"""The one list of the year: issued in January, signed for, reported, accepted, with slips where it lags.

Every share says what the measuring job would say: its counts come from the same figures, or from the evidence
written here, and the same arithmetic makes progress and light of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from unionhall.accounts import queries as accounts
from unionhall.kit.figures import Period, all_figures, values
from unionhall.kit.models import FigureDelta
from unionhall.orgs.models import Unit
from unionhall.worklist.actions import issuing, load_items
from unionhall.worklist.actions.slips import rules_on
from unionhall.worklist.arithmetic import ONE, Standing, expected_on, light_of, progress_of
from unionhall.worklist.choices import EvidenceState, ItemKind, ItemState, Light, ShareState, Source
from unionhall.worklist.models import Evidence, Item, Share, Slip, Tally
from unionhall.worklist.rules import numbers_on

from .plan import Plan
from .writing import moment, put

CHOSEN = (
    "A01 A02 A03 A05 A07 A08 B01 B02 B03 B05 B07 B08 B09 C03 C05 C06 C07 C10 D01 D05 D06 D08 E02 E05 E06 E08 E09"
).split()
GRASSROOTS = 5
LOT = 5000
COUNTED = ("shares", "done", "waiting", "green", "amber", "red")
Counts = tuple[int, int | None]
Tallies = dict[tuple[str, int], Counter[str]]  # path and level of whoever owes


@dataclass
class Owed:
    """One unit's share on its way to the table."""

    place: issuing.Place
    parent_id: int | None
    target: Decimal | None
    own: Counts = (0, None)
    whole: Counts = (0, None)


def write_items(plan: Plan) -> dict[str, int]:
    """The year's items, issued by the province in January."""
    by, province = accounts.system_user("demo"), Unit.objects.get(pk=1)
    items = load_items(year=plan.day.year, issuer=province, by=by, only=set(CHOSEN))
    issued = min(date(plan.day.year, 1, 15), plan.day)
    Item.objects.filter(pk__in=[item.pk for item in items]).update(
        state=ItemState.ISSUED, issued_at=moment(issued, 10), resolution_no=f"浙总工发〔{plan.day.year}〕1号"
    )
    return {"items": len(items)}


def codes(plan: Plan) -> list[str]:
    return [f"Y{plan.day.year % 100:02}-{code}" for code in CHOSEN]


def write_shares(plan: Plan, code: str) -> dict[str, int]:
    """The shares of one item, lowest level first, so that each adds up those beneath it."""
    item = Item.objects.select_related("issuer").get(code=code, issuer_id=1)
    owed = [Owed(*row) for row in sorted(issuing.plan_of(item, plan.day), key=lambda row: (row[0].path, row[0].pk))]
    draw, base = plan.draw("share", code), (codes(plan).index(code) + 1) * 10**10
    if item.source == Source.FIGURE:
        _read_figures(plan, item, owed)
    else:
        _prove(plan, item, owed, draw)
    return _write(plan, item, owed, draw, base)


def _read_figures(plan: Plan, item: Item, owed: list[Owed]) -> None:
    figure = all_figures()[item.figure]
    counts = [count.code for count in (figure.top, figure.bottom) if count is not None]
    for start in range(0, len(owed), 1000):
        part = owed[start : start + 1000]
        units = [_Place(one.place.pk, one.place.desk_id) for one in part]
        found = values(counts, units, Period(item.starts_on, max(item.starts_on, plan.day)))
        for one in part:
            bottom = max(0, found.get((counts[1], one.place.pk), 0)) if item.is_rate else None
            one.whole = (found.get((counts[0], one.place.pk), 0), bottom)


@dataclass(frozen=True)
class _Place:
    pk: int
    desk_id: int


def _prove(plan: Plan, item: Item, owed: list[Owed], draw: Random) -> None:
    """Evidence at the units with nobody beneath them in the item (yes or no: at each); then sums upwards."""
    beneath: dict[int, list[int | None]] = defaultdict(lambda: [0, None])
    parents = {one.parent_id for one in owed}
    mood: dict[int, float] = {}
    for one in sorted(owed, key=lambda one: -len(one.place.path)):
        county = one.place.county_id or 0
        luck = mood.setdefault(county, draw.uniform(0.82, 1.12))
        if one.place.pk not in parents or item.kind in (ItemKind.YES_NO, ItemKind.MILESTONE):
            one.own = _own(item, one, luck, draw)
        top, bottom = beneath[one.place.pk]
        known = [n for n in (one.own[1], bottom) if n is not None]
        one.whole = (one.own[0] + (top or 0), sum(known) if known else None)
        if one.parent_id is not None:
            above = beneath[one.parent_id]
            above[0] = (above[0] or 0) + one.whole[0]
            if one.whole[1] is not None:
                above[1] = (above[1] or 0) + one.whole[1]


def _own(item: Item, one: Owed, luck: float, draw: Random) -> Counts:
    goal = one.target or Decimal(1)
    if item.kind == ItemKind.YES_NO:
        return (1 if draw.random() < 0.86 * luck else 0), 1
    if item.kind == ItemKind.MILESTONE:
        return min(int(goal), round(float(goal) * 0.85 * luck)), int(goal)
    if item.kind == ItemKind.RATE:
        of = draw.randint(8, 40)
        return min(of, round(of * float(goal) * luck * draw.uniform(0.9, 1.08))), of
    return round(float(goal) * luck * draw.uniform(0.75, 1.15)), None


def _write(plan: Plan, item: Item, owed: list[Owed], draw: Random, base: int) -> dict[str, int]:
    numbers, rules, written = numbers_on(plan.day), rules_on(plan.day), 0
    tallies: Tallies = {}
    for start in range(0, len(owed), LOT):
        shares: list[dict[str, Any]] = []
        evidence: list[dict[str, Any]] = []
        slips: list[dict[str, Any]] = []
        deltas: list[dict[str, Any]] = []
        for number, one in enumerate(owed[start : start + LOT], start=start + 1):
            share = _share(plan, item, one, draw, base + number, numbers)
            shares.append(share)
            evidence += _evidence(plan, item, one, share, draw)
            slips += _slips(plan, share, rules, draw)
            deltas += _deltas(share, one)
        _tally(item, shares, owed[start : start + LOT], tallies)
        written += put(Share, shares) + put(Evidence, evidence) + put(Slip, slips) + put(FigureDelta, deltas)
    return {"worklist.rows": written + _put_tallies(item, tallies, base)}


def _share(plan: Plan, item: Item, one: Owed, draw: Random, pk: int, numbers: dict[str, Decimal]) -> dict[str, Any]:
    standing = Standing(item.kind, *one.whole, item.base, one.target)
    progress = progress_of(standing, numbers["most-progress"])
    expected = expected_on(plan.day, starts_on=item.starts_on, due_on=item.due_on)
    light = light_of(progress, expected, overdue=plan.day > item.due_on, numbers=numbers)
    issued = min(date(plan.day.year, 1, 15), plan.day)
    waiting = draw.random() < 0.01
    done = progress >= ONE and not waiting
    late = plan.day - timedelta(days=draw.randint(1, 40))
    place = one.place
    return {
        "id": pk, "desk_id": place.desk_id, "item_id": item.pk, "unit_id": place.pk, "county_id": place.county_id,
        "city_id": place.city_id, "parent_unit_id": one.parent_id, "target": one.target, "top_up": Decimal(0),
        "base": item.base, "top": one.whole[0], "bottom": one.whole[1], "own_top": one.own[0],
        "own_bottom": one.own[1], "progress": progress, "expected": expected,
        "before": (progress * Decimal("0.92")).quantize(Decimal("0.0001")), "light": str(light),
        "light_since": max(issued, late) if light != Light.GREEN else issued, "colour": "",
        "state": ShareState.ISSUED if waiting else ShareState.DONE if done else ShareState.ACCEPTED,
        "issued_on": issued, "due_on": item.due_on, "measured_at": moment(plan.day, 0, 30),
        "done_on": max(issued, plan.day - timedelta(days=draw.randint(1, 120))) if done else None, "stale": False,
    }  # fmt: skip


def _evidence(plan: Plan, item: Item, one: Owed, share: dict[str, Any], draw: Random) -> Iterator[dict[str, Any]]:
    """One accepted piece for what is counted; now and then one more that waits for the level above, or went back."""
    if item.source != Source.EVIDENCE:
        return
    kinds = item.evidence_kinds or ["file"]
    of = one.own[1] if item.kind == ItemKind.RATE else None
    if one.own[0] > 0 or of:
        yield _piece(plan, share, kinds[0], one.own[0], of, EvidenceState.ACCEPTED, 1, draw)
    luck = draw.random()
    if luck < 0.06:
        state = EvidenceState.SUBMITTED if luck < 0.04 else EvidenceState.RETURNED
        yield _piece(plan, share, kinds[-1], 1, 1 if of else None, state, 2, draw)


def _piece(
    plan: Plan, share: dict[str, Any], kind: str, n: int, of: int | None, state: str, place: int, draw: Random
) -> dict[str, Any]:
    day = max(share["issued_on"], plan.day - timedelta(days=draw.randint(2, 200 if place == 1 else 12)))
    decided = state != EvidenceState.SUBMITTED
    return {
        "id": share["id"] * 10 + place, "desk_id": share["desk_id"], "share_id": share["id"],
        "item_id": share["item_id"], "unit_id": share["unit_id"], "kind": kind, "n": n, "of": of, "on": day,
        "counted_on": day, "document_no": f"〔{day.year}〕{draw.randint(1, 90)}号" if kind == "document" else "",
        "words": "年度工作台账和现场记录，详见说明。", "file": "", "file_name": "", "sha256": "", "state": str(state),
        "handed_in_by_id": 4, "handed_in_by_name": "系统·演示数据", "handed_in_at": moment(day, 15),
        "decided_by_id": 4 if decided else None, "decided_by_name": "系统·演示数据" if decided else "",
        "decided_at": moment(min(plan.day, day + timedelta(days=1)), 9) if decided else None,
        "decided_because": "请补充签到表和照片。" if state == EvidenceState.RETURNED else "",
    }  # fmt: skip


def _slips(plan: Plan, share: dict[str, Any], rules: list[Any], draw: Random) -> list[dict[str, Any]]:
    """One for each colour whose rule holds, the gravest first and shown on the share."""
    if share["progress"] >= ONE or share["state"] == ShareState.DONE:
        return []
    found: dict[str, dict[str, Any]] = {}
    for rule in rules:
        near = rule.days_to_due is None or share["due_on"] <= plan.day + timedelta(days=rule.days_to_due)
        lit = not rule.light or (
            share["light"] == rule.light and share["light_since"] <= plan.day - timedelta(days=rule.light_days)
        )
        if near and lit and rule.colour not in found:
            found[rule.colour] = _slip(plan, share, rule, len(found), draw)
    if found:
        share["colour"] = next(iter(found))
    return list(found.values())


def _slip(plan: Plan, share: dict[str, Any], rule: Any, place: int, draw: Random) -> dict[str, Any]:
    answered = draw.random() < 0.6
    raised = min(plan.day, share["light_since"] + timedelta(days=rule.light_days)) if rule.light else plan.day
    return {
        "id": share["id"] * 10 + 5 + place, "desk_id": share["desk_id"], "share_id": share["id"],
        "item_id": share["item_id"], "unit_id": share["unit_id"], "colour": str(rule.colour), "raised_on": raised,
        "rule_id": rule.pk, "reached": [share["unit_id"]], "progress_then": share["progress"],
        "answer": "已列入本月重点，安排专人逐家上门，月底前完成。" if answered else "",
        "answered_by_id": 4 if answered else None, "answered_by_name": "系统·演示数据" if answered else "",
        "answered_at": moment(min(plan.day, raised + timedelta(days=2)), 0, 10) if answered else None,
    }  # fmt: skip


def _deltas(share: dict[str, Any], one: Owed) -> Iterator[dict[str, Any]]:
    counted = [("worklist.shares", share["issued_on"])]
    if share["done_on"]:
        counted.append(("worklist.shares_done", share["done_on"]))
    for place, (code, day) in enumerate(counted, start=1):
        yield {"id": share["id"] * 10 + place, "desk_id": share["desk_id"], "unit_id": share["unit_id"], "count": code,
               "day": day, "n": 1}  # fmt: skip


def _tally(item: Item, shares: list[dict[str, Any]], owed: list[Owed], tallies: Tallies) -> None:
    """Add these shares to the sums of every unit above the grassroots they stand under."""
    for share, one in zip(shares, owed, strict=True):
        path = one.place.path
        for end in range(4, min(len(path), 16) + 1, 4):
            if end == len(path) and one.place.level == GRASSROOTS:
                continue
            cell = tallies.setdefault((path[:end], one.place.level), Counter())
            cell["shares"] += 1
            cell[share["light"]] += 1
            cell["done"] += share["state"] == ShareState.DONE
            cell["waiting"] += share["state"] == ShareState.ISSUED


def _put_tallies(item: Item, tallies: Tallies, base: int) -> int:
    paths = {path for path, _level in tallies}
    rows = Unit.objects.filter(level__lt=GRASSROOTS).values_list("path", "id", "desk_id")
    units = {path: (pk, desk) for path, pk, desk in rows if path in paths}
    kept = ((units[path], level, cell) for (path, level), cell in tallies.items() if path in units)
    return put(
        Tally,
        [
            {"id": base + number, "desk_id": desk, "unit_id": pk, "item_id": item.pk, "level": level,
             **{name: cell[name] for name in COUNTED}}
            for number, ((pk, desk), level, cell) in enumerate(kept, start=1)
        ],
    )  # fmt: skip
