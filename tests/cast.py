"""The cast of every test: a small province and the people in it. `house` builds it; `worker`, `chair`, … are its users.

    def test_something(house, caseworker, outsider): …

Province → 2 cities → 2 counties each → 2 townships each → 2 grassroots unions each, the same shape on both sides:
`house.counties[0]` is under `house.cities[0]`, `house.townships[0]` under `house.counties[0]`, and so on. Each
grassroots union covers one employer (`house.employers[i]`, 30 workers), each township has one employer more without
a union (`house.uncovered[i]`, 12 workers). Everyone's password is `PASSWORD`; sign-in name = the name in the cast.
"""

from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from tests import copied
from unionhall.accounts.choices import Handle
from unionhall.accounts.models import DirectoryEntry, RoleHeld, User, digest_of
from unionhall.kit import figures
from unionhall.kit.access import ROLES
from unionhall.kit.ids import new_id
from unionhall.orgs.choices import CoverMode, UnionForm, UnionKind
from unionhall.orgs.models import Coverage, Division, Employer, Unit, UnitEdge
from unionhall.people.choices import IdKind, JoinedHow, MembershipState, PersonKind
from unionhall.people.models import Membership, Person, RollEntry
from unionhall.rules.models import Rule
from unionhall.worklist.models import SlipRule

PASSWORD = "daytime-Rice-2026"
FOUNDED = date(2020, 1, 1)
STEP = 4  # characters of a path for each level

PLACES = {  # county: its two townships; real divisions
    "330110 余杭区": ("330110005 五常街道", "330110012 仓前街道"),
    "330109 萧山区": ("330109001 城厢街道", "330109113 瓜沥镇"),
    "330203 海曙区": ("330203001 南门街道", "330203100 高桥镇"),
    "330212 鄞州区": ("330212001 下应街道", "330212110 姜山镇"),
}
CITIES = ("330100 杭州市", "330200 宁波市")

# name in the cast: (role, list of house, place in it); the outsiders are the same roles in the neighbouring county
STAFF = {
    "chair": ("chair", "unions", 0),
    "caseworker": ("caseworker", "counties", 0),
    "township": ("caseworker", "townships", 0),
    "organiser": ("organiser", "counties", 0),
    "reviewer": ("leader", "counties", 0),
    "city_leader": ("leader", "cities", 0),
    "province_leader": ("leader", "provinces", 0),
    "operator": ("operator", "counties", 0),
    "auditor": ("auditor", "counties", 0),
    "system_admin": ("system-admin", "provinces", 0),
    "security_admin": ("security-admin", "provinces", 0),
    "audit_admin": ("audit-admin", "provinces", 0),
    "outsider": ("caseworker", "counties", 1),
    "outsider_chair": ("chair", "unions", 4),
    "outsider_township": ("caseworker", "townships", 2),
    "outsider_organiser": ("organiser", "counties", 1),
    "outsider_reviewer": ("leader", "counties", 1),
    "outsider_operator": ("operator", "counties", 1),
    "outsider_auditor": ("auditor", "counties", 1),
}
WORKERS = {  # name in the cast: (place in house.employers, whether a member of the union there)
    "worker": (0, True),
    "newcomer": (0, False),
    "outsider_worker": (4, True),
}


@dataclass
class House:
    """The small province; every user of the cast is an attribute too (`house.worker`)."""

    province: Unit = None  # type: ignore[assignment]
    cities: list[Unit] = field(default_factory=list)
    counties: list[Unit] = field(default_factory=list)
    townships: list[Unit] = field(default_factory=list)
    unions: list[Unit] = field(default_factory=list)
    employers: list[Employer] = field(default_factory=list)
    uncovered: list[Employer] = field(default_factory=list)
    cast: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["cast"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def provinces(self) -> list[Unit]:
        return [self.province]

    @property
    def units(self) -> list[Unit]:
        return [self.province, *self.cities, *self.counties, *self.townships, *self.unions]

    def case(self, *args: Any, **kwargs: Any) -> Any:
        """A case of a service in a stage, as the cases room's own tests make it."""
        from unionhall.cases.tests.making import a_case

        return a_case(self, *args, **kwargs)

    def move(self, case: Any, name: str, by: User, **facts: Any) -> Any:
        """A move of a case, for tests of rooms beneath the cases."""
        from unionhall.cases import actions

        return actions.move(case=case, name=name, by=by, **facts)

    def member(self, union: Unit, name: str = "成员", number: int = 500) -> Person:
        """One more member of a union, with a line on its roll; without an account."""
        person = Person(id=new_id(), name=name, id_kind=IdKind.RESIDENT, id_number=id_number(number))
        person.save(force_insert=True)
        _join([(person, union)])
        return person


def credit_code(number: int, registry: str = "91", division: str = "330110") -> str:
    """A valid unified social credit code that belongs to nobody (GB 32100); the same number gives the same code."""
    body = f"TT{number:06d}"
    organisation = sum(int(c, 36) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    first = f"{registry}{division}{body}{'0123456789X0'[11 - organisation % 11]}"
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return first + letters[-sum(letters.index(c) * pow(3, i, 31) for i, c in enumerate(first)) % 31]


def id_number(number: int) -> str:
    """A valid resident ID number of someone born in 1900: nobody alive holds it."""
    first = f"33010219000101{number % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(c) * w for c, w in zip(first, weights, strict=True)) % 11]


@pytest.fixture
def house(db: Any) -> House:
    """The small province."""
    return build_house()


def build_house() -> House:
    """The same for a fixture that keeps it for a whole module."""
    enter_rules()
    return copied.copy()


def build_anew() -> House:
    """The rows by the models' own ways, in about a dozen statements; `tests.copied` keeps them."""
    import unionhall.roles  # noqa: F401  declares the roles

    made = House()
    _divisions()
    _units(made)
    _employers(made)
    _people(made)
    return made


def _split(text: str) -> tuple[str, str]:
    code, name = text.split(" ")
    return code, name


def enter_rules() -> None:
    """Rows a migration enters, for tests after a journey, which empties all tables; numbered as in a new house."""
    if not SlipRule.objects.exists():
        _numbered_from_one(SlipRule)
        for name in ("0002_default_slip_rules", "0003_accept_rule"):
            import_module(f"unionhall.worklist.migrations.{name}").enter(apps, None)
    if not Rule.objects.exists():
        _numbered_from_one(Rule)
        import_module("unionhall.rules.migrations.0002_shipped").enter(apps, None)


def _numbered_from_one(model: type[Model]) -> None:
    """Rows that name a rule by its number are then the same after an emptying and without one."""
    column = {"table": model._meta.db_table, "column": "id"}
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), [column]):
            cursor.execute(statement)


def _divisions() -> None:
    rows = [("330000", "浙江省", "province", None)]
    rows += [(*_split(city), "city", "330000") for city in CITIES]
    for county, towns in PLACES.items():
        code, name = _split(county)
        rows.append((code, name, "county", f"{code[:4]}00"))
        rows += [(*_split(town), "township", code) for town in towns]
    Division.objects.bulk_create(
        [Division(code=code, name=name, level=level, parent_id=parent) for code, name, level, parent in rows],
        ignore_conflicts=True,
    )


def _units(made: House) -> None:
    """All units with ready paths in one statement, their desks in a second, their edges in a third."""
    plan: list[tuple[str, int, str, str, str]] = [("0001", 1, UnionKind.FEDERATION, "330000", "浙江省总工会")]
    for c, city in enumerate(CITIES):
        code, name = _split(city)
        plan.append((f"0001{c + 1:04d}", 2, UnionKind.FEDERATION, code, f"{name}总工会"))
    for c, (county, towns) in enumerate(PLACES.items()):
        code, name = _split(county)
        path = f"0001{c // 2 + 1:04d}{c % 2 + 1:04d}"
        plan.append((path, 3, UnionKind.FEDERATION, code, f"{name}总工会"))
        for t, town in enumerate(towns):
            town_code, town_name = _split(town)
            plan.append((f"{path}{t + 1:04d}", 4, UnionKind.TOWNSHIP, town_code, f"{town_name}总工会"))
            for u in range(2):
                plan.append(
                    (f"{path}{t + 1:04d}{u + 1:04d}", 5, UnionKind.SINGLE, town_code, f"{town_name}第{u + 1}工会")
                )
    paths = {path for path, *_rest in plan}
    counted: dict[str, int] = {}
    rows = []
    for path, level, kind, division, name in plan:
        counted[division[:6]] = counted.get(division[:6], 0) + (level == 5)
        rows.append(
            Unit(
                path=path, depth=level, level=level, kind=kind, name=name, division_id=division, founded_on=FOUNDED,
                form=UnionForm.GENERAL if level < 5 else UnionForm.COMMITTEE, phone="0571-00000000",
                numchild=sum(one[:-STEP] == path for one in paths), takes_members=level == 5,
                code=division if level < 5 else f"{division[:6]}-{counted[division[:6]]:04d}",
                term_start=date(2023, 1, 1), term_end=date(2027, 12, 31),
            )
        )  # fmt: skip
    Unit.objects.bulk_create(rows)
    units = {unit.path: unit for unit in Unit.objects.filter(path__in=paths)}
    for path, unit in units.items():
        city, county = units.get(path[: 2 * STEP]), units.get(path[: 3 * STEP])
        unit.city_id = city.pk if city and unit.level >= 2 else None
        unit.county_id = county.pk if county and unit.level >= 3 else None
        unit.desk_id = unit.county_id or unit.pk
    Unit.objects.bulk_update(units.values(), ["city_id", "county_id", "desk_id"])
    UnitEdge.objects.bulk_create(
        UnitEdge(child=unit, parent=units.get(path[:-STEP]), valid_from=FOUNDED) for path, unit in units.items()
    )
    levels = {2: made.cities, 3: made.counties, 4: made.townships, 5: made.unions}
    for path in sorted(units):
        unit = units[path]
        if unit.level == 1:
            made.province = unit
        else:
            levels[unit.level].append(unit)
    figures.add_many([("orgs.unions", unit, FOUNDED, 1) for unit in made.unions])


def _employers(made: House) -> None:
    def employer(number: int, unit: Unit, name: str, headcount: int) -> Employer:
        return Employer(
            credit_code=credit_code(number), name=name, ownership="170", industry="C", division_id=unit.division_id,
            headcount=headcount, women=headcount // 3, opened_on=FOUNDED, unit=unit,
        )  # fmt: skip

    towns = [town for town in made.townships for _twice in range(2)]
    made.employers = [employer(n, town, f"余杭样例制造{n}厂", 30) for n, town in enumerate(towns)]
    made.uncovered = [employer(100 + n, town, f"余杭样例商贸{n}店", 12) for n, town in enumerate(made.townships)]
    codes = Employer.objects.bulk_create([*made.employers, *made.uncovered])
    stored = {row.credit_code: row for row in codes}
    made.employers = [stored[row.credit_code] for row in made.employers]
    made.uncovered = [stored[row.credit_code] for row in made.uncovered]
    Coverage.objects.bulk_create(
        Coverage(union=union, employer=employer, mode=CoverMode.SINGLE, valid_from=FOUNDED)
        for union, employer in zip(made.unions, made.employers, strict=True)
    )
    lines: list[tuple[str, Unit, date, int]] = []
    for row in [*made.employers, *made.uncovered]:
        lines += [("orgs.employers", row.unit, FOUNDED, 1), ("orgs.workers", row.unit, FOUNDED, row.headcount)]
    for union, row in zip(made.unions, made.employers, strict=True):
        lines += [("orgs.employers_covered", row.unit, FOUNDED, 1)]
        lines += [("orgs.covered_workers", union, FOUNDED, row.headcount)]
    figures.add_many(lines)


def _people(made: House) -> None:
    names = [*STAFF, *WORKERS]
    password = make_password(PASSWORD)
    persons, users, handles = {}, [], []
    for number, name in enumerate(names, start=1):
        employer = made.employers[WORKERS[name][0]] if name in WORKERS else None
        phone = f"139000{number:05d}"
        person = Person(
            id=new_id(), kind=PersonKind.PERSON, name=_spoken(name), id_kind=IdKind.RESIDENT, phone=phone,
            id_number=id_number(number), birth_date=date(1900, 1, 1), employer=employer,
        )  # fmt: skip
        persons[name] = person
        users.append(
            User(
                id=person.pk, username=name, name=person.name, password=password, is_staff=name in STAFF,
                kind="person",
            )
        )  # fmt: skip
        for kind, value in ((Handle.LOGIN, name), (Handle.PHONE, phone), (Handle.ID_NUMBER, id_number(number))):
            handles.append(DirectoryEntry(digest=digest_of(kind, value), kind=kind, person_id=person.pk))
    Person.objects.bulk_create(persons.values())
    User.objects.bulk_create(users)
    DirectoryEntry.objects.bulk_create(handles)
    made.cast = dict(zip(names, users, strict=True))
    RoleHeld.objects.bulk_create(
        RoleHeld(
            person_id=made.cast[name].pk, role=role, unit=getattr(made, places)[at], valid_from=FOUNDED,
            administers=ROLES[role].administers, name=made.cast[name].name,
            given_by_id=made.cast["security_admin"].pk, because="样例",
        )
        for name, (role, places, at) in STAFF.items()
    )  # fmt: skip
    members = [(persons[name], made.unions[at]) for name, (at, joined) in WORKERS.items() if joined]
    members += [(persons["chair"], made.unions[0]), (persons["outsider_chair"], made.unions[4])]
    _join(members)


def _spoken(name: str) -> str:
    """A name nobody bears, different for each of the cast."""
    words = {"worker": "职工", "newcomer": "新来", "chair": "主席", "caseworker": "办事", "township": "镇办"}
    return f"例{words.get(name.removeprefix('outsider_'), name[:12])}{'外' if name.startswith('outsider') else ''}"


def _join(members: list[tuple[Person, Unit]]) -> None:
    rows = [
        Membership(
            person=person, unit=union, county_id=union.county_id, city_id=union.city_id, card_no=f"T{person.pk}",
            state=MembershipState.ACTIVE, joined_on=FOUNDED, member_since=FOUNDED, counted_from=FOUNDED,
            how=JoinedHow.JOINED,
        )
        for person, union in members
    ]  # fmt: skip
    Membership.objects.bulk_create(rows)
    RollEntry.objects.bulk_create(
        RollEntry(
            desk_id=union.desk_id, unit=union, person_id=person.pk, membership_id=row.pk, name=person.name,
            card_no=row.card_no, state=row.state, joined_on=FOUNDED, employer=person.employer,
        )
        for (person, union), row in zip(members, rows, strict=True)
    )  # fmt: skip
    figures.add_many(
        [(code, union, FOUNDED, 1) for _person, union in members for code in ("people.members", "people.joined")]
    )


def _fixture_of(name: str) -> Any:
    def user(house: House) -> User:
        return house.cast[name]

    user.__doc__ = f"`{name}` of the cast."
    return pytest.fixture(name=name)(user)


# the words of the house rules: who acts in a test, and who must get 404
worker = _fixture_of("worker")
newcomer = _fixture_of("newcomer")
chair = _fixture_of("chair")
caseworker = _fixture_of("caseworker")
township = _fixture_of("township")
organiser = _fixture_of("organiser")
reviewer = _fixture_of("reviewer")
outsider = _fixture_of("outsider")
