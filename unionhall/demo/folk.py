"""The people of a county: workers of the register, members and those who are not, with their rolls."""

from datetime import date, timedelta
from random import Random
from typing import Any

from unionhall.accounts.choices import Handle
from unionhall.accounts.models import DirectoryEntry
from unionhall.kit import mask
from unionhall.kit.crypto import blind_index
from unionhall.kit.fields import seal
from unionhall.kit.identity import IdKind
from unionhall.orgs.choices import UnionKind
from unionhall.people.choices import Employment, EndedHow, JoinedHow, MembershipState, NewForm, PersonKind
from unionhall.people.models import Membership, Person, RollEntry

from . import words
from .lot import MILLIARD, Firm, Folk, Lot, Union
from .numbers import id_number, mobile
from .plan import share_out
from .writing import moment

SIZES = {UnionKind.SINGLE: 1.0, UnionKind.JOINT: 0.8, UnionKind.INDUSTRY: 1.6, UnionKind.PARK: 1.5}
NEW_FORMS = {"G": (NewForm.COURIER, NewForm.TRUCK, NewForm.RIDER, NewForm.RIDE), "O": (NewForm.DOMESTIC,)}
SCHOOLING = ("初中", "高中", "中专", "大专", "本科")


def write_folk(lot: Lot) -> None:
    """Fills `lot.folk`: seven of eight are members, the others work where there is no union yet."""
    draw = lot.draw("folk")
    outside = [firm for firm in lot.firms if firm.union is None]
    members = round(lot.county.workers * 0.88) if lot.unions else 0
    weights = [SIZES.get(UnionKind(one.kind), 1.2) * draw.lognormvariate(0, 0.7) for one in lot.unions]
    for union, many in zip(lot.unions, share_out(members, weights), strict=True):
        for _one in range(many):
            firm = draw.choice(union.employers)
            _enter_member(lot, draw, union, firm)
    for _one in range(lot.county.workers - members):
        enter_person(lot, draw, draw.choice(outside) if outside and draw.random() < 0.8 else None)


def enter_person(lot: Lot, draw: Random, firm: Firm | None, name: str = "", female: bool | None = None) -> Folk:
    """One person with document and telephone, both known to the directory."""
    female = draw.random() < 0.45 if female is None else female
    pk = lot.next_person()
    number, birthday = id_number(lot.county.code, pk % MILLIARD, female=female)
    phone = mobile(lot.county.lot, pk % 10**6)
    name = name or words.person_name(draw, female=female)
    industry = firm.row["industry"] if firm else "G"
    forms = NEW_FORMS.get(industry, ())
    added = lot.plan.registered + timedelta(days=draw.randint(0, 60))
    row = {
        "id": pk, "kind": PersonKind.PERSON, "name": name, "id_kind": IdKind.RESIDENT, "sex": "f" if female else "m",
        "id_number": seal("people.Person.id_number", pk, number), "phone": seal("people.Person.phone", pk, phone),
        "birth_date": birthday, "ethnicity": "汉族", "schooling": draw.choice(SCHOOLING), "political_status": "",
        "home_division_id": firm.row["division_id"] if firm else _any_town(lot, draw),
        "employer_id": firm.id if firm else None, "job": draw.choice(words.JOBS),
        "new_form": draw.choice(forms) if forms and draw.random() < 0.7 else NewForm.NONE,
        "migrant": draw.random() < 0.3,
        "verified_at": moment(added, 10) if draw.random() < 0.93 else None, "added_at": moment(added, 9),
    }  # fmt: skip
    lot.add(Person, **row)
    lot.rows[DirectoryEntry].append(handle(Handle.ID_NUMBER, number, pk))
    lot.rows[DirectoryEntry].append(handle(Handle.PHONE, phone, pk))
    if firm:
        firm.staff += 1
    folk = Folk(pk, name, firm, None, row=row, number=number, phone=phone)
    lot.folk.append(folk)
    return folk


def handle(kind: str, value: str, person_id: int) -> dict[str, Any]:
    """A line of the directory; the value is in its normal spelling."""
    return {"digest": blind_index(kind, value), "kind": str(kind), "person_id": person_id}


def _any_town(lot: Lot, draw: Random) -> str:
    return draw.choice(lot.county.towns)[0] if lot.county.towns else lot.county.code


def _enter_member(lot: Lot, draw: Random, union: Union, firm: Firm) -> None:
    folk = enter_person(lot, draw, firm)
    firm.members += 1
    fate = draw.random()
    if fate < 0.02:
        _transferred(lot, draw, folk, union)
    elif fate < 0.035:
        firm.members -= 1
        _left(lot, draw, folk, union)
    else:
        retained = fate > 0.98
        admit(lot, draw, folk, union, retained=retained)


def admit(
    lot: Lot, draw: Random, folk: Folk, union: Union, *, retained: bool = False, lately: bool | None = None
) -> dict[str, Any]:
    """Membership, line on the roll, counts."""
    plan, how = lot.plan, JoinedHow.JOINED
    earliest = max(union.founded, folk.firm.covered_from or union.founded if folk.firm else union.founded)
    lately = draw.random() < 0.09 if lately is None else lately
    if lately or earliest > plan.registered:
        first = max(earliest, plan.year_began)
        joined = first + timedelta(days=draw.randint(0, max(0, (plan.day - first).days - 2)))
        counted = joined
    else:
        joined = union.founded + timedelta(days=draw.randint(0, (plan.registered - union.founded).days))
        counted, how = plan.registered, JoinedHow.IMPORTED
    row = _membership(lot, folk, union, joined, counted, how) | _retained(lot, draw, joined, retained)
    _stands(lot, folk, union, row)
    folk.joined, folk.how = joined, "joined" if how == JoinedHow.JOINED else ""
    if how == JoinedHow.JOINED:
        lot.count("people.joined", union.id, counted)
    return row


def _retained(lot: Lot, draw: Random, joined: date, retained: bool) -> dict[str, Any]:
    on = joined + timedelta(days=draw.randint(0, (lot.plan.day - joined).days)) if retained else None
    return {
        "state": MembershipState.RETAINED if retained else MembershipState.ACTIVE,
        "retained_because": draw.choice(("退休", "待业", "服役")) if retained else "", "retained_on": on,
    }  # fmt: skip


def _membership(lot: Lot, folk: Folk, union: Union, joined: date, counted: date, how: str) -> dict[str, Any]:
    new_form = folk.row["new_form"]
    return {
        "person_id": folk.id, "unit_id": union.id, "county_id": lot.county.unit_id, "city_id": lot.county.city_unit_id,
        "state": MembershipState.ACTIVE, "card_no": f"{lot.county.code}{lot.number('card'):08d}", "joined_on": joined,
        "member_since": joined, "how": how, "ended_on": None, "ended_how": "", "retained_because": "",
        "retained_on": None, "counted_from": counted, "counted_until": None, "group": "",
        "employment": Employment.PLATFORM if new_form else Employment.CONTRACT,
    }  # fmt: skip


def _stands(lot: Lot, folk: Folk, union: Union, row: dict[str, Any]) -> None:
    kept = lot.add(Membership, **row)
    lot.count("people.members", union.id, row["counted_from"])
    folk.union = union
    if union.chair is None and row["state"] == MembershipState.ACTIVE:
        union.chair = folk
    person = folk.row
    lot.add(
        RollEntry, desk_id=lot.county.unit_id, unit_id=union.id, person_id=folk.id, membership_id=kept["id"],
        name=folk.name, sex=person["sex"], id_masked=mask.by_kind("id_number", folk.number),
        phone_masked=mask.by_kind("phone", folk.phone), card_no=row["card_no"], state=row["state"],
        joined_on=row["joined_on"], employment=row["employment"], new_form=person["new_form"],
        employer_id=person["employer_id"], verified=person["verified_at"] is not None,
    )  # fmt: skip


def _ended(lot: Lot, draw: Random, folk: Folk, union: Union, how: str) -> tuple[dict[str, Any], date]:
    """A membership that ended in the year of work; the row and the day."""
    plan = lot.plan
    covered = folk.firm.covered_from if folk.firm else None
    counted = max(union.founded, plan.registered, covered or plan.registered)
    joined = min(counted, union.founded + timedelta(days=draw.randint(0, 300)))
    day = max(counted, plan.year_began) + timedelta(days=1)
    day += timedelta(days=draw.randint(0, max(0, (plan.day - day).days - 2)))
    row = _membership(lot, folk, union, joined, counted, JoinedHow.IMPORTED)
    row |= {"state": MembershipState.ENDED, "ended_on": day, "ended_how": how, "counted_until": day}
    lot.add(Membership, **row)
    lot.count("people.members", union.id, counted)
    lot.count("people.members", union.id, day, -1)
    return row, day


def _left(lot: Lot, draw: Random, folk: Folk, union: Union) -> None:
    _ended(lot, draw, folk, union, draw.choice((EndedHow.RESIGNED, EndedHow.DECEASED, EndedHow.RESIGNED)))


def _transferred(lot: Lot, draw: Random, folk: Folk, union: Union) -> None:
    """Came in the year of work from another union of the county, with the same card."""
    others = [one for one in lot.unions if one.id != union.id and one.founded < lot.plan.registered]
    if not others or union.founded > lot.plan.year_began:
        admit(lot, draw, folk, union)
        return
    before, day = _ended(lot, draw, folk, draw.choice(others), EndedHow.TRANSFERRED)
    row = _membership(lot, folk, union, day, day, JoinedHow.TRANSFERRED)
    row |= {"card_no": before["card_no"], "member_since": before["joined_on"]}
    _stands(lot, folk, union, row)
    lot.count("people.transferred", union.id, day)
    folk.joined, folk.how = day, "transferred"
