"""The roll: one line at the desk of the union for each standing membership, written with it."""

from typing import Any

from ..models import Membership, Person, RollEntry


def put_on_roll(person: Person, membership: Membership) -> None:
    """Write the line anew from the register, in the caller's transaction."""
    RollEntry.objects.update_or_create(
        desk_id=membership.unit.desk_id, person_id=person.pk, defaults=line_of(person, membership)
    )


def take_off_roll(person: Any, desk_id: int) -> None:
    RollEntry.objects.filter(desk_id=desk_id, person_id=getattr(person, "pk", person)).delete()


def line_of(person: Person, membership: Membership) -> dict[str, Any]:
    """The values of the line: names plain, numbers masked."""
    return {
        "unit_id": membership.unit_id,
        "membership_id": membership.pk,
        "name": person.name,
        "sex": person.sex,
        "id_masked": str(person.id_number),
        "phone_masked": str(person.phone),
        "card_no": membership.card_no,
        "state": membership.state,
        "joined_on": membership.joined_on,
        "employment": membership.employment,
        "new_form": person.new_form,
        "employer_id": person.employer_id,
        "verified": person.verified_at is not None,
        "lapsing_since": membership.lapsing_since,
    }
