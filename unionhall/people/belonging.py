"""Which union answers for the account of someone without a role: the person's own, else that of where they live."""

from typing import Any

from unionhall.kit.belonging import Belonging
from unionhall.orgs import queries as orgs

from . import queries
from .models import Person


def find(person_id: int) -> tuple[Any, str | None]:
    person = Person.objects.select_related("employer__unit").filter(pk=person_id).first()
    if person is None:
        return None, None
    place = queries.place_of(person)
    if place is None and person.home_division_id:
        place = orgs.township_unit(person.home_division_id)
    return place, person.name


BELONGING = Belonging(find)
