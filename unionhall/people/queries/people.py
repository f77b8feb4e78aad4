"""Who someone is, and who may see them."""

from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404

from unionhall.kit import mask

from ..choices import PersonKind
from ..models import Person
from ..permissions import People
from .memberships import last_membership


def person_of(user: Any) -> Person:
    """The register's record of the one signed in; Http404 for a user (a system user) who has none."""
    return person(user.pk)


def person(person_id: int) -> Person:
    """For other rooms, which have asked their own question about scope; Http404 if there is none."""
    found = Person.objects.select_related("employer", "home_division").filter(pk=person_id).first()
    if found is None:
        raise Http404
    return found


def person_for(user: Any, person_id: int, needs: str = People.VIEW) -> Person:
    """The person, if `user` holds `needs` where that person is (or was last) a member; else they do not exist."""
    found = person(person_id)
    place = place_of(found)
    if found.kind != PersonKind.PERSON or place is None or not user.may(needs, at=place):
        raise Http404
    return found


def place_of(person: Person) -> Any:
    """The unit that answers for this person: of the standing or last membership, else the employer's; or None."""
    membership = last_membership(person)
    if membership is not None:
        return membership.unit
    return person.employer.unit if person.employer is not None else None


def name_for(user: Any, person: Person) -> str:
    """In full for those who admit members where this person is one; masked for those who look on."""
    place = place_of(person)
    return person.name if place is not None and user.may(People.ADMIT, at=place) else masked_name(person)


def masked_name(person: Person) -> str:
    return mask.name(person.name)


def holds_office(person: Person) -> bool:
    """Whether the person holds a role now."""
    return bool(get_user_model()(pk=person.pk).held)
