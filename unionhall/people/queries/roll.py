"""Rolls 名册: the lines union staff list and search, always at named desks."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from unionhall.accounts import directory
from unionhall.kit import mask
from unionhall.kit.identity import BadNumber, check_mobile
from unionhall.orgs import queries as orgs

from ..choices import PersonKind
from ..documents import possible_handles
from ..models import Person, RollEntry
from ..permissions import People
from .memberships import standing_membership

MOST_FOUND = 20


@dataclass(frozen=True)
class RollFilter:
    """What a list of members is narrowed by; empty values narrow nothing."""

    state: str = ""
    employment: str = ""
    new_form: str = ""
    name: str = ""
    employer: int | None = None
    verified: bool | None = None
    lapsing: bool = False  # only those on the warning list


def roll(user: Any, unit: Any, filters: RollFilter | None = None, *, needs: str = People.VIEW) -> QuerySet[RollEntry]:
    """Lines of the rolls of `unit` and all beneath it, as far as `user` may see them."""
    filters = filters or RollFilter()
    rows = RollEntry.objects.visible_to(user, needs).at_desks(orgs.desks_beneath(unit.path))
    rows = rows.filter(unit__path__under=unit.path).select_related("unit", "employer")
    for name in ("state", "employment", "new_form", "employer", "verified"):
        if (value := getattr(filters, name)) not in ("", None):
            rows = rows.filter(**{name: value})
    if filters.lapsing:
        rows = rows.filter(lapsing_since__isnull=False)
    return rows.filter(name__startswith=filters.name) if filters.name else rows


def look_up(user: Any, text: str) -> list[RollEntry]:
    """Members in the user's scope whose ID number, phone or card number is exactly this, or whose name is this."""
    text = text.strip()
    desks = orgs.desks_for(user, People.VIEW)
    if not text or not desks:
        return []
    rows = RollEntry.objects.visible_to(user).at_desks(desks).select_related("unit", "employer")
    person_ids = _people_known_by(text)
    if person_ids:
        return list(rows.filter(person_id__in=person_ids)[:MOST_FOUND])
    if any(c.isdigit() for c in text):
        return list(rows.filter(card_no=text)[:MOST_FOUND])
    return list(rows.filter(name=text).order_by("name", "id")[:MOST_FOUND])


def member_known_by(number: str, name: str) -> Person | None:
    """The member with exactly this ID number (or card number, in the county that gave the card) and this name.

    For an action that records who asked; it looks beyond the asker's own scope.
    """
    number, name = "".join(number.split()), name.strip()
    handles = (directory.find("id", handle) for handle in possible_handles(number))
    ids = [one for one in handles if one is not None] or _holders_of_card(number)
    rows = Person.objects.filter(pk__in=ids[:MOST_FOUND], name=name, kind=PersonKind.PERSON) if ids and name else []
    return next((one for one in rows if standing_membership(one) is not None), None)


def _holders_of_card(number: str) -> list[int]:
    """A card number begins with the county whose desk gave it (`actions.memberships.new_card_number`)."""
    county = orgs.unit_by_code(number[:6]) if number.isdigit() else None
    if county is None:
        return []
    rows = RollEntry.objects.at_desks([county.desk_id]).filter(card_no=number)
    return list(rows.values_list("person_id", flat=True)[:MOST_FOUND])


def _people_known_by(text: str) -> list[int]:
    """Person ids found by keyed hash, never by comparing plain text."""
    if not any(c.isdigit() for c in text):
        return []
    handles = [("id", handle) for handle in possible_handles(text)]
    found = [directory.find(kind, value) for kind, value in [*handles, *_as_phone(text)]]
    return [one for one in found if one is not None]


def _as_phone(text: str) -> list[tuple[str, str]]:
    try:
        return [("phone", check_mobile(text).number)]
    except BadNumber:  # an ID or card number is no phone
        return []


def unverified(user: Any) -> QuerySet[RollEntry]:
    """Members whose identity nobody has confirmed, where `user` may correct the register."""
    rows = RollEntry.objects.visible_to(user, People.EDIT).at_desks(orgs.desks_for(user, People.EDIT))
    return rows.filter(verified=False).select_related("unit")


def shown_name(user: Any, line: RollEntry) -> str:
    """The name in full for those who admit members there, who must know them; masked for those who look on."""
    return line.name if user.may(People.ADMIT, at=line.unit) else mask.name(line.name)
