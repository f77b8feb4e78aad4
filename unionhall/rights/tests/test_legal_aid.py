"""法律援助: whose means are checked, who decides, the roster with its load, result, money, objection above."""

from datetime import date
from decimal import Decimal

import pytest

from unionhall.accounts import queries as accounts
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.refusals import SameHands
from unionhall.documents import queries as documents
from unionhall.funds.models import Payable
from unionhall.kit.access import NotAllowed
from unionhall.people import queries as people
from unionhall.rights import actions, queries
from unionhall.rights.forms import AidApplication, LawyerForm
from unionhall.rights.models import Assignment, Lawyer, LegalAid
from unionhall.rights.refusals import AlreadyThere, NoRoom, NotNow, OverIncome

from .making import a_lawyer

ASKED = {"kind": "union", "group": "worker", "stage": "arbitration", "cause": "51"}


def aid(house, stage="", **answers):
    case = house.case(
        "rights.legal-aid",
        answers={**ASKED, **answers},
        sealed={"claim": "付清工资", "income": answers.pop("income", None)},
    )
    if stage in ("granted", "helping"):
        cases.move(case=case, name="grant", by=house.reviewer, says="符合条件")
    if stage == "helping":
        cases.move(case=case, name="assign", by=house.caseworker, lawyer=a_lawyer(house))
    return case


@pytest.mark.parametrize(
    ("kind", "group", "cause", "free"),
    [
        ("union", "worker", "25", True),
        ("state", "migrant", "51", True),
        ("state", "migrant", "54", True),
        ("state", "migrant", "25", False),
        ("state", "welfare", "25", True),
        ("state", "no-income", "25", True),
        ("state", "worker", "51", False),
    ],
)
def test_whose_means_are_not_checked(kind, group, cause, free):
    assert queries.no_means_check(kind, group, cause) is free


def test_the_county_has_it_and_its_clock_goes_by_the_kind(house):
    case = aid(house)
    assert case.unit == house.counties[0]
    assert str(case.stage_due_on) == "2026-03-16"  # 7 working days
    assert str(aid(house, kind="state", group="migrant").stage_due_on) == "2026-03-12"  # 7 days


def test_state_aid_goes_by_the_standard_of_the_day(house):
    case = aid(house, kind="state", income="3000")
    with pytest.raises(OverIncome):
        cases.move(case=case, name="grant", by=house.reviewer, says="x")
    poor = aid(house, kind="state", income="2490")
    cases.move(case=poor, name="grant", by=house.reviewer, says="符合标准")
    row = queries.aid_of(poor)
    assert (row.granted, row.rule["value"], row.decided_by_id) == (True, "2490", house.reviewer.pk)


def test_only_who_may_grant_grants(house):
    case = aid(house)
    with pytest.raises(NotAllowed):
        cases.move(case=case, name="grant", by=house.caseworker, says="x")
    with pytest.raises(NotAllowed):
        cases.move(case=case, name="grant", by=house.outsider_reviewer, says="x")


def test_a_time_almost_over_means_help_first(house):
    assert queries.aid_of(aid(house, deadline="2026-03-10")).urgent
    assert not queries.aid_of(aid(house, deadline="2026-03-12")).urgent


def test_a_refusal_is_written_and_decided_above_when_objected_to(house):
    case = aid(house)
    cases.move(case=case, name="refuse", by=house.reviewer, says="不属于援助范围")
    assert [one.kind_code for one in documents.of_subject(case)] == ["rights.legal-aid-refusal"]
    cases.move(case=case, name="object", by=house.worker, says="我认为属于")
    assert case.unit == house.cities[0]
    assert str(case.stage_due_on) == "2026-03-10"
    cases.move(case=case, name="overrule", by=house.city_leader, says="属于")
    assert (case.unit, case.stage_code) == (house.counties[0], "granted")
    assert queries.aid_of(case).granted


def test_nobody_decides_the_objection_to_their_own_refusal(house):
    case = aid(house)
    cases.move(case=case, name="refuse", by=house.city_leader, says="不属于援助范围")
    cases.move(case=case, name="object", by=house.worker, says="我认为属于")
    with pytest.raises(SameHands):
        cases.move(case=case, name="uphold", by=house.city_leader, says="维持")


def test_without_objection_a_refusal_stands(house, clock):
    case = aid(house)
    cases.move(case=case, name="refuse", by=house.reviewer, says="不属于援助范围")
    clock.move_to("2026-04-10")
    cases.escalate_late(by=accounts.system_user("clock"))
    assert read_cases.case_of(case.person_id, case.pk).outcome == "declined"


def test_lawyers_by_field_and_load(house):
    first, second, other = a_lawyer(house, 1), a_lawyer(house, 2), a_lawyer(house, 3, fields=["4"])
    above = a_lawyer(house, 4, unit=house.counties[0], most=1)
    a_lawyer(house, 5, certified_until=date(2026, 3, 1))
    a_lawyer(house, 6, active=False)
    assert [one.pk for one in queries.lawyers_for(house.counties[0], "51")] == [first.pk, second.pk, above.pk, other.pk]
    cases.move(case=aid(house, "granted"), name="assign", by=house.caseworker, lawyer=first)
    assert [one.pk for one in queries.lawyers_for(house.counties[0], "51")] == [second.pk, above.pk, first.pk, other.pk]
    cases.move(case=aid(house, "granted"), name="assign", by=house.caseworker, lawyer=above)
    assert above.pk not in [one.pk for one in queries.lawyers_for(house.counties[0], "51")]
    with pytest.raises(NoRoom):
        cases.move(case=aid(house, "granted"), name="assign", by=house.caseworker, lawyer=above)


def test_the_roster_is_the_countys_own(house):
    with pytest.raises(NotAllowed):
        actions.enter_lawyer(
            unit=house.counties[0], by=house.outsider, name="x", firm="x", certificate="13301202610000001",
            certified_until=date(2027, 1, 1), fields=["5"], most=1,
        )  # fmt: skip
    a_lawyer(house, 1)
    with pytest.raises(AlreadyThere):
        a_lawyer(house, 1)


def test_another_lawyer_takes_over(house):
    case = aid(house, "helping")
    cases.move(case=case, name="assign", by=house.caseworker, lawyer=a_lawyer(house, 2))
    assert sorted(Lawyer.objects.values_list("name", "load")) == [("例律师1", 0), ("例律师2", 1)]
    assert Assignment.objects.filter(number=case.number, ended_on=None).count() == 1


def test_result_money_and_subsidy(house, as_):
    case = aid(house, "helping")
    cases.move(case=case, name="progress", by=house.caseworker, says="开庭", stage="suit")
    given = {"result": "won", "recovered": Decimal("9800.75"), "subsidy": Decimal("1500"), "archive_no": "2026-援-1"}
    cases.move(case=case, name="finish", by=house.caseworker, says="胜诉", **given)
    row = LegalAid.objects.of(case.person_id).get()
    assert (row.stage, row.result, row.recovered, row.archive_no) == ("suit", "won", Decimal("9800.75"), "2026-援-1")
    owed = Payable.objects.get()
    assert (owed.amount, owed.payee, owed.unit, owed.state) == (Decimal("1500"), "例律师1", house.counties[0], "owed")
    assert Lawyer.objects.get().load == 0
    assert Assignment.objects.get().result == "won"
    assert owed.number in as_(house.reviewer).get(f"/desk/cases/{case.number}/").content.decode()


def test_withdrawn_the_lawyer_has_room_again(house):
    case = aid(house, "helping")
    cases.move(case=case, name="withdraw", by=house.worker)
    assert Lawyer.objects.get().load == 0


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"kind": "state", "group": "worker"}, "income", id="no-income-declared"),
        pytest.param({"income": "-1"}, "income", id="negative-income"),
        pytest.param({"promise": ""}, "promise", id="no-promise"),
        pytest.param({"amount": "很多"}, "amount", id="no-number"),
        pytest.param({"claim": ""}, "claim", id="no-claim"),
    ],
)
def test_the_application_says_what_is_missing(house, given, field):
    data = {**ASKED, "employer": house.employers[0].name, "facts": "x", "claim": "x", "promise": "on", **given}
    wrong = AidApplication(data, person=people.person(house.worker.pk))
    assert not wrong.is_valid()
    assert list(wrong.errors) == [field]


def test_a_certificate_has_seventeen_digits():
    assert "certificate" in LawyerForm({"certificate": "123"}).errors


def test_pages_of_the_roster(house, as_):
    desk = as_(house.caseworker)
    assert desk.get("/desk/rights/lawyers/").status_code == 200
    good = {
        "name": "例律师", "firm": "例所", "certificate": "13301202610000001", "certified_until": "2026-03-20",
        "fields_of_work": ["5"], "most": "3", "active": "on",
    }  # fmt: skip
    assert desk.post("/desk/rights/lawyers/new/", {**good, "most": "0"}).status_code == 422
    assert desk.post("/desk/rights/lawyers/new/", good).status_code == 302
    assert desk.post("/desk/rights/lawyers/new/", good).status_code == 422
    row = Lawyer.objects.get()
    assert desk.post(f"/desk/rights/lawyers/{row.pk}/", {**good, "most": "5"}).status_code == 302
    case = aid(house, "granted")
    shown = desk.get(f"/desk/cases/{case.number}/moves/assign/").content.decode()
    assert "例律师" in shown
    assert desk.post(f"/desk/cases/{case.number}/moves/assign/", {"lawyer": str(row.pk)}).status_code == 302
    assert case.number in desk.get("/desk/rights/lawyers/ledger/").content.decode()
    for what in ("roster", "ledger"):
        assert desk.get(f"/desk/rights/lawyers/export/{what}/").status_code == 200
        assert desk.post(f"/desk/rights/lawyers/export/{what}/")["Content-Type"].endswith("sheet")
    assert "例律师" in desk.get(f"/desk/cases/{case.number}/").content.decode()
    assert as_(house.outsider).get(f"/desk/rights/lawyers/{row.pk}/").status_code == 404


def test_first_help_comes_before_the_papers(house, as_):
    form = {"kind": "state", "group": "worker", "cause": "55", "stage": "suit", "promise": "on"}
    late = house.case("rights.legal-aid", answers={**form, "deadline": "2026-03-09"})
    aid = queries.aid_of(late)
    assert (aid.urgent, aid.means_checked, aid.income) == (True, True, None)
    cases.move(case=late, name="grant", by=house.reviewer, says="时效将满，先行援助")
    at_ease = house.case("rights.legal-aid", answers={**form, "deadline": "2026-05-09"})
    with pytest.raises(OverIncome):
        cases.move(case=at_ease, name="grant", by=house.reviewer, says="同意")
    for name, more, needed in (("a time near its end", {"deadline": "2026-03-09"}, False), ("none", {}, True)):
        asked = AidApplication({**form, **more}, person=people.person(house.worker.pk))
        assert ("income" in asked.errors) is needed, name


def test_a_lawyer_is_not_assigned_twice(house):
    aid = house.case("rights.legal-aid", answers={"kind": "union", "group": "worker", "stage": "consult"})
    lawyer = a_lawyer(house)
    cases.move(case=aid, name="grant", by=house.reviewer, says="符合")
    cases.move(case=aid, name="assign", by=house.caseworker, lawyer=lawyer)
    with pytest.raises(NotNow, match="已经指派"):
        cases.move(case=aid, name="assign", by=house.caseworker, lawyer=lawyer)
