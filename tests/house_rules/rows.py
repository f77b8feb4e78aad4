"""Rows for lists: the first one where the world of `tests/scope` has none, and more of the same."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import models
from django.utils import timezone

from tests.scope.world import Side
from unionhall.accounts.models import Delegation, RoleHeld
from unionhall.audit import actions as audit
from unionhall.audit.models import Seal
from unionhall.cases.models import BadRating, CallBack
from unionhall.funds.models import Payable

MORE = 25
Facts = dict[str, Any]
DIGITS = 4
_numbers = count(3001)  # beyond the numbers of the cast, whose credit codes may end in any under them


class NotCopied(Exception):
    """A row that is unique by something no number can be put into."""


def _absence(house: Any, side: Side) -> None:
    role = RoleHeld.objects.filter(person_id=house.reviewer.pk).get()
    Delegation.objects.create(
        role_held=role, from_person_id=role.person_id, from_name="例一", to_person_id=house.caseworker.pk,
        to_name="例二", first_day=date(2026, 4, 1), last_day=date(2026, 4, 2), because="出差",
    )  # fmt: skip


def _seal(house: Any, side: Side) -> None:
    audit.record("test.thing.done", by=house.chair)
    Seal.objects.create(number=1, first_seq=1, last_seq=1, head="0" * 64, sealed_at=timezone.now())


def _bad_rating(house: Any, side: Side) -> None:
    case = side.case
    BadRating.objects.create(
        desk_id=case.unit.desk_id, case_id=case.pk, person_id=case.person_id, rating_id=1, unit=case.unit, stars=2,
        view=case.service.view, number=case.number, closing=1, title=case.title, who="例**", rated_at=timezone.now(),
        call_by=date(2026, 3, 6), object_by=date(2026, 3, 12),
    )  # fmt: skip


def _call(house: Any, side: Side) -> None:
    case = side.case
    CallBack.objects.create(
        desk_id=case.unit.desk_id, case_id=case.pk, person_id=case.person_id, unit=case.unit, view=case.service.view,
        number=case.number, closing=1, title=case.title, who="例**", closed_on=date(2026, 3, 4),
        call_by=date(2026, 3, 6),
    )  # fmt: skip


def _legal_aid(house: Any, side: Side) -> None:
    copy_of(side.rights.record, kind="aid")


def _payable(house: Any, side: Side) -> None:
    Payable.objects.create(
        desk_id=side.county.desk_id, unit=side.county, number="1", amount="100", payee="例", purpose="补助",
        because="例", subject_type="test", subject_id="1", owed_on=date(2026, 3, 4), owed_by_id=house.caseworker.pk,
        owed_by_name="例",
    )  # fmt: skip


def _job(house: Any, side: Side) -> None:
    copy_of(side.job, by_id=house.chair.pk)


def _evidence(house: Any, side: Side) -> None:
    copy_of(side.evidence, unit_id=side.township.pk)


# lists that are empty in that world: one row for them, by any means
FIRST: dict[str, Callable[[Any, Side], None]] = {
    "accounts:absences": _absence,
    "audit:heads": _seal,
    "cases:bad-ratings": _bad_rating,
    "cases:calls": _call,
    "faces:jobs": _job,
    "funds:list": _payable,
    "rights:aids": _legal_aid,
    "worklist:review": _evidence,
}

# what a list's address needs to show its rows
QUERY: dict[str, Callable[[Any, Side], str]] = {
    "orgs:find": lambda house, side: f"place={side.township.division_id}",
}

# how the n-th copy differs, by the table or by the address of the list, where numbering what is unique is not enough
DIFFERS: dict[str, Callable[[Any, int], Facts]] = {
    "orgs.Unit": lambda row, n: {"path": f"{row.path[:-4]}{n + 1000:04d}", "code": f"{row.code[:6]}-{n + 1000:04d}"},
    "accounts.RoleHeld": lambda row, n: {"person_id": row.person_id + n},
    "bargaining.Cover": lambda row, n: {"employer_id": copy_of(row.employer).pk},
    "bargaining.Deputy": lambda row, n: {"person_id": row.person_id + n},
    "supervision.Standing": lambda row, n: {"employer_id": copy_of(row.employer).pk},
    "supervision.Warning": lambda row, n: {"employer_id": copy_of(row.employer).pk, "number": f"{row.number}-{n}"},
    "safety.HeatNotice": lambda row, n: {"number": f"{row.number}-{n}", "day": row.day + timedelta(days=n)},
    "worklist.Share": lambda row, n: {"item_id": copy_of(row.item).pk},
    "worklist:item": lambda row, n: {"unit_id": copy_of(row.unit).pk},
}


def more_like(row: models.Model, name: str = "") -> None:
    """Copies of a stored row, for the list of that name."""
    kind = type(row)._base_manager
    kind.bulk_create([_copy(kind.get(pk=row.pk), name, {}) for _n in range(MORE)])


def copy_of(row: Any, **facts: Any) -> Any:
    """One copy, stored."""
    made = _copy(type(row)._base_manager.get(pk=row.pk), "", facts)
    made.save(force_insert=True)
    return made


def _copy(row: Any, name: str, facts: Facts) -> Any:
    n = next(_numbers)
    same = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
    if not row._meta.pk.has_default() and not isinstance(row._meta.pk, models.AutoField):
        same[row._meta.pk.attname] = row.pk + n  # a number somebody gives
    differs = DIFFERS.get(name) or DIFFERS.get(row._meta.label) or _numbered
    return type(row)(**{**same, **differs(row, n), **facts})


def _numbered(row: Any, n: int) -> Facts:
    """One column of each thing that must be unique, with a number in it."""
    fields = {f.name: f for f in row._meta.concrete_fields}
    found: Facts = {}
    for names in _unique(row):
        if not any(fields[name].attname in found for name in names):
            free = [fields[name] for name in names if _suits(fields[name])]
            if not free:
                raise NotCopied(f"{' + '.join(names)} cannot be numbered")
            field = min(free, key=lambda one: isinstance(one, models.IntegerField))  # words rather than ids
            found[field.attname] = _with_number(field, getattr(row, field.attname), n)
    return found


def _unique(row: Any) -> list[tuple[str, ...]]:
    """Names of columns that no other row may share with this one."""
    sets = [(f.name,) for f in row._meta.concrete_fields if f.unique and not f.primary_key]
    for rule in row._meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            itself = type(row)._base_manager.filter(pk=row.pk)
            if rule.condition is None or itself.filter(rule.condition).exists():
                sets.append(rule.fields)
    return sets


def _suits(field: Any) -> bool:
    if field.is_relation or field.choices or field.name == "desk_id":
        return False
    return isinstance(field, models.IntegerField) or (isinstance(field, models.CharField) and field.max_length > DIGITS)


def _with_number(field: Any, value: Any, n: int) -> Any:
    if isinstance(field, models.IntegerField):
        return (value or 0) + n
    return f"{value[: field.max_length - DIGITS]}{n:0{DIGITS}d}"
