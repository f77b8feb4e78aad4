"""Finding one member of another union by what only someone who has the papers in hand can know."""

from typing import Any

from django.db import transaction

from unionhall.audit import actions as audit
from unionhall.kit.access import require

from .. import queries
from ..models import Person
from ..permissions import People
from .attempts import count_try

LOOKS_A_DAY = 50  # for one member of staff; a whole register is not asked through in this way


@transaction.atomic
def recognise_member(*, name: str, number: str, unit: Any, by: Any) -> Person | None:
    """The member with exactly this name and ID or card number, wherever; None for any mismatch, and no hint which."""
    require(by, People.ADMIT, at=unit)
    count_try(kind="recognise", key=str(by.pk), most=LOOKS_A_DAY, by=by)
    found = queries.member_known_by(number, name)
    if found is None:
        audit.record("people.person.not-recognised", by=by, unit=unit)
    else:
        audit.record("people.person.recognised", subject=found, about=found, by=by, unit=unit)
    return found
