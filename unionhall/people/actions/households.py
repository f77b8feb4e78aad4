"""Families as the union knows them: one household lies with its head."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from unionhall.audit import actions as audit

from ..documents import read_document
from ..models import Household, HouseholdMember, Person
from ..refusals import WrongDay
from .locks import locked


@transaction.atomic
def keep_household(*, person: Person, by: Any, address: str = "", division: Any = None) -> Household:
    """Open the head's household, or correct its address."""
    person = locked(person)
    household = Household.objects.of(person).first() or Household(person=person)
    household.division = division
    if address:  # left empty, what is sealed stays
        household.address = address
    household.save()
    audit.record("people.household.kept", subject=household, by=by)
    return household


@transaction.atomic
def add_to_household(
    *, head: Person, name: str, relation: str, by: Any, birth_date: date | None = None, id_number: str = ""
) -> HouseholdMember:
    """Add someone to the head's household (opened if need be); an ID number given must be right."""
    head = locked(head)
    document = read_document("", id_number) if id_number else None
    if not Household.objects.of(head).exists():
        Household.objects.create(person=head)
    member = HouseholdMember(person=head, name=name.strip(), relation=relation.strip())
    member.birth_date = document.birth_date if document else birth_date
    member.id_number = document.number if document else ""
    member.save(force_insert=True)
    audit.record("people.household.member-added", subject=member, by=by, relation=member.relation)
    return member


@transaction.atomic
def leave_household(*, member: HouseholdMember, by: Any, on: date | None = None) -> HouseholdMember:
    """They no longer belong to it from that day; the line stays."""
    current = HouseholdMember.objects.of(member.person_id).select_for_update(of=("self",)).get(pk=member.pk)
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise WrongDay
    if current.left_on is None:
        current.left_on = day
        current.save(update_fields=["left_on"])
        audit.record("people.household.member-left", subject=current, by=by, on=day.isoformat())
    return current
