"""People the register knows only from what they sent: nameless senders, and callers without a document."""

from typing import Any

from django.db import transaction

from unionhall.accounts import directory
from unionhall.audit import actions as audit
from unionhall.kit.identity import check_mobile
from unionhall.kit.ids import new_id

from ..choices import PersonKind
from ..models import Person
from ..queries import person as person_by_id


@transaction.atomic
def register_anonymous(*, by: Any, person_id: int | None = None) -> Person:
    """A nameless person for one request; `person_id` may have been drawn when its form was shown."""
    sender = Person.objects.create(id=person_id or new_id(), kind=PersonKind.ANONYMOUS)
    audit.record("people.sender.registered", subject=sender, by=by, about=sender)
    return sender


@transaction.atomic
def register_caller(*, name: str, phone: str, by: Any) -> Person:
    """Whoever this telephone number belongs to; someone new is entered by name and number alone, not verified."""
    number = check_mobile(phone).number
    if known := directory.find("phone", number):
        return person_by_id(known)
    caller = Person(name=name.strip())
    caller.phone = number
    caller.save(force_insert=True)
    directory.claim("phone", number, caller.pk)
    audit.record("people.person.registered", subject=caller, by=by, about=caller, basis="caller")
    return caller
