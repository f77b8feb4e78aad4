"""Opening an account on the net: for someone new, or for someone the roll already knows.

How it could be broken, and what stands against it:
- Someone knows another's ID number: the phone and the name on the roll must be the same too.
- Someone asks number after number, to learn who is on a roll: every refusal is the same sentence, tries are counted
  by address and by number, and the password is judged first, so that no refusal comes later than another.
- Someone takes over an account: a record that has an account is never claimed, nor one that holds a post; those
  accounts are opened by the security administrator.
- Someone enters another's number first: the record stays unverified until a union has looked at the document.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.crypto import constant_time_compare

from unionhall.accounts import actions as accounts
from unionhall.accounts import queries as users
from unionhall.audit import actions as audit
from unionhall.kit.identity import check_mobile

from .. import queries
from ..choices import Basis
from ..consents import MEMBERSHIP, SENSITIVE
from ..documents import read_document
from ..models import Person
from ..refusals import CannotSignUp, NoSeparateConsent
from .consents import give_consent
from .locks import locked
from .register import register_person


@transaction.atomic
def sign_up(
    *,
    name: str,
    id_number: str,
    phone: str,
    password: str,
    agreed: Iterable[str],
    channel: str,
    by: Any,
    id_kind: str = "",
) -> Person:
    """The person, with an account that signs in by phone and password; CannotSignUp says nothing about the cause."""
    agreed = set(agreed)
    if not {MEMBERSHIP.code, SENSITIVE.code} <= agreed:
        raise NoSeparateConsent
    document, number = read_document(id_kind, id_number), check_mobile(phone).number
    if weak := users.weakness(password, name=name.strip()):
        raise weak
    if found := queries.duplicate_of(document, number):
        person = _proven(*found, name=name, phone=number)
        audit.record("people.account.claimed", subject=person, by=by, about=person)
    else:
        person = register_person(
            name=name, id_kind=document.kind, id_number=document.number, phone=number, by=by,
            basis=Basis.CONSENT, consented=True,
        )  # fmt: skip
    accounts.open_account(person_id=person.pk, name=person.name, password=password, phone=number, by=by)
    for purpose in (MEMBERSHIP, SENSITIVE):
        give_consent(
            person=person, purpose=purpose.code, text_version=purpose.version, separate=purpose.separate,
            channel=channel, by=by,
        )  # fmt: skip
    return person


def _proven(known: Person, why: str, *, name: str, phone: str) -> Person:
    """The record on the roll, if the one who asks knows all of what it says; else a refusal without a cause."""
    if why != "id":
        raise CannotSignUp
    person = locked(known)
    on_roll = person.phone.reveal() if person.phone else ""
    same = constant_time_compare(on_roll, phone) & constant_time_compare(person.name, name.strip())
    has_office = any(post.until is None for post in queries.posts_held(person))
    if not (on_roll and same) or has_office or _has_account_or_role(person):
        raise CannotSignUp
    return person


def _has_account_or_role(person: Person) -> bool:
    return bool(users.names([person.pk])) or queries.holds_office(person)
