"""The union whose chair a visitor signs in as: each list that chair opens has something of its own."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.people import actions as people
from unionhall.people import queries as read_people
from unionhall.people.models import Expulsion, Person, RosterImport
from unionhall.rights import actions as rights
from unionhall.rights.choices import Cause

from .. import words
from ..numbers import id_number, mobile
from . import complaints, hazards, legal_aid, mistakes, seasons
from .cast import Cast, Place, sender
from .stage import Stage, Story

NEW_ROWS = 500_000  # numbers of people no county of the demo has: they stand in a file that nobody has confirmed
HEADINGS = ("姓名", "证件号码", "手机号", "岗位", "入会日期")


def union_of_the_chair(cast: Cast) -> Place | None:
    return next((one for one in cast.unions if any(user.username == "chair" for user in one.roles["chair"])), None)


def stories(stage: Stage, cast: Cast, own: Place) -> Iterator[Story]:
    firm, some, town = own.firms[0], own.workers, cast.above(own)
    yield hazards.accident(stage, cast, own, firm, stage.ago(15), "inquiry", some[0])
    yield mistakes.accident(stage, cast, own, firm, stage.ago(25))
    yield mistakes.closed_accident(stage, cast, own, firm, stage.ago(150))
    yield seasons.cooling(stage, cast, own, stage.ago(12), "approved", starts=seasons.next_summer(stage))
    yield seasons.cup(stage, cast, own, stage.ago(9), "scored", award="team", name="一车间维修班")
    yield group(stage, cast, _colleagues(own))
    yield resolved(stage, cast, some[1 % len(some)], stars=0)
    yield resolved(stage, cast, some[2 % len(some)], stars=2)
    yield rosters(stage, own, some[:6])
    if len(some) > 1:
        yield expelled(stage, own, town, some[-1], filed=False)
    if town is not cast.county:
        yield from (seasons.heat(stage, town, day, highest) for day, highest in seasons.hot_days(stage)[:1])
        yield lawyer(stage, cast, town)


def _colleagues(own: Place) -> list[Person]:
    """Workers of the union's firm that has most of them here."""
    found: dict[int, list[Person]] = defaultdict(list)
    for worker in own.workers:
        found[worker.employer_id or 0].append(worker)
    return max(found.values(), key=len)[:5]


def group(stage: Stage, cast: Cast, workers: list[Person]) -> Story:
    """Colleagues who came together yesterday: of ten or more the county has the authority to tell, and has not yet."""
    yield stage.on(stage.ago(1))
    known = stage.today - timedelta(days=35)
    first = complaints.complain(stage, cast, workers[0], Cause.ARREARS, known, people=len(workers))
    by = cast.at(first).clerk
    cases.take(case=first, by=by)
    cases.move(case=first, name="accept", by=by)
    if len(workers) < 2:
        return
    made = rights.form_group(case=first, people=len(workers), by=by)
    joined = [first]
    for worker in workers[1:]:
        yield stage.in_(0)
        joined.append(complaints.complain(stage, cast, worker, Cause.ARREARS, known, group_number=made.number))
    yield stage.in_(0)
    if len(joined) >= 3:
        rights.name_speakers(group=made, cases_chosen=[one.pk for one in joined[:3]], by=by)
    rights.note_people(group=made, people=len(workers) + 9, by=by)


def resolved(stage: Stage, cast: Cast, worker: Person, *, stars: int) -> Story:
    """Done two working days ago and to be called back; or rated so badly that the level above has it again."""
    yield stage.on(stage.ago(4))
    case = complaints.complain(stage, cast, worker, Cause.OVERTIME, stage.today - timedelta(days=60))
    yield stage.in_(0)
    by = cast.at(case).clerk
    cases.take(case=case, by=by)
    cases.move(case=case, name="accept", by=by)
    yield stage.on(stage.ago(2))
    cases.move(case=case, name="resolve", by=by, says="已与单位协商一致，单位已补发，职工确认收到。")
    if not stars:
        return
    yield stage.in_(1)
    done = read_cases.case_of(case.person_id, case.pk)
    cases.rate(case=done, stars=stars, by=sender(worker), words="只补了一部分，没有人再联系我。")


# --- the roll -------------------------------------------------------------------------------------------------------


def rosters(stage: Stage, own: Place, members: list[Person]) -> Story:
    """Two files of the roll: one brought in whole, one that waits to be confirmed, with a number that is wrong."""
    yield stage.on(stage.ago(30))
    by = own.clerk
    first = _bring(own, "会员名册（岗位更新）.csv", [_line(one, "班组长") for one in members], by)
    yield stage.in_(0)
    people.confirm_roster(roster=RosterImport.objects.get(desk_id=first.desk_id, pk=first.pk), by=by)
    yield stage.on(stage.ago(2))
    code = own.unit.division_id[:6]
    fresh = [_newcomer(stage, code, number) for number in range(4)]
    wrong = [*fresh[0][:1], fresh[0][1][:-1] + ("1" if fresh[0][1][-1] != "1" else "2"), *fresh[0][2:]]
    _bring(own, "新入会职工.csv", [wrong, *fresh[1:], *(_line(one, "操作工") for one in members[:2])], by)


def _bring(own: Place, name: str, rows: list[list[str]], by: Any) -> RosterImport:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *rows])
    return people.bring_roster(unit=own.unit, file=io.BytesIO(text.getvalue().encode("utf-8-sig")), name=name, by=by)


def _line(person: Person, job: str) -> list[str]:
    return [person.name, person.id_number.reveal(), "", job, ""]


def _newcomer(stage: Stage, code: str, number: int) -> list[str]:
    female = number % 2 == 0
    document, _birthday = id_number(code, NEW_ROWS + number, female=female)
    name = words.person_name(stage.draw, female=female)
    return [name, document, mobile(99, number), stage.draw.choice(words.JOBS), ""]


def expelled(stage: Stage, own: Place, town: Place, worker: Person, *, filed: bool) -> Story:
    """The committee decided after a judgment; the union above takes note, or has not yet."""
    yield stage.on(stage.ago(9))
    membership = read_people.standing_membership(worker)
    assert membership is not None
    made: Expulsion = people.expel(
        membership=membership, judgment="（例）刑初字第1号刑事判决书", group_on=stage.today - timedelta(days=5),
        decided_on=stage.today, decision_no=f"工〔{stage.today:%Y}〕1号", by=own.clerk,
        because="因犯罪被判处刑罚，经工会小组讨论、基层工会委员会决定。",
    )  # fmt: skip
    if filed:
        yield stage.in_(2)
        people.file_expulsion(expulsion=made, by=town.clerk)


def lawyer(stage: Stage, cast: Cast, town: Place) -> Story:
    """The township has a lawyer of its own on call."""
    yield stage.on(stage.ago(200))
    rights.enter_lawyer(
        unit=town.unit, by=town.clerk, name=words.person_name(stage.draw, female=True),
        firm=f"{words.short(town.unit.name.removesuffix('总工会'))}样例法律服务所",
        certificate=f"{cast.code}{stage.today:%Y}9000001", certified_until=stage.plan.day + timedelta(days=420),
        fields=legal_aid.FIELDS[0], most=3, phone=words.office_phone(cast.code, 590),
    )  # fmt: skip
