"""受理: every question of the form, urgency, time classes, first answers, call-backs, the notice when not taken on."""

from datetime import date

import pytest

from unionhall.accounts import queries as accounts
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.models import CallBack, DeskCase
from unionhall.cases.refusals import ConsentNeeded, NotNow, WordsNeeded
from unionhall.documents import queries as documents
from unionhall.kit.access import NotAllowed
from unionhall.kit.figures import Period
from unionhall.kit.models import FigureDelta
from unionhall.people import queries as people
from unionhall.rights.forms import Complaint
from unionhall.rights.queries import route, urgency_of

CLOCK = accounts.system_user("clock")


def form(house, **given):
    data = {"employer": house.employers[0].name, "cause": "51", "people": "1", "facts": "两个月没发工资", **given}
    return Complaint(data, person=people.person(house.worker.pk))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"since": "2026-03-06"}, "since", id="a-future-date"),
        pytest.param({"since": "2026-02-01", "until": "2026-01-01"}, "until", id="ends-before-it-began"),
        pytest.param({"employed": "yes", "left_on": "2026-01-01"}, "left_on", id="left-and-still-there"),
        pytest.param({"amount": "-1"}, "amount", id="a-negative-sum"),
        pytest.param({"people": "0"}, "people", id="nobody"),
        pytest.param({"people": "12", "representatives": "例甲\n例乙"}, "representatives", id="two-representatives"),
        pytest.param({"representatives": "例甲\n例乙\n例丙"}, "people", id="representatives-of-one"),
        pytest.param({"group_number": "JT33011020260009"}, "group_number", id="no-such-group"),
        pytest.param({"place": "没有这个镇"}, "place", id="no-such-place"),
        pytest.param({"cause": "99"}, "cause", id="no-such-cause"),
        pytest.param({"facts": ""}, "facts", id="nothing-told"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(house, given, field):
    wrong = form(house, **given)
    assert not wrong.is_valid()
    assert list(wrong.errors) == [field]


def test_a_whole_form_keeps_names_sealed(house):
    whole = form(
        house, since="2026-01-01", until="2026-02-28", known_on="2026-02-10", employed="no", left_on="2026-02-28",
        iou_on="2026-02-28", people="12", representatives="例甲\n例乙\n例丙", amount="9800.50", employer_size="30",
        has_union="no", absconded="on",
    )  # fmt: skip
    assert whole.is_valid(), whole.errors
    assert "representatives" not in whole.open_answers()
    assert whole.sealed_answers()["representatives"] == ["例甲", "例乙", "例丙"]
    assert whole.open_answers()["known_on"] == "2026-02-10"


@pytest.mark.parametrize(
    ("answers", "urgency"),
    [
        ({"danger": True}, "critical"),
        ({"people": 10}, "critical"),
        ({"absconded": True}, "critical"),
        ({"cause": "25", "known_on": "2025-03-10"}, "urgent"),
        ({"cause": "25", "known_on": "2025-03-20"}, "normal"),
        ({"people": 9}, "normal"),
    ],
)
def test_urgency(house, answers, urgency):
    assert urgency_of(answers) == urgency


def test_an_employer_who_has_fled_is_critical_where_the_case_goes_anyway(house):
    answers = {"employer": house.employers[0].pk, "absconded": True}
    found = route(answers=answers, person=people.person(house.worker.pk), secrecy="open")
    assert (found.unit, found.urgency) == (house.unions[0], "critical")


@pytest.mark.parametrize(
    ("at", "urgency", "due"),
    [
        ("2026-03-05 10:00", None, "2026-03-05 12:00"),
        ("2026-03-05 22:00", None, "2026-03-06 10:00"),
        ("2026-03-05 22:00", "critical", "2026-03-06 00:00"),
        ("2026-03-05 10:00", "urgent", "2026-03-05 12:00"),
    ],
)
def test_the_first_human_answer_is_promised_by_the_hour(house, clock, at, urgency, due):
    clock.move_to(at)
    case = house.case(urgency=urgency)
    assert f"{case.answer_due_at.astimezone(clock.now.tzinfo):%Y-%m-%d %H:%M}" == due


def test_first_answers_are_counted_where_they_are_given(house, clock):
    case = house.case()
    assert DeskCase.objects.get(case_id=case.pk, helper=False).answer_due_at == case.answer_due_at
    cases.take(case=case, by=house.chair)
    assert case.answered_at is None
    clock.shift(hours=1)
    cases.write_to_worker(case=case, words="看到了，明天约您", by=house.chair)
    case.refresh_from_db()
    assert (case.answered_in_time, case.answered_unit_id) == (True, house.unions[0].pk)
    assert DeskCase.objects.get(case_id=case.pk, helper=False).answer_due_at is None
    late = house.case()
    clock.shift(hours=5)
    cases.move(case=late, name="accept", by=house.chair)
    assert late.answered_in_time is False
    day = Period.of_day(date(2026, 3, 5))
    assert read_cases.answered_cases()(day) == {house.unions[0].pk: 2}
    assert read_cases.answered_cases(in_time=True)(day) == {house.unions[0].pk: 1}
    got = FigureDelta.objects.filter(count__startswith="cases.answered").values_list("count", "n")
    assert sorted(got) == [("cases.answered", 1), ("cases.answered", 1), ("cases.answered_in_time", 1)]


def test_a_call_that_came_in_by_telephone_has_been_answered(house):
    assert house.case(channel="hotline").answer_due_at is None


def test_time_classes_set_the_promised_date(house, clock):
    case = house.case(employer=house.uncovered[0])
    assert (case.time_class, case.days_promised, str(case.due_on)) == ("difficult", 15, "2026-03-26")
    cases.move(case=case, name="ask", by=house.township, says="工资条")
    clock.move_to("2026-03-09")
    cases.move(case=case, name="answer", by=house.worker, says="给您")
    assert str(case.due_on) == "2026-03-30"
    with pytest.raises(NotAllowed):
        cases.set_time_class(case=case, time_class="complex", because="人多", by=house.outsider)
    with pytest.raises(WordsNeeded):
        cases.set_time_class(case=case, time_class="complex", because=" ", by=house.caseworker)
    with pytest.raises(NotNow):
        cases.set_time_class(case=case, time_class="difficult", because="人多", by=house.caseworker)
    cases.set_time_class(case=case, time_class="ordinary", because="一问就清楚", by=house.caseworker)
    assert (case.days_promised, str(case.due_on)) == (5, "2026-03-16")
    assert "由3月12日顺延到3月16日" in "".join(read_cases.clock(case).lines)


def test_closings_count_by_class(house):
    house.case(stage="resolved")
    today = Period.of_day(date(2026, 3, 5))
    assert read_cases.closed_in_class("difficult")(today) == {house.unions[0].pk: 1}
    assert read_cases.closed_in_class("ordinary")(today) == {}
    assert FigureDelta.objects.filter(count="cases.difficult.closed_on_time").count() == 1


def test_not_taken_on_is_told_in_writing(house):
    case = house.case(answers={"cause": "25", "known_on": "2025-05-11"})
    assert case.legal_due_on == date(2026, 3, 12)
    cases.move(case=case, name="decline", by=house.chair, says="同一事项已经申请仲裁")
    (notice,) = documents.of_subject(case)
    facts = documents.facts_of(notice)
    assert notice.kind_code == "rights.not-accepted"
    assert facts["reason"] == "同一事项已经申请仲裁"
    assert facts["limits"][0]["due"] == date(2026, 5, 11)


# --- 办结回访 --------------------------------------------------------------------------------------------------------


def test_called_back_within_three_working_days(house):
    case = house.case(stage="resolved")
    call = CallBack.objects.get(number=case.number)
    assert (str(call.call_by), call.state) == ("2026-03-10", "waiting")
    with pytest.raises(NotAllowed):
        cases.record_call(call=call, state="content", words="好", by=house.outsider_chair)
    with pytest.raises(WordsNeeded):
        cases.record_call(call=call, state="content", words="", by=house.chair)
    call = cases.record_call(call=call, state="content", words="都解决了", by=house.chair)
    assert call.said.reveal() == "都解决了"
    with pytest.raises(NotNow):
        cases.record_call(call=call, state="content", words="再问一次", by=house.chair)


def test_discontent_is_done_again_once_one_level_above(house):
    case = house.case(stage="resolved")
    cases.record_call(call=CallBack.objects.get(), state="discontent", words="钱没拿到", by=house.chair)
    case = read_cases.case_of(case.person_id, case.pk)
    assert (case.stage_code, case.unit, case.reopened) == ("working", house.townships[0], 1)
    cases.move(case=case, name="resolve", by=house.township, says="拿到了")
    again = CallBack.objects.get(state="waiting")
    cases.record_call(call=again, state="discontent", words="还不满意", by=house.township)
    assert read_cases.case_of(case.person_id, case.pk).is_closed


def test_a_bad_rating_makes_the_call_moot(house):
    case = house.case(stage="resolved")
    cases.rate(case=case, stars=1, by=house.worker)
    assert CallBack.objects.get().state == "moot"


def test_nobody_calls_the_nameless(house):
    house.case(anonymous=True, stage="resolved")
    assert not CallBack.objects.exists()


def test_pages_of_calls(house, as_):
    case = house.case(stage="resolved")
    desk, one = as_(house.chair), f"/desk/cases/calls/{case.number}/0/"
    assert case.number in desk.get("/desk/cases/calls/").content.decode()
    assert desk.get(one).status_code == 200
    assert desk.post(one, {"state": "content", "says": ""}).status_code == 422
    assert desk.post(one, {"state": "content", "says": "满意"}).status_code == 302
    assert case.number not in desk.get("/desk/cases/calls/").content.decode()
    assert as_(house.outsider_chair).get(one).status_code == 404


def test_a_visit_is_written_down_as_one(house, as_):
    desk = as_(house.operator)
    given = {"phone": "13900099999", "name": "新人", "service": "rights.complaint", "channel": "visit"}
    address = desk.post("/desk/cases/new/", given)["Location"]
    data = {"employer": house.uncovered[0].name, "cause": "51", "people": "1", "facts": "x", "agree_0": "on"}
    desk.post(address, data)
    assert DeskCase.objects.get(helper=False).channel == "visit"


def test_passed_on_to_an_authority_only_with_consent_and_the_result_is_waited_for(house):
    wanted = {"name": "refer", "by": house.chair, "says": "请查处", "authority": "例区人力资源和社会保障局"}
    without = house.case(stage="working", agreed=["cases.sensitive"])
    with pytest.raises(ConsentNeeded):
        cases.move(case=without, **wanted)
    case = house.case(stage="working")
    cases.move(case=case, **wanted)
    assert case.stage_code == "referred"
    (letter,) = [one for one in documents.of_subject(case) if one.kind_code == "rights.referral"]
    assert letter.addressee == "例区人力资源和社会保障局"
    cases.move(case=case, name="take_back", by=house.chair, says="不属于其职权")
    cases.move(case=case, **wanted)
    cases.move(case=case, name="resolve", by=house.chair, says="已责令支付")
    assert case.is_closed


def test_who_has_to_prove_what_stands_on_both_pages(house, as_):
    case = house.case(answers={"cause": "25"})
    for user, page in ((house.chair, f"/desk/cases/{case.number}/"), (house.worker, f"/my/cases/{case.number}/")):
        shown = as_(user).get(page).content.decode()
        assert "第四十四条" in shown
        assert "没有事先通知工会" in shown
        assert "第四十二条" not in shown
