"""时效守护: each last day as it is counted, kept, and warned of once at each step."""

from datetime import date

import pytest

from unionhall.accounts import queries as accounts
from unionhall.cases import actions as cases
from unionhall.cases.models import DeskCase
from unionhall.channels.models import Notice
from unionhall.kit.access import NotAllowed
from unionhall.rights import actions
from unionhall.rights.limitation import Dates, claim_limit, dates_of, limits, notes
from unionhall.rights.models import Limitation
from unionhall.rights.refusals import NotNow

pytestmark = pytest.mark.django_db
CLOCK = accounts.system_user("clock")


@pytest.mark.parametrize(
    ("known", "kind", "due"),
    [
        pytest.param({"cause": "25", "known_on": "2025-03-31"}, "arbitration", "2026-03-31", id="DL-5"),
        pytest.param({"cause": "55", "since": "2025-10-03"}, "arbitration", "2026-10-08", id="last-day-in-a-holiday"),
        pytest.param(
            {"cause": "51", "since": "2020-01-01", "employed": "no", "left_on": "2025-03-31"},
            "wages", "2026-03-31", id="wages-from-the-end",
        ),
        pytest.param(
            {"cause": "51", "known_on": "2025-03-31"}, "arbitration", "2026-03-31", id="wages-nobody-said-if-employed"
        ),
        pytest.param(
            {"cause": "25", "known_on": "2024-03-29", "restarted_on": "2025-03-31"},
            "arbitration", "2026-03-31", id="interrupted",
        ),
        pytest.param({"cause": "51", "employed": "yes", "iou_on": "2024-06-14"}, "iou", "2027-06-14", id="iou"),
        pytest.param({"cause": "43", "since": "2024-05-06"}, "inspectorate", "2026-05-06", id="inspectorate"),
        pytest.param(
            {"cause": "51", "known_on": "2025-03-31", "award_on": "2026-03-02"}, "suit", "2026-03-17", id="award"
        ),
        pytest.param({"cause": "54", "since": "2025-05-06"}, "injury", "2026-05-06", id="injury"),
    ],
)  # fmt: skip
def test_last_days(known, kind, due):
    found = {one.kind: one for one in limits(dates_of(known))}
    assert found[kind].due.isoformat() == due
    assert any(found[kind].rule.source in line for line in found[kind].lines)


def test_wages_of_those_still_employed_have_no_last_day_and_the_page_says_so():
    known = Dates(cause="51", since=date(2020, 1, 1), employed="yes")
    assert claim_limit(known) is None
    assert "在职" in notes(known)[0]
    assert "补充" in notes(Dates(cause="25"))[0]


def test_a_complaint_keeps_its_last_days_and_the_desk_watches_the_claim(house):
    case = house.case(answers={"cause": "25", "known_on": "2025-03-31", "since": "2025-03-03"})
    rows = {row.kind: row for row in Limitation.objects.of(case.person_id)}
    assert set(rows) == {"arbitration", "inspectorate"}
    assert rows["arbitration"].rule["code"] == "rights.arbitration-claim"
    assert DeskCase.objects.get(case_id=case.pk, helper=False).alarm_on == date(2026, 3, 31)


def test_it_stands_on_today_from_the_first_warning_on(house, clock):
    from unionhall.cases import queries as read_cases

    house.case(answers={"cause": "25", "known_on": "2025-05-11"}, stage="working")
    wanted = read_cases.CaseFilter(state="alarm")
    assert read_cases.desk_cases(house.chair, wanted).count() == 0
    clock.move_to("2026-03-12")
    assert read_cases.desk_cases(house.chair, wanted).count() == 1
    assert read_cases.desk_cases(house.outsider, wanted).count() == 0


def told(house, case):
    rows = Notice.objects.filter(kind="cases/limit")
    return sorted(rows.values_list("person_id", "key"))


def test_warned_at_60_30_and_7_days_once_each(house, clock):
    case = house.case(answers={"cause": "25", "known_on": "2025-05-11"}, stage="working")
    assert actions.warn_limits(by=CLOCK) == 0
    for day, left in (("2026-03-12", 60), ("2026-04-11", 30), ("2026-05-04", 7)):
        clock.move_to(day)
        assert actions.warn_limits(by=CLOCK) == 1
        assert actions.warn_limits(by=CLOCK) == 0
        assert Limitation.objects.of(case.person_id).get(kind="arbitration").told == left
    assert {person for person, _key in told(house, case)} == {house.worker.pk, house.chair.pk}
    assert len(told(house, case)) == 6
    clock.move_to("2026-05-12")
    assert actions.warn_limits(by=CLOCK) == 0
    assert Limitation.objects.of(case.person_id).get(kind="arbitration").ended_on is not None


def test_steps_missed_while_the_house_stood_still_are_one_warning(house, clock):
    house.case(answers={"cause": "25", "known_on": "2025-05-11"})
    clock.move_to("2026-05-08")
    assert actions.warn_limits(by=CLOCK) == 1
    assert Limitation.objects.get(kind="arbitration").told == 7


def test_nobody_is_warned_of_what_is_settled(house, clock):
    house.case(answers={"cause": "25", "known_on": "2025-05-11"}, stage="resolved")
    clock.move_to("2026-05-08")
    assert actions.warn_limits(by=CLOCK) == 0


def test_one_not_taken_on_is_still_warned(house, clock):
    case = house.case(answers={"cause": "25", "known_on": "2025-05-11"})
    cases.move(case=case, name="decline", by=house.chair, says="已经在仲裁")
    clock.move_to("2026-05-08")
    assert actions.warn_limits(by=CLOCK) == 1
    assert {person for person, _key in told(house, case)} == {house.worker.pk}


def test_days_learned_later_count_anew(house, clock):
    case = house.case(answers={"cause": "25", "known_on": "2025-03-31"}, stage="working")
    clock.move_to("2026-03-20")
    actions.warn_limits(by=CLOCK)
    with pytest.raises(NotAllowed):
        actions.learn_dates(case=case, dates={"restarted_on": date(2026, 3, 18)}, says="发了催款函", by=house.outsider)
    actions.learn_dates(case=case, dates={"restarted_on": date(2026, 3, 18)}, says="发了催款函", by=house.chair)
    row = Limitation.objects.of(case.person_id).get(kind="arbitration")
    assert (row.due_on.isoformat(), row.told) == ("2027-03-18", None)
    actions.learn_dates(case=case, dates={"cause": "51", "employed": "yes"}, says="还在职", by=house.chair)
    assert Limitation.objects.of(case.person_id).get(kind="arbitration").ended_on is not None
    assert DeskCase.objects.get(case_id=case.pk, helper=False).alarm_on is None


def test_the_arithmetic_stands_on_both_pages(house, as_):
    case = house.case(answers={"cause": "25", "known_on": "2025-03-31"}, stage="working")
    for user, address in ((house.worker, f"/my/cases/{case.number}/"), (house.chair, f"/desk/cases/{case.number}/")):
        shown = as_(user).get(address).content.decode()
        assert "2026年3月31日" in shown
        assert "第二十七条" in shown


def test_the_form_of_days(house, as_):
    case = house.case(answers={"cause": "25"}, stage="working")
    address = f"/desk/rights/cases/{case.number}/dates/"
    desk = as_(house.chair)
    assert desk.get(address).status_code == 200
    for field, wrong in (("known_on", "2027-01-01"), ("known_on", "三月"), ("says", ""), ("until", "2024-01-01")):
        data = {"since": "2025-03-01", "known_on": "2025-03-31", "says": "本人说的", field: wrong}
        refused = desk.post(address, data)
        assert refused.status_code == 422
        assert field in refused.context["form"].errors
    assert desk.post(address, {"known_on": "2025-03-31", "says": "本人说的"}).status_code == 302
    case.refresh_from_db()
    assert case.answers["known_on"] == "2025-03-31"
    assert as_(house.outsider).get(address).status_code == 404


def test_days_learned_twice_are_told_once(house):
    case = house.case(answers={"cause": "25", "known_on": "2025-05-11"}, stage="working")
    given = {"dates": {"restarted_on": date(2026, 3, 2)}, "says": "书面要求过", "by": house.chair}
    actions.learn_dates(case=case, **given)
    with pytest.raises(NotNow, match="没有变化"):
        actions.learn_dates(case=case, **given)
