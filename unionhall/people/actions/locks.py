"""Taking a person's record for a change."""

from ..models import Person
from ..refusals import RecordMerged


def locked(person: Person | int) -> Person:
    """The record, locked until the transaction ends; refused when it was merged into another."""
    person_id = person if isinstance(person, int) else person.pk
    found = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    if found.merged_into is not None:
        raise RecordMerged
    return found
