"""What holds at a place on a day. The table is kept in memory and read again at most once a minute.

Places are division codes: the county's row goes before the city's, the province's and the nation's (CN); of one place
the row that began last. Whoever writes rows calls `refresh()` on commit.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit import access, workdays
from unionhall.kit.workdays import Deadline
from unionhall.orgs import queries as orgs

from .choices import EVERYWHERE, TIMES_TO_COUNT, Measure
from .models import Rule
from .permissions import Rules
from .refusals import NoTime, NotSet
from .shipped import UNCHECKED, place_key

__all__ = [
    "NotSet", "codes", "everywhere", "forget", "in_force", "in_words", "is_place", "limit", "may_check", "may_drop",
    "names_of", "refresh", "rooms_with_rules", "rule", "rule_for", "rules_found", "rules_of", "seat_of", "span",
    "span_of", "table", "to_check", "value",
]  # fmt: skip
FRESH_FOR = 60  # seconds
Kept = dict[tuple[str, str], dict[str, list[Rule]]]  # (code, key) → place → rows, the latest first


def value(code: str, *, place: str = "33", on: date | None = None, key: str = "") -> Decimal:
    """The number that holds at the place on that day (today); NotSet if none does."""
    return rule(code, place=place, on=on, key=key).value


def rule(code: str, *, place: str = "33", on: date | None = None, key: str = "") -> Rule:
    """The row that holds at the place on that day (today); NotSet if none does. Rows are shared: do not change them."""
    day = _day(on)
    found = _in_force(_book().get((code, key), {}), _chain(place), day)
    if found is None:
        raise NotSet(
            _("%(day)s在%(place)s没有可用的规则“%(code)s”，请先在规则库中登记。")
            % {"day": day.isoformat(), "place": place, "code": f"{code}{f' {key}' if key else ''}"}
        )
    return found


def rules_of(code: str, *, place: str = "33", on: date | None = None) -> dict[str, Rule]:
    """A table's rows by key, in the order they were entered; NotSet if it has none."""
    day, chain = _day(on), _chain(place)
    keyed = {key: _in_force(_book()[(code, key)], chain, day) for key in _keys().get(code, ())}
    found = {key: row for key, row in keyed.items() if row is not None}
    if not found:
        rule(code, place=place, on=on)
    return found


def table(code: str, *, place: str = "33", on: date | None = None) -> dict[str, Decimal]:
    """A table's numbers by key, e.g. months of pay by grade of injury."""
    return {key: row.value for key, row in rules_of(code, place=place, on=on).items()}


def limit(code: str, *, place: str = "33", on: date | None = None) -> tuple[int, str, Rule]:
    """(15, "cd", the row) of a time limit."""
    row = rule(code, place=place, on=on)
    if row.unit not in TIMES_TO_COUNT or row.value != int(row.value):
        raise NoTime(f"{row} is {row.text}, and no time to count")
    return int(row.value), row.unit, row


def span(code: str, *, start: date | datetime, place: str = "33", on: date | None = None) -> Deadline:
    """The last day of a time limit beginning at `start`, whose day chooses the rule unless `on` does.

    A limit in hours needs a moment; its end is `Deadline.at`.
    """
    number, unit, _row = limit(code, place=place, on=on or _as_day(start))
    return span_of(number, unit, start)


def span_of(number: int, unit: str, start: date | datetime) -> Deadline:
    """The same for a number and unit at hand."""
    if unit == Measure.WORKING_DAYS:
        return workdays.add_working_days(start, number)
    if unit == Measure.CALENDAR_DAYS:
        return workdays.add_calendar_days(start, number)
    if unit == Measure.HOURS:
        if not isinstance(start, datetime):
            raise NoTime("a limit in hours begins at a moment, not on a day")
        return workdays.add_hours(start, number)
    return workdays.add_months(start, number * (12 if unit == Measure.YEARS else 1))


def codes() -> list[str]:
    """Every code there is a row of."""
    return sorted({code for code, _key in _book()})


def in_force(*, place: str = "33", on: date | None = None, begins: str = "") -> list[Rule]:
    """Every row that holds at the place on that day, by code."""
    day, chain = _day(on), _chain(place)
    named = [_in_force(by_place, chain, day) for (code, _key), by_place in _book().items() if code.startswith(begins)]
    return sorted((row for row in named if row is not None), key=lambda row: (row.code, row.pk))


# --- for the desk ----------------------------------------------------------------------------------------------------


def in_words(kept: Mapping[str, Any]) -> str:
    """Source and value of the copy a decision kept (`Rule.as_json`), as the page of the rule says them."""
    row = Rule(value=Decimal(kept["value"]), unit=kept["unit"], source=kept["source"], article=kept.get("article", ""))
    return f"{row.law} · {row.text}"


def rules_found(
    *, q: str = "", room: str = "", place: str = "", on: date | None = None, unchecked: bool = False
) -> QuerySet[Rule]:
    """Rows an office looks through: by words, by room, of one place, in force on a day, still to be checked."""
    found = Rule.objects.filter(note__contains=UNCHECKED) if unchecked else Rule.objects.all()
    if q:
        wanted = Q(code__icontains=q) | Q(note__icontains=q) | Q(source__icontains=q) | Q(key__iexact=q)
        found = found.filter(wanted)
    if room:
        found = found.filter(code__startswith=f"{room}.")
    if place:
        found = found.filter(place=place_key(place))
    if on:
        found = found.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    return found


def everywhere(row: Rule) -> list[Rule]:
    """Every row of the same thing, the row's own place first, each place from its latest day back."""
    same = Rule.objects.filter(code=row.code, key=row.key).order_by("place", "-valid_from")
    return sorted(same, key=lambda one: one.place != row.place)


def names_of(places: Iterable[str]) -> dict[str, str]:
    """{33: 浙江省}: names of the places of rules; a place nobody knows by its code."""
    wanted = set(places)
    names = orgs.division_names(place.ljust(6, "0") for place in wanted)
    return {place: names.get(place.ljust(6, "0"), place) for place in wanted} | {EVERYWHERE: _("全国")}


def is_place(place: str) -> bool:
    """Whether rules can be kept for it: the nation, or a division there is."""
    return place == EVERYWHERE or orgs.division(place.ljust(6, "0")) is not None


def seat_of(place: str) -> Any:
    """The union that keeps the rules of a place: its federation; of the whole nation the one on top."""
    return orgs.root() if place == EVERYWHERE else orgs.township_unit(place.ljust(6, "0"))


def may_drop(row: Rule, user: Any) -> bool:
    """Whether `user` could take the row back today."""
    coming = not row.shipped and row.valid_from > timezone.localdate()
    return coming and user.may(Rules.EDIT, at=seat_of(row.place))


def may_check(row: Rule, user: Any) -> bool:
    """Whether `user` could say today that a number shipped from memory is right."""
    return row.unchecked and bool(user.may(Rules.EDIT, at=seat_of(row.place)))


def to_check(user: Any) -> list[Rule]:
    """Rows in force or coming that were shipped from memory, of places whose rules `user` keeps; at most one query."""
    held = access.outermost(access.holding(user, Rules.EDIT))
    waiting = [row for row in _rows() if row.unchecked and (row.valid_to is None or row.valid_to >= _day(None))]
    if not held or not waiting:
        return []
    kept = tuple(_kept_at(unit) for unit in orgs.units(one.unit_id for one in held).values())
    mine = [row for row in waiting if any(row.place.startswith(place) for place in kept)]
    return sorted(mine, key=lambda row: (row.code, row.key, row.place, row.pk))


def _kept_at(unit: Any) -> str:
    """What the places begin with whose rules this union keeps (`seat_of`); everything, the nation's too, on top."""
    return "" if unit.depth == 1 else place_key(str(unit.division_id or "-"))


def _rows() -> Iterator[Rule]:
    return (row for by_place in _book().values() for rows in by_place.values() for row in rows)


def rule_for(pk: int) -> Rule:
    return get_object_or_404(Rule, pk=pk)


def rooms_with_rules() -> list[str]:
    return sorted({code.partition(".")[0] for code in codes()})


# --- the book in memory ----------------------------------------------------------------------------------------------

_reading = threading.Lock()
_kept: Kept = {}
_keys_of: dict[str, list[str]] = {}
_stale_at = 0.0


def _book() -> Kept:
    if time.monotonic() >= _stale_at:
        refresh()
    return _kept


def _keys() -> dict[str, list[str]]:
    _book()
    return _keys_of


def refresh() -> None:
    """Read the table now."""
    global _kept, _keys_of, _stale_at
    with _reading:
        rows: Any = defaultdict(lambda: defaultdict(list))
        for row in Rule.objects.order_by("-valid_from"):
            rows[(row.code, row.key)][row.place].append(row)
        first = {name: min(row.pk for of_place in by.values() for row in of_place) for name, by in rows.items()}
        keys = defaultdict(list)
        for code, key in sorted(first, key=first.__getitem__):
            if key:
                keys[code].append(key)
        _kept = {name: dict(by_place) for name, by_place in rows.items()}
        _keys_of = dict(keys)
        _stale_at = time.monotonic() + FRESH_FOR


def forget() -> None:
    """Read the table at the next question; a test that rolled its rows back needs it."""
    global _stale_at
    _stale_at = 0.0


def _in_force(by_place: dict[str, list[Rule]], chain: tuple[str, ...], day: date) -> Rule | None:
    for place in chain:
        for row in by_place.get(place, ()):
            if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to):
                return row
    return None


def _chain(place: str) -> tuple[str, ...]:
    """330110 → 330110, 3301, 33, CN."""
    key = place_key(place)
    if key == EVERYWHERE:
        return (EVERYWHERE,)
    return (*(key[:length] for length in (6, 4, 2) if length <= len(key)), EVERYWHERE)


def _day(on: date | None) -> date:
    return timezone.localdate() if on is None else _as_day(on)


def _as_day(day: date | datetime) -> date:
    if isinstance(day, datetime):
        return timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return day
