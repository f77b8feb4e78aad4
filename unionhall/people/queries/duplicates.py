"""Finding that someone is there already, before anything is written."""

from datetime import date

from unionhall.accounts import directory

from ..documents import Document
from ..models import Person, RollEntry

SAME_NAMES_LOOKED_AT = 20


def duplicate_of(document: Document | None, phone: str = "") -> tuple[Person, str] | None:
    """The person who has this document ("id") or this phone ("phone") already."""
    asked = [("id", document.handle)] if document else []
    for kind, value in [*asked, *([("phone", phone)] if phone else [])]:
        if (known := directory.find(kind, value)) is not None:
            return kept(known), kind
    return None


def kept(person_id: int) -> Person:
    """The record itself, or the one it was merged into."""
    found = Person.objects.get(pk=person_id)
    return found if found.merged_into is None else kept(found.merged_into)


def namesake(name: str, birth_date: date | None, id_kind: str, *, at: object) -> Person | None:
    """On the rolls of this desk: same name and birth date, but another kind of document (or none), so maybe the same.

    Two people with two numbers of one kind are two people, however alike they are.
    """
    if birth_date is None:
        return None
    rows = RollEntry.objects.at_desks([at.desk_id]).filter(name=name)  # type: ignore[attr-defined]
    ids = list(rows.values_list("person_id", flat=True)[:SAME_NAMES_LOOKED_AT])
    same = Person.objects.filter(pk__in=ids, birth_date=birth_date).exclude(id_kind=id_kind) if ids else []
    return next(iter(same), None)
