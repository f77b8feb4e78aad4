"""complaint → mediation → legal aid → supervision → aid: nothing typed twice, consent each time, results come back."""

import pytest

from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.catalogue import services
from unionhall.cases.refusals import ConsentNeeded
from unionhall.people.models import Consent
from unionhall.rights import queries

from .making import moved_on

GIVEN = {"cause": "51", "since": "2026-01-05", "employed": "no", "left_on": "2026-02-27", "wish": "付清工资"}


def complaint(house, **given):
    return house.case(answers=GIVEN, sealed={"facts": "两个月没发工资", "amount": "9800"}, stage="working", **given)


def again(case):
    return read_cases.case_of(case.person_id, case.pk)


def test_through_all_of_them(house):
    case = complaint(house)
    for to in ("rights.mediation", "rights.legal-aid", "supervision.clue", "aid.hardship"):
        if to not in services:
            continue
        source, by = case, house.reviewer
        with pytest.raises(ConsentNeeded):
            cases.hand_over(case=source, to=to, by=by, consent=False)
        case = cases.hand_over(case=source, to=to, by=by, consent=True)
        assert case.handed_over_from == source.pk
        assert Consent.objects.filter(subject_id=f"{source.number}:{to}").count() == 1
        told = read_cases.sealed(case)
        assert "两个月没发工资" in "".join(str(value) for value in told.values())
        if to not in case.service.hands_over_to and not case.service.hands_over_to:
            break
    assert case.service_code in ("aid.hardship", "supervision.clue")


def test_what_was_told_stands_in_the_mediation_and_its_unit_keeps_it(house):
    case = complaint(house, secrecy="hidden")
    assert case.unit == house.townships[0]
    new = cases.hand_over(case=case, to="rights.mediation", by=house.township, consent=True)
    assert (new.unit, new.employer) == (house.townships[0], house.employers[0])
    assert read_cases.sealed(new)["claim"] == "付清工资"
    assert queries.claims_of(queries.mediation_of(new))["applicant"] == "付清工资"
    assert again(case).stage_code == "mediation"


def test_consent_to_the_hand_over_is_consent_to_mediate(house):
    case = complaint(house, agreed=["cases.sensitive"])
    cases.hand_over(case=case, to="rights.mediation", by=house.chair, consent=True)
    assert again(case).stage_code == "mediation"


def test_an_agreement_closes_the_complaint(house):
    case = complaint(house)
    new = cases.hand_over(case=case, to="rights.mediation", by=house.chair, consent=True)
    moved_on(house, new, "agreed")
    origin = again(case)
    assert (origin.stage_code, origin.outcome) == ("resolved", "done")
    words = "".join(entry.words for entry in read_cases.timeline(origin, for_worker=True))
    assert new.number in words


def test_a_failed_one_gives_the_complaint_back(house):
    case = complaint(house)
    new = cases.hand_over(case=case, to="rights.mediation", by=house.chair, consent=True)
    moved_on(house, new, "mediating")
    cases.move(case=new, name="fail", by=house.chair, says="差距太大", reason="failed")
    origin = again(case)
    assert origin.stage_code == "working"
    assert "差距太大" in "".join(entry.words for entry in read_cases.timeline(origin, for_worker=True))


def test_the_end_of_legal_aid_is_told_to_where_it_came_from(house):
    case = complaint(house)
    new = cases.hand_over(case=case, to="rights.legal-aid", by=house.chair, consent=True)
    assert new.unit == house.counties[0]
    cases.move(case=new, name="withdraw", by=house.worker)
    origin = again(case)
    assert origin.stage_code == "working"
    assert new.number in "".join(entry.words for entry in read_cases.timeline(origin, for_worker=True))


def test_days_learned_go_along(house):
    """When the time began anew decides the last day in the next service as well."""
    case = house.case(answers={"cause": "25", "known_on": "2025-03-31", "restarted_on": "2025-09-30"}, stage="working")
    for to in ("rights.mediation", "rights.legal-aid"):
        made = cases.hand_over(case=case, to=to, by=house.chair, consent=True)
        assert made.answers["restarted_on"] == "2025-09-30"
