"""Joining and transferring, from the worker's form to the roll: the people room's services run by the cases room."""

from datetime import date

import pytest
from django.urls import reverse

from unionhall.accounts import queries as accounts
from unionhall.cases import actions as cases
from unionhall.cases.catalogue import services
from unionhall.kit.access import NotAllowed
from unionhall.kit.models import FigureDelta
from unionhall.kit.refusal import Refusal
from unionhall.people import actions as people
from unionhall.people import queries
from unionhall.people.models import RollEntry

pytestmark = pytest.mark.django_db


def ask(code, person, by, **answers):
    return cases.open_case(service=services[code], person=person, answers=answers, by=by, token=f"{code}{person.pk}")


def stands(unit, code):
    return sum(
        FigureDelta.objects.filter(unit_id=unit.pk, count=code, day=date(2026, 3, 5)).values_list("n", flat=True)
    )


def now(case):
    """The case read anew, as every page does: an object that was refused a move is not used again."""
    return type(case).objects.of(case.person_id).get(pk=case.pk)


@pytest.fixture
def person(newcomer):
    return queries.person_of(newcomer)


@pytest.fixture
def member(worker):
    return queries.person_of(worker)


def test_the_employers_union_gets_it_and_admits(house, newcomer, person, chair):
    case = ask("people.join", person, newcomer, employment="contract", new_form="")
    assert case.unit == house.unions[0]
    cases.move(case=now(case), name="admit", by=chair, union="", group="一组")
    standing = queries.standing_membership(person)
    assert (standing.unit, standing.case_id, standing.group) == (house.unions[0], case.pk, "一组")
    assert queries.person(person.pk).verified_at is not None
    assert RollEntry.objects.get(person_id=person.pk).verified
    assert (stands(house.unions[0], "people.members"), stands(house.unions[0], "people.joined")) == (1, 1)
    assert now(case).is_closed


def test_a_chosen_union_comes_first_and_a_township_places_it_beneath(house, newcomer, person, township):
    case = ask("people.join", person, newcomer, union=house.unions[1].code, employment="platform", new_form="rider")
    assert case.unit == house.unions[1]
    cases.move(case=now(case), name="withdraw", by=newcomer)
    assert now(case).outcome == "withdrawn"
    type(person).objects.filter(pk=person.pk).update(employer=None)
    lone = queries.person(person.pk)
    other = cases.open_case(
        service=services["people.join"], person=lone, by=newcomer, token="second",
        answers={"place": house.townships[0].division_id, "employment": "platform", "new_form": "rider"},
    )  # fmt: skip
    assert other.unit == house.townships[0]
    with pytest.raises(people.UnionTakesNoMembers):
        cases.move(case=now(other), name="admit", by=township, union="", group="")
    with pytest.raises(NotAllowed):
        cases.move(case=now(other), name="admit", by=township, union=house.unions[4].code, group="")
    assert queries.standing_membership(lone) is None
    cases.move(case=now(other), name="admit", by=township, union=house.unions[1].code, group="")
    assert queries.standing_membership(lone).unit == house.unions[1]
    assert queries.person(lone.pk).new_form == "rider"


def test_members_do_not_join_twice(house, worker, member):
    with pytest.raises(Refusal):
        ask("people.join", member, worker, employment="contract")


def test_it_goes_back_and_forth_and_is_refused_with_a_reason(house, newcomer, person, chair):
    case = ask("people.join", person, newcomer, employment="contract")
    with pytest.raises(Refusal):
        cases.move(case=now(case), name="send_back", by=chair)
    cases.move(case=now(case), name="send_back", by=chair, says="请补身份证照片")
    cases.move(case=now(case), name="send_again", by=newcomer, says="已补")
    with pytest.raises(Refusal):
        cases.move(case=now(case), name="admit", by=house.outsider_chair, union="", group="")
    cases.move(case=now(case), name="ask_group", by=chair, says="请说明是否在本车间工作")
    cases.move(case=now(case), name="give_opinion", by=chair, says="是本车间职工")
    cases.move(case=now(case), name="refuse", by=chair, says="不是本单位职工", reason="not-a-worker-here")
    assert now(case).outcome == "declined"
    assert queries.standing_membership(person) is None


def test_a_transfer_is_let_go_and_taken_over_in_one_step(house, worker, member, chair):
    new = house.unions[4]
    case = ask("people.transfer", member, worker, union=new.code, employment="contract", because="换了单位")
    assert case.unit == house.unions[0]
    cases.move(case=now(case), name="release", by=chair)
    assert now(case).unit == new
    assert queries.standing_membership(member).unit == house.unions[0], "a member there until the new one accepts"
    card = queries.standing_membership(member).card_no
    with pytest.raises(Refusal):
        cases.move(case=now(case), name="accept", by=chair, group="")
    cases.move(case=now(case), name="accept", by=house.outsider_chair, group="")
    standing = queries.standing_membership(member)
    assert (standing.unit, standing.card_no, standing.how) == (new, card, "transferred")
    assert standing.member_since == date(2020, 1, 1)
    assert stands(new, "people.members") + stands(house.unions[0], "people.members") == 0, "no growth for the province"
    assert stands(new, "people.joined") == 0


def test_silence_of_the_old_union_lets_go_after_ten_working_days(house, worker, member, clock):
    case = ask("people.transfer", member, worker, union=house.unions[4].code, employment="contract")
    clock.move_to("2026-03-19 23:00")
    cases.escalate_late(by=accounts.system_user("clock"))
    assert now(case).stage_code == "requested", "the tenth working day is not over"
    clock.move_to("2026-03-20 09:00")
    cases.escalate_late(by=accounts.system_user("clock"))
    assert now(case).stage_code == "released"


def test_the_form_on_the_net_from_the_scanned_code(house, client, newcomer, person, chair):
    client.force_login(newcomer)
    first = f"{reverse('cases:ask', args=['people.join', 1])}?union={house.unions[1].code}"
    assert house.unions[1].code in client.get(first).text
    answer = client.post(first, {"union": house.unions[1].code})
    for given in ({"employment": "contract", "new_form": ""}, {"declare": "on"}):
        assert answer.status_code == 302, answer.content.decode()[:3000]
        answer = client.post(answer["Location"], given)
    check = client.get(answer["Location"])
    assert check.status_code == 200
    sent = client.post(answer["Location"], {"token": check.context["token"], "sure": "on"})
    assert sent.status_code == 302
    assert "sent" in sent["Location"]
