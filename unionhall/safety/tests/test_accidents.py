"""Accidents: the chain, the window, the inquiry, those it hit and their families."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from unionhall.audit.models import DeskLine
from unionhall.channels.models import Notice
from unionhall.kit.access import NotAllowed
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.safety import actions, queries
from unionhall.safety.models import FollowUp, Victim
from unionhall.safety.tests.making import an_accident, photo

pytestmark = pytest.mark.django_db


def test_opening_tells_the_house_and_the_levels_above(house: Any) -> None:
    accident = an_accident(house, deaths=1)
    line = DeskLine.objects.get(action="safety.accident.opened")
    assert (line.details["employer_id"], line.details["deaths"], line.details["serious"]) == (
        house.employers[0].pk,
        1,
        1,
    )
    told = set(Notice.objects.filter(kind="safety/accident").values_list("person_id", flat=True))
    assert {house.caseworker.pk, house.reviewer.pk, house.city_leader.pk} <= told
    assert house.province_leader.pk not in told
    assert accident.kept_rules


def test_from_larger_on_every_level_hears_at_once(house: Any) -> None:
    accident = an_accident(house, deaths=3)
    assert Notice.objects.filter(kind="safety/accident", person_id=house.province_leader.pk).exists()
    steps = {one.code: one.due_at for one in queries.steps_of_accident(accident)}
    assert steps["union-county"] == steps["union-city"] == steps["union-province"] == accident.union_told_at


def test_the_whole_way_to_the_end(house: Any, clock: Any) -> None:
    accident = an_accident(house, serious=0, light=1)
    by, today = house.caseworker, timezone.localdate()
    member = {"who": "工会代表", "post": "劳动保护部", "joined_on": today, "no_interest": True}
    matters.move(matter=accident, name="join", by=by, **member)
    assert accident.due_on == accident.report_due_on
    before = accident.report_due_on
    matters.move(matter=accident, name="extend", by=by, says="市政府批准")
    assert accident.report_due_on >= before + timedelta(days=60)
    with pytest.raises(Refusal, match="延长过"):
        matters.move(matter=accident, name="extend", by=by, says="再延长")
    accident.refresh_from_db()
    matters.move(
        matter=accident, name="report", by=by, reported_on=today, causes="防护缺失", responsible="班组",
        opinions="整改",
        papers=[photo("调查报告.jpg")],
    )  # fmt: skip
    assert accident.due_on == date(2026, 3, 20)  # fifteen days
    matters.move(matter=accident, name="reply", by=by, replied_on=today, measures="加装防护")
    matters.move(matter=accident, name="close", by=house.reviewer, says="已落实")
    assert accident.is_closed


def test_death_and_serious_injury_start_the_timers_by_themselves(house: Any) -> None:
    accident = an_accident(house, deaths=1)
    victim = actions.add_victim(accident=accident, name="张三丰", harm="death", by=house.caseworker)
    assert victim.hardship == "todo"
    assert victim.claim_by_employer == date(2026, 4, 7)  # the thirtieth day is a Saturday, Qingming follows
    assert victim.claim_by_family == date(2027, 3, 5)
    assert [one.after_days for one in queries.follow_ups_of(accident)] == [30, 90, 365]
    light = actions.add_victim(accident=accident, name="李四光", harm="light", by=house.caseworker)
    assert (light.hardship, light.claim_by_employer) == ("none", None)


def test_names_are_sealed_and_opened_with_a_reason(house: Any) -> None:
    accident = an_accident(house)
    actions.add_victim(accident=accident, name="张三丰", harm="serious", injury="右手", by=house.caseworker)
    assert "张三丰" not in str(Victim.objects.values_list("name", flat=True)[0])
    opened = actions.read_victims(accident=accident, because="慰问", by=house.caseworker)
    assert [(one["name"], one["injury"]) for one in opened] == [("张三丰", "右手")]
    assert DeskLine.objects.get(action="safety.victim.read").because == "慰问"
    with pytest.raises(NotAllowed):
        actions.read_victims(accident=accident, because="看看", by=house.outsider)
    with pytest.raises(NotAllowed):
        actions.read_victims(accident=accident, because="看看", by=house.auditor)


def test_hardship_is_handed_over_only_when_the_family_agrees(house: Any) -> None:
    accident = an_accident(house)
    known = actions.add_victim(
        accident=accident, name="甲", harm="serious", by=house.caseworker, person_id=house.worker.pk
    )
    with pytest.raises(Refusal, match="同意"):
        actions.answer_hardship(accident=accident, victim=known, agrees=True, consent=False, by=house.caseworker)
    number = actions.answer_hardship(accident=accident, victim=known, agrees=True, consent=True, by=house.caseworker)
    from unionhall.cases.models import Case

    case = Case.objects.of(house.worker).get(number=number)
    assert (case.service_code, case.channel) == ("aid.hardship", "transfer")
    stranger = actions.add_victim(accident=accident, name="乙", harm="serious", by=house.caseworker)
    with pytest.raises(Refusal, match="登记"):
        actions.answer_hardship(accident=accident, victim=stranger, agrees=True, consent=True, by=house.caseworker)
    stranger.refresh_from_db()
    assert stranger.hardship == "todo"
    actions.answer_hardship(accident=accident, victim=stranger, agrees=False, consent=False, by=house.caseworker)
    stranger.refresh_from_db()
    assert stranger.hardship == "declined"


def test_the_file_stays_open_until_families_are_cared_for(house: Any) -> None:
    accident = an_accident(house)
    actions.add_victim(accident=accident, name="张三丰", harm="serious", by=house.caseworker)
    assert queries.open_care(accident)
    for one in FollowUp.objects.filter(matter_id=accident.pk):
        actions.visit_family(
            accident=accident, follow_up=one, done_on=timezone.localdate(), words="已探望", by=house.caseworker
        )
    victim = Victim.objects.get()
    actions.mark_claim(
        accident=accident, victim=victim, claimed_on=timezone.localdate(), legal_aid=False, by=house.caseworker
    )
    victim.refresh_from_db()
    actions.answer_hardship(accident=accident, victim=victim, agrees=False, consent=False, by=house.caseworker)
    assert not queries.open_care(accident)


def test_a_step_is_marked_with_its_moment(house: Any) -> None:
    accident = an_accident(house)
    actions.mark_step(accident=accident, code="authority", done_at=timezone.now(), note="电话", by=house.caseworker)
    assert queries.step_of_accident(accident, "authority").note == "电话"
    with pytest.raises(NotAllowed):
        actions.mark_step(accident=accident, code="head", done_at=timezone.now(), note="", by=house.outsider)


def test_casualties_of_a_neighbour_are_not_touched(house: Any) -> None:
    accident = an_accident(house)
    with pytest.raises(NotAllowed):
        actions.change_casualties(
            accident=accident, at=timezone.now(), deaths=1, serious=0, light=0, missing=0, loss=Decimal(0),
            by=house.outsider,
        )  # fmt: skip
