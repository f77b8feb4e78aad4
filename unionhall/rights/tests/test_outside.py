"""仲裁和诉讼: the steps at the commission and the court, the day that follows, and the warning before it."""

from datetime import date

import pytest

from unionhall.accounts import queries as accounts
from unionhall.audit.models import PersonLine
from unionhall.cases import actions as cases
from unionhall.cases.models import Case, DeskCase
from unionhall.cases.refusals import Changed, OwnCase
from unionhall.channels.models import Notice
from unionhall.documents import queries as documents
from unionhall.kit.access import NotAllowed
from unionhall.people import queries as people
from unionhall.rights import actions, queries
from unionhall.rights.choices import OfficeStep, Way
from unionhall.rights.forms import OutsideForm
from unionhall.rights.limitation import dates_of, limits
from unionhall.rights.models import Limitation, Promise
from unionhall.rights.outside import STEPS, Happened, proceeding
from unionhall.rights.refusals import NotNow

from .making import a_mediation, photo

pytestmark = pytest.mark.django_db
CLOCK = accounts.system_user("clock")
OFFICE, KNOWN = "例区劳动人事争议仲裁委员会", {"cause": "25", "known_on": "2025-11-03"}


def next_days(*steps):
    stands = proceeding([Happened(step, *map(date.fromisoformat, days)) for step, *days in steps])
    found = limits(dates_of({**KNOWN, "outside": stands.as_json()}, "330106"))
    return {one.kind.value: one.due.isoformat() for one in found if one.kind != "inspectorate"}


JUDGED, JUDGED_TO_PAY = ("court-judgment", "2026-03-10"), ("court-judgment", "2026-03-10", "2026-04-15")
CLAIM = {"arbitration": "2026-11-03"}
FILED, TAKEN = ("filed", "2025-08-13"), ("accepted", "2025-08-20")


@pytest.mark.parametrize(
    ("steps", "days"),
    [
        pytest.param([], {"arbitration": "2026-11-03"}, id="not-brought"),
        pytest.param([FILED], {"accept": "2025-08-20"}, id="five-working-days-to-take-it"),
        pytest.param([FILED, TAKEN], {"award": "2025-10-09"}, id="DL-2"),
        pytest.param([FILED, TAKEN, ("longer", "2025-09-30")], {"award": "2025-10-20"}, id="DL-2-longer"),
        pytest.param([("accepted-simple", "2025-08-20")], {"award": "2025-09-19"}, id="thirty-days-in-zhejiang"),
        pytest.param([FILED, ("not-accepted", "2025-08-19")], {"suit": "2025-09-03"}, id="not-taken"),
        pytest.param([FILED, TAKEN, ("award", "2026-03-02")], {"suit": "2026-03-17"}, id="award"),
        pytest.param([FILED, TAKEN, ("settled", "2025-09-02")], {}, id="settled"),
        pytest.param([FILED, ("withdrawn", "2026-01-05")], {"arbitration": "2026-11-03"}, id="taken-back"),
        pytest.param(
            [FILED, ("order-filed", "2025-12-01"), ("order-failed", "2026-01-04"), ("withdrawn", "2026-01-05")],
            {"arbitration": "2026-12-01"},
            id="help-asked-for-since-the-claim-that-was-taken-back",
        ),
        pytest.param([("award", "2026-03-02"), ("court-filed", "2026-03-10")], {"court": "2026-03-17"}, id="sued"),
        pytest.param([("court-accepted", "2026-03-10")], {"judgment": "2026-09-10"}, id="at-court"),
        pytest.param([("court-not-accepted", "2026-03-10")], {"appeal": "2026-03-20"}, id="ten-days-against-a-ruling"),
        pytest.param([("court-judgment", "2026-03-10")], {"appeal": "2026-03-25"}, id="fifteen-against-a-judgment"),
        pytest.param([JUDGED, ("court-appealed", "2026-03-20")], {}, id="appealed"),
        pytest.param([("court-simple", "2026-03-10")], {"judgment": "2026-06-10"}, id="three-months-simple"),
        pytest.param(
            [("court-simple", "2026-03-10"), ("court-longer", "2026-06-01")],
            {"judgment": "2026-07-10"},
            id="three-and-one",
        ),
        pytest.param([("court-small", "2026-03-10")], {"judgment": "2026-05-11"}, id="two-months-small-claim"),
        pytest.param(
            [("court-small", "2026-03-10"), ("court-longer", "2026-05-06")],
            {"judgment": "2026-06-10"},
            id="two-and-one",
        ),
        pytest.param(
            [("court-simple", "2026-03-10"), ("court-ordinary", "2026-05-06")],
            {"judgment": "2026-09-10"},
            id="ordinary-after-all",
        ),
        pytest.param(
            [("court-accepted", "2026-03-10"), ("court-longer", "2026-09-01")],
            {"judgment": "2027-03-10"},
            id="six-and-six",
        ),
        pytest.param(
            [("court-small", "2026-03-10"), JUDGED_TO_PAY],
            {"perform": "2026-04-15", "enforce": "2028-04-17"},
            id="a-small-claim-is-judged-once",
        ),
        pytest.param(
            [JUDGED, ("court-appealed", "2026-03-20"), ("second-accepted", "2026-04-10")],
            {"second": "2026-07-10"},
            id="second-instance",
        ),
        pytest.param(
            [("court-not-accepted", "2026-03-10"), ("court-appealed", "2026-03-18"), ("second-accepted", "2026-04-10")],
            {"second": "2026-05-11"},
            id="second-instance-against-a-ruling",
        ),
        pytest.param(
            [JUDGED, ("second-accepted", "2026-04-10"), ("sent-back", "2026-06-10")],
            {"judgment": "2026-12-10"},
            id="sent-back",
        ),
        pytest.param(
            [JUDGED_TO_PAY, ("court-appealed", "2026-03-20"), ("second-withdrawn", "2026-04-20")],
            {"perform": "2026-04-15", "enforce": "2028-04-17"},
            id="appeal-taken-back",
        ),
        pytest.param(
            [("settled", "2026-02-02", "2026-02-27")], {"enforce": "2028-02-28"}, id="two-years-to-ask-for-enforcement"
        ),
        pytest.param(
            [("award", "2026-02-02", "2026-02-27"), ("court-filed", "2026-02-10")],
            {"court": "2026-02-24"},
            id="an-award-before-the-court-binds-nobody",
        ),
        pytest.param([("court-confirmed", "2026-02-02", "2026-02-27")], {"enforce": "2028-02-28"}, id="confirmed"),
        pytest.param(
            [("confirmed", "2026-02-02", "2026-02-27"), ("enforce-filed", "2026-03-02")],
            {"enforcing": "2026-09-02"},
            id="six-months-to-enforce",
        ),
        pytest.param(
            [("confirmed", "2026-02-02", "2026-02-27"), ("enforce-filed", "2026-03-02"), ("paid", "2026-03-04")],
            {},
            id="paid",
        ),
        pytest.param(
            [("order-filed", "2026-03-02")], {"order-accept": "2026-03-09", "arbitration": "2027-03-02"}, id="order"
        ),
        pytest.param(
            [("order-filed", "2026-03-02"), ("order-accepted", "2026-03-04")],
            {"order-issue": "2026-03-19", "arbitration": "2027-03-02"},
            id="order-taken",
        ),
        pytest.param(
            [("order-filed", "2026-03-02"), ("order-served", "2026-03-10")],
            {
                "order-object": "2026-03-25",
                "perform": "2026-03-25",
                "enforce": "2028-03-27",
                "arbitration": "2027-03-02",
            },
            id="order-served",
        ),
        pytest.param(
            [("order-served", "2026-03-10"), ("order-failed", "2026-03-20")],
            {"arbitration": "2026-11-03"},
            id="order-failed",
        ),
        pytest.param(
            [("inspect-filed", "2025-06-24")],
            {"inspect-file": "2025-07-01", "arbitration": "2026-11-03"},
            id="five-working-days-of-the-inspectorate",
        ),
        pytest.param([("inspect-accepted", "2025-07-01")], {"inspect": "2025-09-23", **CLAIM}, id="DL-4"),
        pytest.param(
            [("inspect-accepted", "2025-07-01"), ("inspect-longer", "2025-09-20")],
            {"inspect": "2025-11-10", **CLAIM},
            id="DL-4-longer",
        ),
        pytest.param(
            [("inspect-filed", "2026-01-12"), ("inspect-done", "2026-03-02")],
            {"arbitration": "2027-01-12"},
            id="the-inspectorate-began-the-year-anew",
        ),
    ],
)
def test_the_day_that_follows(steps, days):
    assert next_days(*steps) == days


def test_a_claim_taken_back_counts_anew_from_the_day_it_asked():
    stands = proceeding([Happened("filed", date(2026, 1, 5)), Happened("withdrawn", date(2026, 2, 2))])
    found = limits(dates_of({**KNOWN, "outside": stands.as_json()}))
    assert found[0].due == date(2027, 1, 5)


def test_every_step_means_something():
    assert set(STEPS) == set(OfficeStep)


def enter(house, case, step, on, by=None, **more):
    return actions.enter_step(case=case, step=step, on=on, office=OFFICE, by=by or house.chair, **more)


def alarm(case):
    return DeskCase.objects.get(case_id=case.pk, helper=False).alarm_on


@pytest.fixture
def case(house):
    return house.case(answers={**KNOWN, "since": "2025-11-03"}, stage="working")


def test_what_is_brought_is_no_longer_warned_of_and_the_office_is(house, case, clock):
    assert alarm(case) == date(2026, 11, 3)
    enter(house, case, "filed", date(2026, 3, 4))
    assert alarm(case) == date(2026, 3, 11)
    assert Limitation.objects.of(case.person_id).get(kind="arbitration").ended_on is not None
    assert Way.ARBITRATION not in {one.code for one in queries.ways_on(case, None, [])}
    assert actions.warn_limits(by=CLOCK) == 1
    assert actions.warn_limits(by=CLOCK) == 0
    words = Notice.objects.get(kind="cases/limit", person_id=house.chair.pk).words
    assert "可以就争议向法院起诉" in words
    enter(house, case, "accepted", date(2026, 3, 5), paper_number="例劳人仲案〔2026〕1号")
    assert alarm(case) == date(2026, 4, 20)
    enter(house, case, "longer", date(2026, 3, 5))
    kept = Limitation.objects.of(case.person_id).get(kind="award").rule
    assert (kept["code"], kept["longer"]["code"]) == ("rights.award", "rights.award-longer")
    assert alarm(case) == date(2026, 5, 6)
    actions.strike_step(case=case, step=queries.outside_steps(case)[-1], because="没有延期", by=house.chair)
    assert actions.warn_limits(by=CLOCK) == 0  # told a week before, once
    clock.move_to("2026-04-14")
    assert actions.warn_limits(by=CLOCK) == 1


def test_a_hearing_is_told_of_and_then_makes_room(house, case, clock):
    enter(house, case, "accepted", date(2026, 3, 4))
    enter(house, case, "hearing", date(2026, 3, 18))
    assert alarm(case) == date(2026, 3, 18)
    clock.move_to("2026-03-16")
    assert actions.warn_limits(by=CLOCK) == 1
    assert "按时到庭" in Notice.objects.get(kind="cases/limit", person_id=house.worker.pk).words
    clock.move_to("2026-03-19")
    actions.warn_limits(by=CLOCK)
    assert alarm(case) == date(2026, 4, 20)


def test_no_hearing_is_to_come_of_a_claim_taken_back(house, case, clock):
    enter(house, case, "accepted", date(2026, 3, 4))
    enter(house, case, "hearing", date(2026, 3, 18))
    clock.move_to("2026-03-10")
    enter(house, case, "withdrawn", date(2026, 3, 10))
    clock.move_to("2026-03-16")
    assert "hearing" not in {one.kind for one in queries.limits_for(case)}
    assert actions.warn_limits(by=CLOCK) == 0


@pytest.mark.parametrize(("step", "commission"), [("hearing", True), ("court-hearing", False)])
def test_notice_of_a_hearing_is_the_commissions_own_rule(step, commission, clock):
    clock.move_to("2026-03-04")
    stands = proceeding([Happened(step, date(2026, 3, 18))]).as_json()  # that it was filed was not written down
    hearing = next(one for one in limits(dates_of({**KNOWN, "outside": stands})) if one.kind == "hearing")
    assert ("仲裁庭最晚" in hearing.why) is commission


def test_who_may_write_it_down_and_what_is_refused(house, case):
    day = date(2026, 3, 4)
    with pytest.raises(NotAllowed):
        enter(house, case, "filed", day, by=house.outsider_chair)
    enter(house, case, "filed", day)
    for step, on in (("filed", day), ("accepted", date(2026, 3, 6)), ("granted", day)):
        with pytest.raises(NotNow):
            enter(house, case, step, on)
    own = house.case(person=people.person(house.chair.pk), answers=KNOWN)
    with pytest.raises(OwnCase):
        enter(house, own, "filed", day)
    for wrong in ({}, {"perform_by": date(2026, 4, 15), "nothing_due": True}):
        with pytest.raises(NotNow, match="哪天履行"):
            enter(house, case, "award", day, **wrong)
    cases.move(case=case, name="withdraw", by=house.worker)
    with pytest.raises(NotNow, match="撤回"):
        enter(house, case, "accepted", day)


def test_a_mistake_is_struck_out_and_counted_without(house, case, as_):
    row = enter(house, case, "filed", date(2026, 3, 4))
    address = f"/desk/rights/cases/{case.number}/outside/{row.pk}/strike/"
    desk = as_(house.chair)
    assert desk.post(address, {"because": ""}).status_code == 422
    assert desk.post(address, {"because": "是另一件的"}).status_code == 302
    assert alarm(case) == date(2026, 11, 3)
    assert Limitation.objects.of(case.person_id).get(kind="arbitration").ended_on is None
    assert desk.get(address).status_code == 404
    assert "是另一件的" in desk.get(f"/desk/cases/{case.number}/").content.decode()
    assert "是另一件的" not in as_(house.worker).get(f"/my/cases/{case.number}/").content.decode()
    assert PersonLine.objects.filter(action="rights.outside.struck").exists()


def test_both_pages_and_the_form(house, case, as_):
    desk, address = as_(house.chair), f"/desk/rights/cases/{case.number}/outside/"
    given = {
        "step": "award",
        "on": "2026-03-02",
        "office": OFFICE,
        "paper_number": "例裁1号",
        "says": "内部的话",
        "nothing_due": "on",
    }
    assert desk.get(address).status_code == 200
    due = {"nothing_due": "", "perform_by": "2026-03-01"}
    for field, wrong in (("on", "2026-03-09"), ("step", "won"), ("office", ""), ("perform_by", "x")):
        refused = desk.post(address, {**given, field: wrong})
        assert refused.status_code == 422
        assert field in refused.context["form"].errors
    for wrong in (due, {"nothing_due": ""}):
        assert "perform_by" in desk.post(address, given | wrong).context["form"].errors
    late = OutsideForm(given | due | {"step": "court-confirmed"})
    assert late.is_valid()
    assert "nothing_due" in desk.post(address, given | {"perform_by": "2026-04-15"}).context["form"].errors
    assert desk.post(address, {**given, "paper": photo("裁决书.jpg")}).status_code == 302
    row = queries.outside_of(case)[0]
    shown = desk.get(f"/desk/cases/{case.number}/").content.decode()
    for text in ("例裁1号", "内部的话", f"/papers/{row.attachment_id}/", "2026年3月17日", "收到仲裁裁决书"):
        assert text in shown
    mine = as_(house.worker).get(f"/my/cases/{case.number}/").content.decode()
    assert "例裁1号" in mine
    assert "进展" in mine
    assert "内部的话" not in mine
    assert as_(house.outsider_chair).get(address).status_code == 404


def test_legal_aid_and_the_complaint_it_came_from_are_one_claim(house, case, as_):
    enter(house, case, "filed", date(2026, 3, 4))
    aid = cases.hand_over(case=case, to="rights.legal-aid", by=house.chair, consent=True)
    assert {one.kind.value for one in queries.limits_for(aid)} >= {"accept"}
    row = enter(house, aid, "accepted", date(2026, 3, 5), by=house.caseworker, says="律师的话")
    assert alarm(aid) == alarm(case) == date(2026, 4, 20)
    assert len(queries.outside_steps(aid)) == 2
    shown = as_(house.chair).get(f"/desk/cases/{case.number}/").content.decode()
    assert row.get_step_display() in shown
    assert "律师的话" not in shown  # what was noted stays in its own case
    case.refresh_from_db()
    with pytest.raises(NotNow, match="已经登记过"):
        enter(house, case, "accepted", date(2026, 3, 5))
    assert as_(house.chair).get(f"/desk/rights/cases/{case.number}/outside/{row.pk}/strike/").status_code == 404


def test_of_two_forms_sent_at_once_the_later_is_refused(house):
    case = house.case("rights.complaint", answers=KNOWN)
    seen_before = Case.objects.of(case.person_id).get(pk=case.pk)
    given = {"step": OfficeStep.FILED, "on": date(2026, 3, 2), "office": OFFICE, "by": house.caseworker}
    actions.enter_step(case=case, **given)
    with pytest.raises(Changed):
        actions.enter_step(case=seen_before, **given)
    assert len(queries.outside_steps(case)) == 1


def test_the_award_comes_after_the_case_was_closed_and_is_watched_on(house, case, as_, clock):
    aid = cases.hand_over(case=case, to="rights.legal-aid", by=house.chair, consent=True)
    cases.move(case=case, name="resolve", by=house.chair, says="等裁决")
    cases.move(case=aid, name="withdraw", by=house.worker)
    address = f"/desk/rights/cases/{case.number}/outside/"
    assert as_(house.outsider_chair).get(address).status_code == 404
    desk = as_(house.chair)
    assert address in desk.get(f"/desk/cases/{case.number}/").content.decode()
    given = {"step": "settled", "on": "2026-03-03", "office": OFFICE, "perform_by": "2026-03-20"}
    assert desk.post(address, given | {"paper": photo("调解书.jpg")}).status_code == 302
    assert {one.kind for one in queries.limits_for(Case.objects.get(pk=case.pk))} >= {"perform", "enforce"}
    clock.move_to("2026-03-16")
    assert actions.warn_limits(by=CLOCK) == 1
    for person in (house.worker, house.chair):
        assert "申请强制执行" in Notice.objects.get(kind="cases/limit", person_id=person.pk).words
    clock.move_to("2026-03-23")
    case.refresh_from_db()
    way = next(one for one in queries.ways_on(case, None, []) if one.code == Way.ENFORCEMENT)
    assert way.due == date(2028, 3, 20)
    actions.draw_way(case=case, way="enforcement", by=house.chair)
    clock.move_to("2028-01-21")
    assert actions.warn_limits(by=CLOCK) >= 1
    told = Notice.objects.filter(kind="cases/limit", person_id=house.worker.pk).order_by("-pk")[0].words
    assert "申请强制执行的最后一天是2028年3月20日" in told
    enter(house, case, "paid", date(2028, 1, 21))
    clock.move_to("2028-03-14")
    assert actions.warn_limits(by=CLOCK) == 0


def test_a_case_of_another_matter_takes_no_steps(house, as_):
    asked = house.case("rights.question", stage="asked")
    for page in ("outside", "dates", "group"):
        assert as_(house.caseworker).get(f"/desk/rights/cases/{asked.number}/{page}/").status_code == 404


def test_when_the_commission_lets_its_day_pass_the_worker_may_sue(house, case, clock):
    enter(house, case, "filed", date(2026, 3, 4))
    assert Way.SUIT not in {one.code for one in queries.ways_on(case, None, [])}
    clock.move_to("2026-03-12")
    assert Way.SUIT in {one.code for one in queries.ways_on(case, None, [])}
    paper = actions.draw_way(case=case, way="suit", by=house.chair)
    assert documents.facts_of(paper)["award_on"] is None
    enter(house, case, "award", date(2026, 3, 10), nothing_due=True)
    paper = actions.draw_way(case=case, way="suit", by=house.chair)
    assert str(documents.facts_of(paper)["award_on"]) == "2026-03-10"


def test_a_confirmed_agreement_that_is_kept_is_warned_of_no_more(house, clock):
    agreed = a_mediation(house, "agreed")
    given = {"on": date(2026, 3, 5), "perform_by": date(2026, 4, 20)}
    actions.enter_step(case=agreed, step="court-confirmed", office="例区人民法院", by=house.chair, **given)
    assert {one.kind for one in queries.limits_for(agreed)} >= {"enforce"}
    assert {one.code for one in queries.ways_on(agreed, queries.mediation_of(agreed), [])} == set()
    clock.move_to("2026-04-21")
    for promise in Promise.objects.filter(number=agreed.number):
        actions.check_promise(promise=promise, state="kept", says="已到账", by=house.chair)
    assert queries.outside_steps(agreed)[-1].step == "paid"
    assert queries.limits_for(Case.objects.get(pk=agreed.pk)) == []


def test_one_claim_in_two_cases_warns_its_worker_once(house, case, clock):
    cases.hand_over(case=case, to="rights.legal-aid", by=house.chair, consent=True)
    enter(house, case, "filed", date(2026, 3, 4))
    actions.warn_limits(by=CLOCK)
    assert Notice.objects.filter(kind="cases/limit", person_id=house.worker.pk).count() == 1
