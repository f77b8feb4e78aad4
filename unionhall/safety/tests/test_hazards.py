"""A hazard from its report to the proof, in time and late; who may, who may not."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from unionhall.accounts import queries as accounts
from unionhall.audit.models import DeskLine
from unionhall.cases.models import Case
from unionhall.documents import queries as documents
from unionhall.kit.access import NotAllowed
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.matters import queries as read
from unionhall.matters.refusals import SameHands
from unionhall.safety import actions, queries
from unionhall.safety.models import Hazard, Overdue
from unionhall.safety.refusals import Changed
from unionhall.safety.tests.making import POINTS, VERIFIED, a_hazard, photo, step

pytestmark = pytest.mark.django_db
REPORT = {"kind": "01", "grade": "general", "spot": "三号车间冲床", "site": "", "place": "", "seen_at": None}


def a_report(house: Any, **answers: Any) -> Case:
    given = {"answers": {**REPORT, **answers}, "secrecy": "hidden", "sealed": {"facts": "我叫某某，班长短接了按钮"}}
    return house.case("safety.hazard", papers={"photo": [photo()]}, **given)


def system() -> Any:
    return accounts.system_user("clock")


def test_a_workers_report_becomes_a_hazard_and_ends_with_the_proof(house: Any) -> None:
    case = a_report(house)
    hazard = Hazard.objects.get(origin=case.number)
    assert (hazard.unit, hazard.source) == (house.townships[0], "worker")  # hidden from the firm's own union
    assert [one.field for one in read.papers_of(hazard)] == ["found"]
    for name in ("verify", "notify", "answer", "accept", "recheck"):
        step(hazard, name, house.township)
    case.refresh_from_db()
    assert case.stage_code == "working"
    matters.move(matter=hazard, name="close", by=house.reviewer)
    case.refresh_from_db()
    assert (case.stage_code, case.outcome, hazard.in_time) == ("done", "done", True)
    from unionhall.cases import queries as cases

    assert [one.field for one in cases.attachments_of(case)] == ["photo", "proof"]
    assert [one["title"] for one in queries.plain_steps(hazard)][-1] == "复查合格"


def test_the_reporters_words_and_name_are_in_no_letter(house: Any) -> None:
    hazard = Hazard.objects.get(origin=a_report(house).number)
    step(hazard, "verify", house.township)
    step(hazard, "notify", house.township)
    letter = documents.of_subject(hazard)[0]
    assert letter.kind_code == "safety.hazard-notice"
    facts = str(documents.facts_of(letter))
    assert VERIFIED["found"] in facts
    assert "某某" not in facts
    assert str(hazard.origin) not in facts


def test_an_anonymous_report_needs_no_account(house: Any) -> None:
    case = house.case("safety.hazard", answers=REPORT, anonymous=True)
    assert Hazard.objects.filter(origin=case.number).exists()


def test_danger_to_life_goes_to_the_county_with_a_copy_to_the_city(house: Any) -> None:
    case = a_report(house, grade="imminent")
    hazard = Hazard.objects.get(origin=case.number)
    assert (case.unit, case.urgency) == (house.counties[0], "critical")
    assert hazard.decide_by - hazard.opened_at == timedelta(minutes=30)


def test_whoever_rechecked_does_not_close(house: Any) -> None:
    hazard = a_hazard(house, stage="rechecked", by=house.reviewer)
    with pytest.raises(SameHands):
        matters.move(matter=hazard, name="close", by=house.reviewer)
    matters.move(matter=hazard, name="close", by=house.chair)
    assert hazard.is_closed


def test_a_neighbour_may_do_nothing(house: Any) -> None:
    hazard = a_hazard(house)
    with pytest.raises(NotAllowed):
        step(hazard, "verify", house.outsider)
    with pytest.raises(NotAllowed):
        a_hazard(house, by=house.outsider)


def test_a_major_hazard_needs_the_five_points_and_the_county_hears_the_same_day(house: Any) -> None:
    hazard = a_hazard(house, "major", stage="notified")
    assert hazard.escalated_to == [house.counties[0].name]
    assert hazard.authority_due_on == timezone.localdate()
    answer = {"employer_said": "同意", "fix_by": timezone.localdate() + timedelta(days=5), "measure": "恢复"}
    matters.move(matter=hazard, name="answer", by=house.caseworker, **answer)
    with pytest.raises(Refusal, match="五落实"):
        step(hazard, "accept", house.caseworker)
    hazard.refresh_from_db()
    matters.move(matter=hazard, name="send_back", by=house.caseworker, says="缺责任人")
    matters.move(matter=hazard, name="answer", by=house.caseworker, **{**answer, **POINTS})
    step(hazard, "accept", house.caseworker)
    assert hazard.stage_code == "fixing"


def test_no_answer_in_time_is_overdue_and_after_ten_days_the_county_hears(house: Any, clock: Any) -> None:
    hazard = a_hazard(house, stage="notified")
    clock.move_to("2026-03-17 08:00")
    matters.watch(by=system())
    hazard.refresh_from_db()
    assert hazard.stage_code == "overdue"
    assert DeskLine.objects.get(action="safety.hazard.overdue").details["grade"] == "general"
    assert Overdue.objects.get().until is None
    clock.move_to("2026-04-03 09:00")
    assert actions.escalate_late(by=system()) == 1
    hazard.refresh_from_db()
    assert (hazard.escalated_to, hazard.authority_due_on) == ([house.counties[0].name], None)
    step(hazard, "answer", house.caseworker)
    assert Overdue.objects.get().until == timezone.localdate()


def test_late_once_is_not_in_time(house: Any, clock: Any) -> None:
    hazard = a_hazard(house, stage="fixing")
    clock.move_to("2026-03-25 08:00")
    matters.watch(by=system())
    hazard.refresh_from_db()
    step(hazard, "recheck", house.caseworker)
    matters.move(matter=hazard, name="close", by=house.reviewer)
    assert hazard.in_time is False


def test_not_mended_gets_a_new_day_and_stays(house: Any) -> None:
    hazard = a_hazard(house, stage="fixing")
    later = timezone.localdate() + timedelta(days=20)
    matters.move(
        matter=hazard, name="recheck_failed", by=house.caseworker, rechecked_on=timezone.localdate(), fix_by=later
    )
    assert (hazard.stage_code, hazard.fix_by) == ("fixing", later)
    assert hazard.due_on > later


def test_the_employers_decision_on_danger_to_life(house: Any) -> None:
    hazard = a_hazard(house, "imminent", stage="verified")
    told = {"measure": "撤离二楼", "people": 6, "delivered_to": "厂长", "delivered_at": timezone.now()}
    matters.move(matter=hazard, name="notify", by=house.caseworker, **told)
    assert documents.of_subject(hazard)[0].kind_code == "safety.evacuation"
    with pytest.raises(Refusal, match="决定"):
        step(hazard, "answer", house.caseworker)
    hazard.refresh_from_db()
    matters.move(
        matter=hazard, name="decide", by=house.caseworker, decision="leave", decided_at=timezone.now(),
        fix_by=timezone.localdate() + timedelta(days=1),
    )  # fmt: skip
    assert "立即撤离" in str(documents.facts_of(documents.of_subject(hazard)[0]))  # the unsigned letter says it too
    assert actions.escalate_undecided(by=system()) == 0
    assert hazard.escalated_at is None


def test_a_refusal_to_evacuate_goes_up_at_once(house: Any) -> None:
    hazard = a_hazard(house, "imminent", stage="verified")
    matters.move(
        matter=hazard, name="decide", by=house.caseworker, decision="refuse", decided_at=timezone.now(),
        fix_by=timezone.localdate(),
    )  # fmt: skip
    assert hazard.escalated_to == [house.counties[0].name, house.cities[0].name]


def test_handed_to_the_authority_with_a_letter(house: Any) -> None:
    hazard = a_hazard(house, stage="fixing")
    step(hazard, "hand_over", house.reviewer)
    assert (hazard.stage_code, hazard.authority) == ("handed_to_authority", "余杭区应急管理局")
    assert documents.of_subject(hazard)[0].kind_code == "safety.hand-over"
    matters.move(matter=hazard, name="feedback", by=house.reviewer, says="责令停产整顿")
    assert hazard.is_closed


def test_not_true_is_told_to_the_reporter(house: Any) -> None:
    case = a_report(house)
    hazard = Hazard.objects.get(origin=case.number)
    matters.move(matter=hazard, name="dismiss", by=house.township, says="按钮完好")
    case.refresh_from_db()
    assert (case.stage_code, case.outcome) == ("declined", "declined")
    from unionhall.cases import queries as cases

    assert any("按钮完好" in str(one.words) for one in cases.timeline(case, for_worker=True))


def test_the_employers_reply_by_its_link_reaches_the_timeline(
    house: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from unionhall.safety.reactions import employer_answered

    hazard = a_hazard(house, stage="notified")
    letter = documents.of_subject(hazard)[0]

    class Line:
        desk_id = hazard.desk_id
        details = {"subject_type": "safety.Hazard", "subject_id": str(hazard.pk), "document": letter.pk}

    employer_answered(Line())
    assert any("已答复" in one.words.reveal() for one in read.steps_of(hazard) if one.words)


def test_a_complaint_goes_on_as_a_hazard_without_typing_anything_twice(house: Any) -> None:
    from unionhall.cases import actions as cases

    complaint = house.case(answers={"danger": False}, secrecy="open")
    new = cases.hand_over(case=complaint, to="safety.hazard", by=house.chair, consent=True)
    hazard = Hazard.objects.get(origin=new.number)
    assert (hazard.grade, hazard.employer) == ("general", complaint.employer)


def test_the_hazard_goes_where_its_report_goes(house: Any, django_capture_on_commit_callbacks: Any) -> None:
    from unionhall.cases import actions as cases

    case = a_report(house)
    hazard = Hazard.objects.get(origin=case.number)
    assert hazard.unit == house.townships[0]
    with django_capture_on_commit_callbacks(execute=True):
        cases.dispatch(case=case, to_unit=house.unions[1], by=house.township, reason="由第二工会核实")
    hazard.refresh_from_db()
    assert hazard.unit == house.unions[1]


def test_the_employers_page_and_today_show_it(house: Any, as_: Any) -> None:
    from django.urls import reverse

    hazard = a_hazard(house, "imminent")
    client = as_(house.caseworker)
    page = client.get(reverse("orgs:employer-detail", args=[house.employers[0].credit_code])).content.decode()
    assert hazard.title in page
    assert hazard.title in client.get(reverse("faces:today")).content.decode()
    assert hazard.title in client.get(reverse("faces:search"), {"q": hazard.number}).content.decode()


def test_a_merged_union_leaves_its_hazards_and_what_is_overdue_to_its_heir(
    house: Any, clock: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from unionhall.orgs import actions as orgs

    hazard = a_hazard(house, "major", stage="notified")
    clock.move_to("2026-03-20 09:00")
    matters.watch(by=system())
    change = orgs.draw_up(
        kind="merge", unit=house.unions[0], target=house.unions[1], by=house.reviewer, reason="合并", approval_no="1号"
    )
    with django_capture_on_commit_callbacks(execute=True):
        orgs.carry_out(change=change, by=house.reviewer)
    hazard.refresh_from_db()
    assert (hazard.unit, hazard.counted_unit) == (house.unions[1], house.unions[0])
    assert [one.unit for one in Overdue.objects.filter(until=None)] == [house.unions[1]]


def test_the_authority_is_told_without_the_hazard_going_on(house: Any) -> None:
    """Whatever stage it is in; neither its stage nor its clock changes, and nobody is reminded any longer."""
    danger = a_hazard(house, "imminent")
    stands = (danger.stage_code, danger.due_at)
    told = {"authority": "12350", "told_at": timezone.now(), "by": house.caseworker}
    with pytest.raises(Refusal, match="发现隐患"):
        actions.tell_authority(hazard=danger, **told | {"told_at": timezone.now() - timedelta(days=2)})
    with pytest.raises(NotAllowed):
        actions.tell_authority(hazard=danger, **told | {"by": house.outsider})
    actions.tell_authority(hazard=danger, **told)
    danger.refresh_from_db()
    assert (danger.stage_code, danger.due_at) == stands
    with pytest.raises(Changed):
        actions.tell_authority(hazard=danger, **told)
    major = a_hazard(house, "major", stage="fixing")
    assert major in queries.authority_waiting(house.caseworker)
    actions.tell_authority(hazard=major, **told | {"told_at": timezone.now()})
    assert major not in queries.authority_waiting(house.caseworker)
    step(major, "recheck", house.caseworker)


def test_the_authority_is_told_on_a_page(house: Any, as_: Any) -> None:
    hazard, desk = a_hazard(house, "major", stage="verified"), as_(house.caseworker)
    address = reverse("safety:hazard-authority", args=[hazard.number])
    assert address in desk.get(reverse("safety:hazard", args=[hazard.number])).content.decode()
    late = desk.post(address, {"authority": "", "told_at": "2027-03-05T09:00"})
    assert (late.status_code, set(late.context["forms"][0].errors)) == (422, {"authority", "told_at"})
    assert desk.post(address, {"authority": "12350", "told_at": "2026-03-05T10:00"}).status_code == 302
    assert desk.get(address).status_code == 404
    assert as_(house.outsider).get(address).status_code == 404


def test_a_decision_is_not_made_before_it_was_asked_for(house: Any) -> None:
    danger = a_hazard(house, "imminent", stage="verified")
    asked = {"measure": "撤离", "people": 3, "delivered_to": "厂长", "by": house.caseworker}
    with pytest.raises(Refusal, match="提出时间"):
        matters.move(matter=danger, name="notify", delivered_at=timezone.now() - timedelta(days=1), **asked)
    danger.refresh_from_db()
    matters.move(matter=danger, name="notify", delivered_at=timezone.now(), **asked)
    earlier = {"decision": "leave", "decided_at": timezone.now() - timedelta(hours=1), "employer_said": ""}
    with pytest.raises(Refusal, match="决定时间"):
        matters.move(matter=danger, name="decide", by=house.caseworker, **earlier)
