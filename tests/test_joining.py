"""Joining and transferring, from the worker's form to the roll: the people room's services run by the cases room."""

from datetime import date

import pytest
from django.urls import reverse

from unionhall.accounts import queries as accounts
from unionhall.audit.models import PersonLine
from unionhall.cases import actions as cases
from unionhall.cases.catalogue import services
from unionhall.cases.models import Case
from unionhall.channels.models import Notice
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


START = "/desk/cases/for/people.transfer/"


def sent_for(client, address, **given):
    """What the form answers, after the page that found the person."""
    page = client.get(address) if "for=" not in address else None
    there = page.headers["Location"] if page is not None else address
    return there, client.post(there, {"employment": "contract", "because": "换了单位", **given})


def test_the_union_that_has_the_member_starts_a_transfer_from_the_person_s_page(client, house, member, chair):
    client.force_login(chair)
    assert f"{START}?person={member.pk}" in client.get(f"/desk/people/{member.pk}/").content.decode()
    there, answer = sent_for(client, f"{START}?person={member.pk}", union=house.unions[4].code)
    case = Case.objects.of(member).get()
    assert answer.headers["Location"] == f"/desk/cases/{case.number}/"
    assert (case.unit, case.stage_code) == (house.unions[0], "requested")
    line = PersonLine.objects.of(member).get(action="cases.case.started-for")
    assert (line.by_id, line.unit_id) == (chair.pk, house.unions[0].pk)
    client.post(there, {"employment": "contract", "union": house.unions[4].code})
    assert Case.objects.of(member).count() == 1, "sent twice, opened once"
    again = sent_for(client, f"{START}?person={member.pk}", union=house.unions[4].code)[1]
    assert "在办" in again.content.decode()


def test_the_member_is_told_who_started_it_and_may_withdraw(client, house, member, worker, chair):
    client.force_login(chair)
    sent_for(client, f"{START}?person={member.pk}", union=house.unions[4].code)
    case = Case.objects.of(member).get()
    notice = Notice.objects.of(member).get(kind="cases/started-for")
    assert str(chair) in notice.words
    client.force_login(worker)
    assert str(chair) in client.get(f"/my/cases/{case.number}/").content.decode()
    cases.move(case=now(case), name="withdraw", by=worker)
    assert queries.standing_membership(member).unit == house.unions[0]


def test_the_union_that_takes_in_finds_the_member_by_exact_papers_only(client, house, member):
    taker, union = house.outsider_chair, house.unions[4]
    client.force_login(taker)
    assert client.get(f"{START}?person={member.pk}").status_code == 404
    number, card = member.id_number.reveal(), f"{house.counties[0].code}00000017"
    RollEntry.objects.filter(person_id=member.pk).update(card_no=card)
    find = f"{START}?unit={union.code}"
    assert find in client.get(f"/desk/people/?unit={union.code}").content.decode()
    for name, text in ((member.name[:1], number), (member.name, number[:-2]), ("别人", card)):
        assert "没有找到" in client.post(find, {"name": name, "number": text}).content.decode()
    for text in (card, number):
        there = client.post(find, {"name": member.name, "number": text}).headers["Location"]
        shown = client.get(there).content.decode()
        assert member.name not in shown
        assert union.code in shown
    assert PersonLine.objects.of(member).filter(action="people.person.recognised", by_id=taker.pk).count() == 2
    elsewhere = sent_for(client, there, union=house.unions[1].code)[1]
    assert "没有办理此事项的权限" in elsewhere.content.decode()
    assert sent_for(client, there, union=union.code)[1].headers["Location"] == "/desk/cases/"
    case = Case.objects.of(member).get()
    assert case.unit == house.unions[0], "the union that has the membership lets go first"
    assert client.get(f"/desk/cases/{case.number}/").status_code == 404
    client.force_login(house.chair)
    assert client.get(there).status_code == 404, "a ticket is one's own"


def test_nobody_asks_through_the_register_by_guessing(house, member, chair):
    for _n in range(50):
        assert people.recognise_member(name="某", number="12", unit=house.unions[0], by=chair) is None
    with pytest.raises(people.TooManyTries):
        people.recognise_member(name="某", number="12", unit=house.unions[0], by=chair)
    with pytest.raises(NotAllowed):
        people.recognise_member(name="某", number="12", unit=house.unions[4], by=chair)
