"""Showing a sealed field: only with a reason, only where the right is held, and never without a line."""

from typing import Any

from django.db import transaction

from unionhall.audit import actions as audit
from unionhall.kit.access import NotAllowed
from unionhall.kit.numbers import next_number

from .. import queries
from ..models import Person
from ..permissions import People
from ..refusals import CannotUnmask

LEAST_REASON = 6  # characters
FIELDS = ("id_number", "phone")


@transaction.atomic
def unmask(*, person: Person, field: str, reason: str, by: Any) -> str:
    """The plain value of `field`, for one view; the line says which field, why, and the how-manieth today."""
    if field not in FIELDS:
        raise ValueError(f"{field} is not a field to unmask")
    place = queries.place_of(person)
    if place is None or not by.may(People.UNMASK, at=place):
        raise NotAllowed
    if len("".join(reason.split())) < LEAST_REASON:
        raise CannotUnmask(CannotUnmask.text.format(least=LEAST_REASON))
    nth = next_number(desk_id=place.desk_id, series=queries.unmask_series(by))
    audit.record(
        "people.person.unmasked", subject=person, by=by, unit=place, because=reason, field=field, nth_today=nth
    )
    value = getattr(person, field)
    return value.reveal() if value else ""
