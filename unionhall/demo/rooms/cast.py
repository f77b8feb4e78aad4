"""Who acts in a county's stories: its staff by their roles, its unions with their chairs, firms and members."""

import io
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from PIL import Image

from unionhall.accounts.models import RoleHeld, User
from unionhall.documents.refusals import NoFonts
from unionhall.documents.typesetting import fonts
from unionhall.kit.uploads import CheckedFile, check_upload
from unionhall.orgs.models import Coverage, Employer, Unit
from unionhall.people.models import Membership, Person

from ..plan import STORY_COUNTY, STORY_TOWN, County, Plan

GRASSROOTS, TOWNSHIP = 5, 4


@dataclass(eq=False)
class Place:
    """One union with whoever works there, and the firms and members it has."""

    unit: Unit
    roles: dict[str, list[User]] = field(default_factory=lambda: defaultdict(list))
    firms: list[Employer] = field(default_factory=list)
    workers: list[Person] = field(default_factory=list)

    def has(self, *roles: str) -> bool:
        return all(self.roles.get(role) for role in roles)

    @property
    def clerk(self) -> User:
        """Who works on what comes here: the union's chair, or the caseworker of the union above."""
        return self.roles["chair" if self.unit.level == GRASSROOTS else "caseworker"][0]

    @property
    def signer(self) -> User:
        """Who signs what goes out: the chair, or the leader in charge."""
        return self.roles["chair" if self.unit.level == GRASSROOTS else "leader"][0]

    @property
    def post(self) -> str:
        return "工会主席" if self.unit.level == GRASSROOTS else "副主席"


class Cast:
    """The county, its townships and its unions: those with a caseworker and a leader, those with a chair."""

    def __init__(self, plan: Plan, county: County) -> None:
        self.plan, self.code = plan, county.code
        units = Unit.objects.select_related("division")
        found = units.filter(county_id=county.unit_id).order_by("level", "id")
        self.places = {unit.pk: Place(unit) for unit in found}
        self.county, self.city = self.places[county.unit_id], Place(units.get(pk=county.city_unit_id))
        self._fill_roles()
        self._fill_firms()
        self._fill_workers()
        self._fill_outsiders()
        self._paths = {one.unit.path: one for one in self.places.values()}
        here = [one for one in self.places.values() if one.firms and self._stood(one.unit)]
        self.towns = [one for one in here if one.unit.level == TOWNSHIP and one.has("caseworker", "leader")]
        self.unions = [one for one in here if one.unit.level == GRASSROOTS and one.has("chair") and one.workers]
        if self.is_story:  # her township first, and with it her own union
            town = plan.unit_ids[STORY_TOWN]
            self.towns.sort(key=lambda one: one.unit.pk != town)

    @property
    def is_story(self) -> bool:
        return self.code == STORY_COUNTY

    def _stood(self, unit: Unit) -> bool:
        """Of this county all the year of work long, so that whoever acts there held the role on every day."""
        began = self.plan.year_began
        return unit.desk_id == self.county.unit.pk and (unit.founded_on or began) < began

    @property
    def asking(self) -> list[Place]:
        """Places whose workers may come with a request: their own union or township takes it up."""
        return [one for one in (*self.unions, *self.towns) if one.workers]

    def above(self, place: Place) -> Place:
        """The township above a union, or the county."""
        found = self._paths.get(place.unit.path[:-4], self.county)
        return found if found.has("caseworker", "leader") else self.county

    def at(self, row: Any) -> Place:
        """Where a case or matter is now."""
        return self.places.get(row.unit_id, self.county)

    def _fill_roles(self) -> None:
        places = self.places | {self.city.unit.pk: self.city}
        rows = RoleHeld.objects.filter(unit_id__in=places, valid_to=None).order_by("pk")
        held = list(rows.values_list("unit_id", "role", "person_id"))
        users = User.objects.in_bulk({person for _unit, _role, person in held})
        for unit, role, person in held:
            if person in users:
                places[unit].roles[role].append(users[person])

    def _fill_firms(self) -> None:
        """A union's are those it covers; a township's those that work there, the uncovered first."""
        covered = Coverage.objects.filter(union_id__in=self.places, valid_to=None).order_by("pk")
        firms = Employer.objects.select_related("unit", "division").in_bulk(
            covered.values_list("employer_id", flat=True)
        )
        for union, employer in covered.values_list("union_id", "employer_id"):
            self.places[union].firms.append(firms[employer])
        towns = [pk for pk, one in self.places.items() if one.unit.level == TOWNSHIP]
        for firm in Employer.objects.select_related("unit", "division").filter(unit_id__in=towns).order_by("pk"):
            place = self.places[firm.unit_id].firms
            place.append(firm) if firm.pk in firms else place.insert(0, firm)

    def _fill_workers(self) -> None:
        """Members who work at one of their union's firms and do nothing else in the demo."""
        staff = {user.pk for place in self.places.values() for many in place.roles.values() for user in many}
        told = set(User.objects.filter(username__in=("worker", "newcomer")).values_list("pk", flat=True))
        unions = [pk for pk, one in self.places.items() if one.unit.level == GRASSROOTS]
        rows = Membership.objects.filter(unit_id__in=unions, state="active").order_by("pk")
        chosen: dict[int, list[int]] = defaultdict(list)
        for unit, person in rows.values_list("unit_id", "person_id"):
            if len(chosen[unit]) < 12 and person not in staff and person not in told:
                chosen[unit].append(person)
        people = Person.objects.select_related("employer").in_bulk([pk for many in chosen.values() for pk in many])
        for unit, many in chosen.items():
            self.places[unit].workers = [people[pk] for pk in many if people[pk].employer_id is not None]

    @property
    def told(self) -> Person | None:
        """The member whose story a visitor reads, in her own county."""
        found = Person.objects.select_related("employer").filter(
            pk__in=User.objects.filter(username="worker").values("pk"), employer__isnull=False
        )
        return found.first() if self.is_story else None

    def _fill_outsiders(self) -> None:
        """Workers of firms no union covers: their township has what they ask."""
        firms = {
            firm.pk: place for place in self.places.values() if place.unit.level == TOWNSHIP for firm in place.firms
        }
        covered = {firm.pk for place in self.places.values() if place.unit.level == GRASSROOTS for firm in place.firms}
        people = Person.objects.select_related("employer").filter(employer_id__in=set(firms) - covered)
        for person in people.exclude(pk__in=User.objects.values("pk")).order_by("pk")[:200]:
            place = firms[person.employer_id or 0]
            if len(place.workers) < 12:
                place.workers.append(person)


def sender(person: Person) -> User:
    """The worker as the one who acts: by themselves, with no account stored."""
    return User(pk=person.pk, name=person.name)


@cache
def photo(name: str, colour: str = "#c8d4dc") -> CheckedFile:
    """A plain picture, checked as any upload."""
    body = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(body, "JPEG", quality=70)
    body.seek(0)
    return check_upload(body, name=name)


@cache
def can_sign() -> bool:
    """Whether letters can be set here: without Chinese fonts they stay drafts."""
    try:
        fonts.faces()
    except NoFonts:
        return False
    return True
