"""Entering a member from the paper form: register, then admit, together or not at all."""

from datetime import date
from typing import Any

from django.db import transaction

from unionhall.audit import actions as audit
from unionhall.kit.exports import MOST, TooMany

from ..models import Person
from .memberships import admit
from .register import register_person


@transaction.atomic
def enter_member(
    *,
    name: str,
    id_kind: str,
    id_number: str,
    unit: Any,
    by: Any,
    phone: str = "",
    employer: Any = None,
    employment: str,
    new_form: str = "",
    joined_on: date | None = None,
    group: str = "",
    not_the_same: bool = False,
) -> Person:
    """The new member; AlreadyThere names the record to open instead. The clerk has seen the document: verified."""
    person = register_person(
        name=name, id_kind=id_kind, id_number=id_number, phone=phone, employer=employer, new_form=new_form,
        at=unit, not_the_same=not_the_same, verified=True, by=by,
    )  # fmt: skip
    admit(person=person, unit=unit, by=by, joined_on=joined_on, group=group, employment=employment)
    return person


@transaction.atomic
def export_roll(*, rows: Any, unit: Any, because: str, by: Any) -> list[Any]:
    """The lines to write into the sheet, after the line that tells who took how many of them and for what."""
    found = list(rows.order_by("name", "id")[: MOST + 1])
    if len(found) > MOST:
        raise TooMany
    audit.record("kit.export.made", by=by, unit=unit, because=because, list="people.roll", rows=len(found))
    return found
