"""Merging two records of one person, and taking the merge apart again while nothing has changed since."""

import json
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.accounts import actions as accounts
from unionhall.accounts import queries as users
from unionhall.audit import actions as audit
from unionhall.kit.access import NotAllowed, require
from unionhall.kit.fields import seal, unseal

from .. import queries
from ..choices import PersonKind
from ..models import Person, PersonMerge
from ..permissions import People
from ..refusals import CannotMerge, CannotUndo, ReasonMissing
from .locks import locked
from .roll import put_on_roll

UNDO_DAYS = 30  # calendar days in which a merge may be taken apart
DOCUMENT = ("id_kind", "id_number", "sex", "birth_date")
SINGLE = (
    "name", "phone", "ethnicity", "schooling", "political_status", "home_division_id", "employer_id", "job",
    "new_form", "migrant",
)  # fmt: skip
CHOOSABLE = ("document", *SINGLE)
_LABEL = "people.PersonMerge.before"


@transaction.atomic
def merge_people(
    *, kept: Person, other: Person, by: Any, because: str, chosen: dict[str, str] | None = None
) -> PersonMerge:
    """Everything of `other` goes to `kept`; for fields named in `chosen` as "other" its value is taken over.

    The kept record must be the one with the account, if only one has; an account of the other is closed, its ways to
    sign in lead to the kept one. Someone who holds roles under both is for the security administrator to sort first.
    """
    kept, other = _both_locked(kept, other)
    chosen = {name: who for name, who in (chosen or {}).items() if name in CHOOSABLE and who == "other"}
    _check(kept, other, by, because)
    merge = PersonMerge(person=kept, other_id=other.pk, chosen=chosen, because=because[:200], merged_by_id=by.pk)
    before: dict[str, Any] = {"kept": _plain(kept), "other": _plain(other), "closed": _close_account(other, by)}
    merge.before = seal(_LABEL, merge.pk, json.dumps(before))
    merge.moved = {one.code: one.move(source=other.pk, target=kept.pk, by=by) for one in queries.mergings()}
    _take_over(kept, before["other"], chosen)
    Person.objects.filter(pk=other.pk).update(merged_into=kept.pk, version=other.version + 1)
    merge.moved["version"] = kept.version
    merge.save(force_insert=True)
    audit.record("people.person.merged", subject=merge, by=by, because=because, other=other.pk, chosen=sorted(chosen))
    audit.record("people.person.merged-away", subject=other, by=by, because=because, kept=kept.pk)
    return merge


@transaction.atomic
def undo_merge(*, merge: PersonMerge, by: Any, because: str) -> PersonMerge:
    """Two records again, as before; refused after a month, or when the kept record has been changed meanwhile."""
    merge = PersonMerge.objects.of(merge.person_id).select_for_update(of=("self",)).get(pk=merge.pk)
    kept = locked(merge.person_id)
    _check_undo(merge, kept, by, because)
    before = json.loads(unseal(_LABEL, merge.pk, merge.before))
    other = Person.objects.select_for_update(of=("self",)).get(pk=merge.other_id)
    other.merged_into = None
    _restore(other, before["other"])
    for one in reversed(queries.mergings()):
        if one.code in merge.moved:
            one.undo(source=other.pk, target=kept.pk, moved=merge.moved[one.code], by=by)
    _restore(kept, before["kept"])
    if before["closed"]:
        accounts.reopen_account(person_id=other.pk, by=by, because=because)
    merge.undone_at, merge.undone_by_id = timezone.now(), by.pk
    merge.save(update_fields=["undone_at", "undone_by_id"])
    audit.record("people.person.merge-undone", subject=merge, by=by, because=because, other=other.pk)
    return merge


def _both_locked(kept: Person, other: Person) -> tuple[Person, Person]:
    """In the order of their ids, so that two merges the wrong way round do not wait for each other."""
    rows = {pk: locked(pk) for pk in sorted({kept.pk, other.pk})}
    return rows[kept.pk], rows[other.pk]


def _check(kept: Person, other: Person, by: Any, because: str) -> None:
    if kept.pk == other.pk or PersonKind.ANONYMOUS in (kept.kind, other.kind):
        raise CannotMerge
    if by.pk in (kept.pk, other.pk):  # what the other asked for, and its sign-in, would become one's own
        raise CannotMerge(_("不能合并自己的档案，请由其他人办理。"))
    if not because.strip():
        raise ReasonMissing
    for one in (kept, other):
        _require_at_home(one, by)
    accounts_of = users.names([kept.pk, other.pk])
    if other.pk in accounts_of and kept.pk not in accounts_of:
        raise CannotMerge(_("只有另一份档案有登录账号。请保留有账号的那一份。"))
    if other.pk in accounts_of and users.user(other.pk).held:
        raise CannotMerge(_("要并入的档案还担任职务，请先由安全管理员收回其角色。"))


def _require_at_home(person: Person, by: Any) -> None:
    """Where a person belongs to no union and no employer, nobody answers for the record."""
    place = queries.place_of(person)
    if place is None:
        raise NotAllowed
    require(by, People.MERGE, at=place)


def _check_undo(merge: PersonMerge, kept: Person, by: Any, because: str) -> None:
    if merge.undone_at is not None:
        raise CannotUndo(_("这次合并已经撤销过了。"))
    if not because.strip():
        raise ReasonMissing
    _require_at_home(kept, by)
    if timezone.now() - merge.merged_at > timedelta(days=UNDO_DAYS):
        raise CannotUndo(format_lazy(_("合并已超过 {days} 天，不能撤销。请分别更正档案。"), days=UNDO_DAYS))
    if kept.version != merge.moved["version"]:
        raise CannotUndo(_("合并后档案又有改动，不能撤销。请分别更正档案。"))


def _close_account(other: Person, by: Any) -> bool:
    if other.pk not in users.names([other.pk]):
        return False
    accounts.close_account(person_id=other.pk, by=by, because="merged")
    return True


def _plain(person: Person) -> dict[str, Any]:
    values = {name: getattr(person, name) for name in (*DOCUMENT, *SINGLE)}
    for name in ("id_number", "phone"):
        values[name] = values[name].reveal() if values[name] else ""
    values["birth_date"] = person.birth_date.isoformat() if person.birth_date else None
    return values


def _take_over(kept: Person, values: dict[str, Any], chosen: dict[str, str]) -> None:
    names = [name for one in chosen for name in (DOCUMENT if one == "document" else (one,))]
    _restore(kept, {name: values[name] for name in names})


def _restore(person: Person, values: dict[str, Any]) -> None:
    """Write these values, seal them to this row, and put the line on the roll in step."""
    for name, value in values.items():
        setattr(person, name, date.fromisoformat(value) if name == "birth_date" and value else value)
    person.version += 1
    person.save()
    if (membership := queries.standing_membership(person)) is not None:
        put_on_roll(person, membership)
