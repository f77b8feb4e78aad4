"""Entering people into the register and correcting what it says of them."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.accounts import directory
from unionhall.audit import actions as audit
from unionhall.kit.identity import check_mobile
from unionhall.kit.refusal import Refusal

from .. import queries
from ..choices import Basis
from ..documents import Document, read_document
from ..models import Person
from ..refusals import AlreadyThere, NoSeparateConsent, OwnNumber
from .locks import locked
from .roll import put_on_roll

SENSITIVE = frozenset({"political_status"})  # beside the document, which is asked for at registration
SENSITIVE_DATA = "people.sensitive"  # the purpose of that consent
OPEN_FACTS = frozenset(
    {"name", "sex", "birth_date", "ethnicity", "schooling", "political_status", "home_division", "employer", "job"}
    | {"new_form", "migrant"}
)


@transaction.atomic
def register_person(
    *,
    name: str,
    id_kind: str,
    id_number: str,
    by: Any,
    phone: str = "",
    employer: Any = None,
    basis: str = Basis.DUTY,
    consented: bool = False,
    verified: bool = False,
    at: Any = None,
    not_the_same: bool = False,
    **facts: Any,
) -> Person:
    """Enter someone once; AlreadyThere(person) when the number, the phone, or (at `at`'s desk) a namesake is known.

    `basis` CONSENT needs `consented`: the separate consent to sensitive data, which the caller stores right after.
    """
    if basis == Basis.CONSENT and not consented:
        raise NoSeparateConsent
    document = read_document(id_kind, id_number)
    number = check_mobile(phone).number if phone else ""
    _refuse_known(name, document, number, at=None if not_the_same else at)
    person = Person(name=name.strip(), employer=employer, **_facts_of(document), **_checked(facts))
    person.id_number, person.phone = document.number, number
    person.verified_at = timezone.now() if verified else None
    person.save(force_insert=True)
    _claim(person, "id", document.handle)
    if number:
        _claim(person, "phone", number)
    audit.record("people.person.registered", subject=person, by=by, about=person, unit=at, basis=str(basis))
    return person


@transaction.atomic
def edit_person(*, person: Person, by: Any, because: str = "", basis: str = Basis.DUTY, **facts: Any) -> Person:
    """Correct open facts (not document or phone); the line on the roll follows."""
    person = locked(person)
    changed = {key: value for key, value in _checked(facts).items() if getattr(person, key) != value}
    sensitive = basis == Basis.CONSENT and SENSITIVE & {name for name, value in changed.items() if value}
    if sensitive and not queries.has_consent(person, SENSITIVE_DATA, separate=True):
        raise NoSeparateConsent
    if changed:
        for key, value in changed.items():
            setattr(person, key, value)
        _save(person, [*changed])
        audit.record("people.person.edited", subject=person, by=by, because=because, fields=sorted(changed))
    return person


@transaction.atomic
def change_phone(*, person: Person, phone: str, by: Any, because: str = "") -> Person:
    """Give the person another mobile number, which nobody else has; signing in by the old one ends.

    Who holds a role signs in with it at the Desk: that number is theirs alone to change.
    """
    person, number = locked(person), check_mobile(phone).number
    if by.pk != person.pk and queries.holds_office(person):
        raise OwnNumber
    before = person.phone.reveal() if person.phone else ""
    if number == before:
        return person
    _refuse_known("", None, number, at=None)
    if before:
        directory.release("phone", before, person.pk)
    _claim(person, "phone", number)
    person.phone = number
    _save(person, ["phone"])
    audit.record("people.person.phone-changed", subject=person, by=by, because=because)
    return person


@transaction.atomic
def correct_document(*, person: Person, id_kind: str, id_number: str, by: Any, because: str) -> Person:
    """Put right a wrongly entered (or renewed) identity document; needs a reason."""
    person, document = locked(person), read_document(id_kind, id_number)
    if (found := queries.duplicate_of(document)) and found[0].pk != person.pk:
        raise AlreadyThere(*found)
    if person.id_number:
        directory.release("id", read_document(person.id_kind, person.id_number.reveal()).handle, person.pk)
    _claim(person, "id", document.handle)
    for key, value in _facts_of(document).items():
        setattr(person, key, value)
    person.id_number = document.number
    _save(person, ["id_number", *_facts_of(document)])
    audit.record("people.person.document-corrected", subject=person, by=by, because=because, kind=str(document.kind))
    return person


@transaction.atomic
def mark_verified(*, person: Person, by: Any, how: str) -> Person:
    """The name was matched by the person's own sign-in or an HR roll (membership.md §5, real-name test)."""
    person = locked(person)
    if person.verified_at is None:
        person.verified_at = timezone.now()
        _save(person, ["verified_at"])
        audit.record("people.person.verified", subject=person, by=by, how=how)
    return person


def _refuse_known(name: str, document: Document | None, phone: str, *, at: Any) -> None:
    if found := queries.duplicate_of(document, phone):
        raise AlreadyThere(*found)
    if document is None or at is None:
        return
    if same := queries.namesake(name.strip(), document.birth_date, document.kind, at=at):
        raise AlreadyThere(same, "name")


def _claim(person: Person, kind: str, value: str) -> None:
    """Take the handle; someone may have taken it since we looked."""
    try:
        directory.claim(kind, value, person.pk)
    except directory.Taken as taken:
        raise AlreadyThere(queries.person(taken.person_id), kind) from taken


def _facts_of(document: Document) -> dict[str, Any]:
    told = {"id_kind": document.kind, "sex": document.sex, "birth_date": document.birth_date}
    return {key: value for key, value in told.items() if value}


def _checked(facts: dict[str, Any]) -> dict[str, Any]:
    if unknown := facts.keys() - OPEN_FACTS:
        raise TypeError(f"a person has no open facts {sorted(unknown)}")
    if "name" in facts and not str(facts["name"]).strip():
        raise Refusal(_("请填写姓名。"))
    return facts


def _save(person: Person, fields: list[str]) -> None:
    person.version += 1
    person.save(update_fields=[*fields, "version"])
    if (membership := queries.standing_membership(person)) is not None:
        put_on_roll(person, membership)
