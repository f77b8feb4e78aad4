"""Accidents: the chain, the window, the inquiry, those it hit and their families."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from unionhall.audit.models import DeskLine
from unionhall.channels.models import Notice
from unionhall.kit.access import NotAllowed
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.people.models import RollEntry
from unionhall.safety import actions, queries
from unionhall.safety.models import Accident, FollowUp, Victim
from unionhall.safety.tests.making import an_accident, photo
from unionhall.safety.today import LINES

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
    accident = an_accident(house, serious=2)
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


def now_of(accident: Any) -> dict[str, Any]:
    return {one.row.code: one for one in queries.steps_now(accident, queries.casualties_of(accident))}


def to_inquiry(house: Any, accident: Any) -> None:
    member = {"who": "工会代表", "post": "", "joined_on": timezone.localdate(), "no_interest": True}
    matters.move(matter=accident, name="join", by=house.caseworker, **member)


REPORT = {"causes": "防护缺失", "responsible": "班组", "opinions": "整改"}


def test_the_report_of_the_inquiry_is_its_step_and_a_longer_term_reaches_it(house: Any, clock: Any) -> None:
    accident = an_accident(house)
    to_inquiry(house, accident)
    assert now_of(accident)["inquiry"].row.due_on == accident.report_due_on == date(2026, 5, 6)
    clock.move_to("2026-06-01 09:00")
    assert now_of(accident)["inquiry"].late
    matters.move(matter=accident, name="extend", by=house.caseworker, says="市政府批准")
    step = now_of(accident)["inquiry"]
    assert (step.row.due_on, step.late) == (accident.report_due_on, False)
    matters.move(matter=accident, name="report", by=house.caseworker, reported_on=date(2026, 5, 29), **REPORT)
    step = now_of(accident)["inquiry"]
    assert (timezone.localdate(step.done), step.late) == (date(2026, 5, 29), False)


def test_a_report_after_its_day_is_late_and_a_step_marked_by_hand_keeps_its_moment(house: Any, clock: Any) -> None:
    first, second = an_accident(house), an_accident(house)
    for accident in (first, second):
        to_inquiry(house, accident)
    by_hand = timezone.now()
    actions.mark_step(accident=second, code="inquiry", done_at=by_hand, note="", by=house.caseworker)
    clock.move_to("2026-06-01 09:00")
    for accident in (first, second):
        matters.move(matter=accident, name="report", by=house.caseworker, reported_on=date(2026, 6, 1), **REPORT)
    assert now_of(first)["inquiry"].late
    assert (now_of(second)["inquiry"].done, now_of(second)["inquiry"].late) == (by_hand, False)


def test_casualties_are_reported_again_only_when_they_changed(house: Any, clock: Any, as_: Any) -> None:
    still, worse = an_accident(house), an_accident(house)
    loss = {"accident": still, "deaths": 0, "serious": 1, "light": 0, "missing": 0, "loss": Decimal(5)}
    actions.change_casualties(at=timezone.now(), by=house.caseworker, **loss)
    assert [now_of(one)["again"].needed for one in (still, worse)] == [False, False]
    clock.move_to("2026-03-10 09:00")
    actions.change_casualties(at=timezone.now(), by=house.caseworker, **loss | {"accident": worse, "deaths": 1})
    assert (now_of(worse)["again"].needed, now_of(worse)["again"].late) == (True, False)
    told = timezone.now() + timedelta(minutes=30)
    clock.move_to("2026-06-01 09:00")
    assert (now_of(still)["again"].late, now_of(worse)["again"].late) == (False, True)
    page = as_(house.caseworker).get(reverse("safety:accident", args=[still.number])).content.decode()
    assert "伤亡没有变化，不需补报" in page
    actions.mark_step(accident=worse, code="again", done_at=told, note="电话", by=house.caseworker)
    assert (now_of(worse)["again"].done, now_of(worse)["again"].late) == (told, False)


def test_numbers_that_change_once_more_are_to_be_told_once_more(house: Any, clock: Any) -> None:
    accident = an_accident(house)
    for day, serious in (("2026-03-10 09:00", 2), ("2026-03-12 09:00", 3)):
        clock.move_to(day)
        numbers = {"deaths": 0, "serious": serious, "light": 0, "missing": 0, "loss": Decimal(0)}
        actions.change_casualties(accident=accident, at=timezone.now(), by=house.caseworker, **numbers)
        assert now_of(accident)["again"].done is None
        actions.mark_step(accident=accident, code="again", done_at=timezone.now(), note="", by=house.caseworker)
        assert now_of(accident)["again"].done is not None


def test_at_once_is_no_minute_of_the_clock(house: Any, clock: Any, as_: Any) -> None:
    told = timezone.now() - timedelta(minutes=100)
    grave = an_accident(house, deaths=3, head_told_at=told)  # twenty minutes after
    clock.move_to(timezone.now() + timedelta(minutes=30))
    actions.mark_step(accident=grave, code="union-city", done_at=timezone.now(), note="", by=house.caseworker)
    steps = now_of(grave)
    assert [(steps[code].at_once, steps[code].late) for code in ("head", "union-city")] == [(True, False)] * 2
    assert (steps["authority"].at_once, steps["authority"].late) == (False, True)
    assert "立即" in as_(house.caseworker).get(reverse("safety:accident", args=[grave.number])).content.decode()


def test_casualties_of_a_neighbour_are_not_touched(house: Any) -> None:
    accident = an_accident(house)
    with pytest.raises(NotAllowed):
        actions.change_casualties(
            accident=accident, at=timezone.now(), deaths=1, serious=0, light=0, missing=0, loss=Decimal(0),
            by=house.outsider,
        )  # fmt: skip


def test_a_victim_is_found_on_the_roll_and_the_hardship_opens_through_the_page(house: Any, as_: Any) -> None:
    accident, desk = an_accident(house), as_(house.caseworker)
    card = RollEntry.objects.get(person_id=house.worker.pk).card_no
    new = reverse("safety:accident-victim-new", args=[accident.number])
    typed = {"name": house.worker.name, "harm": "serious", "member": "000000000"}
    wrong = desk.post(new, typed)
    assert (wrong.status_code, set(wrong.context["forms"][0].errors)) == (422, {"member"})
    assert desk.post(new, {**typed, "member": card}).status_code == 302
    victim = Victim.objects.get()
    assert victim.person_id == house.worker.pk
    act = reverse("safety:accident-victim", args=[accident.number, victim.pk, "hardship"])
    assert desk.post(act, {"agrees": "yes", "consent": "on"}).status_code == 302
    victim.refresh_from_db()
    assert victim.hardship == "opened"
    with pytest.raises(Refusal, match="困难帮扶还没有办结"):
        matters.move(matter=Accident.objects.get(), name="void", by=house.reviewer, says="错了")


def test_whoever_comes_to_the_register_later_is_known_by_the_number_then(house: Any) -> None:
    accident = an_accident(house)
    victim = actions.add_victim(accident=accident, name=house.worker.name, harm="serious", by=house.caseworker)
    card = RollEntry.objects.get(person_id=house.worker.pk).card_no
    said = {"accident": accident, "agrees": True, "consent": True}
    with pytest.raises(Refusal, match="名册"):
        actions.answer_hardship(victim=victim, member="000000000", by=house.caseworker, **said)
    assert actions.answer_hardship(victim=Victim.objects.get(), member=card, by=house.caseworker, **said)
    assert Victim.objects.get().person_id == house.worker.pk


def test_after_the_employers_month_the_family_and_the_union_have_the_year(house: Any, clock: Any) -> None:
    accident = an_accident(house)
    victim = actions.add_victim(accident=accident, name="甲", harm="serious", by=house.caseworker)
    line = next(one for one in LINES if one.code == "safety.claims")
    clock.move_to(timezone.now() + timedelta(days=26))
    assert [task.due for task in line.find(house.caseworker, 5)[1]] == [victim.claim_by_employer]
    clock.move_to(timezone.now() + timedelta(days=26))
    (task,) = line.find(house.caseworker, 5)[1]
    assert (task.due, task.late) == (victim.claim_by_family, False)
    assert "单位没有申请" in task.title


def test_a_light_injury_that_turns_out_worse_starts_the_timers(house: Any, as_: Any) -> None:
    accident = an_accident(house, serious=0, light=1)
    victim = actions.add_victim(accident=accident, name="张三丰", harm="light", by=house.caseworker)
    assert (victim.claim_by_employer, victim.hardship, queries.follow_ups_of(accident)) == (None, "none", [])
    with pytest.raises(Refusal, match="伤亡变化补报"):
        actions.change_harm(accident=accident, victim=victim, harm="death", by=house.caseworker)
    numbers = {"deaths": 1, "serious": 0, "light": 0, "missing": 0, "loss": Decimal(0)}
    actions.change_casualties(accident=accident, at=timezone.now(), by=house.caseworker, **numbers)
    address = reverse("safety:accident-victim", args=[accident.number, victim.pk, "harm"])
    desk = as_(house.caseworker)
    assert desk.post(address, {"harm": "unwell"}).status_code == 422
    assert desk.post(address, {"harm": "death"}).status_code == 302
    victim.refresh_from_db()
    assert (victim.harm, victim.hardship, victim.claim_by_employer is not None) == ("death", "todo", True)
    assert len(queries.follow_ups_of(accident)) == 3
    actions.change_harm(accident=accident, victim=victim, harm="light", by=house.caseworker)
    victim.refresh_from_db()
    assert (victim.hardship, victim.claim_by_employer, queries.follow_ups_of(accident)) == ("none", None, [])
    assert not queries.open_care(accident)
    with pytest.raises(NotAllowed):
        actions.change_harm(accident=accident, victim=victim, harm="death", by=house.outsider)


def test_nothing_happens_before_what_it_follows_from(house: Any, as_: Any) -> None:
    """Said at the field of the day, and nothing typed is lost."""
    accident, desk = an_accident(house, deaths=1, serious=0), as_(house.caseworker)
    victim = actions.add_victim(accident=accident, name="张三丰", harm="death", by=house.caseworker)
    visit, early = queries.follow_ups_of(accident)[0], {"2026-03-01"}

    def refused(page: str, *more: Any, **typed: Any) -> set[str]:
        answer = desk.post(reverse(f"safety:{page}", args=[accident.number, *more]), typed)
        assert answer.status_code == 422
        assert all(one in answer.content.decode() for one in early)
        return {name for form in answer.context["forms"] for name in form.errors}

    before, moment = "2026-03-01", "2026-03-01T08:00"
    assert refused("accident-step", "authority", done_at=moment) == {"done_at"}
    numbers = {"deaths": 2, "serious": 0, "light": 0, "missing": 0, "loss": 0}
    assert refused("accident-casualties", at=moment, **numbers) == {"at"}
    assert refused("accident-victim", victim.pk, "claim", claimed_on=before) == {"claimed_on"}
    assert refused("accident-visit", visit.pk, done_on=before, words="已探望") == {"done_on"}
    joined = {"who": "例代表", "joined_on": before, "no_interest": "on"}
    assert refused("accident-move", "join", **joined) == {"joined_on"}
