"""Opening an account on the net, and the ways someone might try to become another person."""

import pytest
from django.urls import reverse

from unionhall.accounts import directory
from unionhall.accounts import queries as accounts
from unionhall.accounts.models import User
from unionhall.people import actions, queries
from unionhall.people.models import Consent, Person
from unionhall.people.refusals import CannotSignUp

from .numbers import id_number, phone

pytestmark = pytest.mark.django_db
GOOD = "evening-Tea-2026"


@pytest.fixture
def portal():
    return accounts.system_user("portal")


@pytest.fixture
def on_roll(house, organiser):
    """Someone a roster brought: on a roll, without an account."""
    person = actions.register_person(name="例名册", id_kind="", id_number=id_number(1), phone=phone(1), by=organiser)
    actions.admit(person=person, unit=house.unions[0], by=organiser, how="imported")
    return person


def given(n=2, **other):
    facts = {"name": "例新人", "id_kind": "resident", "id_number": id_number(n), "phone": phone(n), "password": GOOD}
    return {**facts, "agree": "on", "agree_sensitive": "on", **other}


def sign_up(portal, **facts):
    facts = {"name": "例新人", "id_number": id_number(2), "phone": phone(2), "password": GOOD, **facts}
    agreed = facts.pop("agreed", ("people.membership", "people.sensitive"))
    return actions.sign_up(agreed=agreed, channel="portal", by=portal, **facts)


def test_from_the_code_on_the_wall_to_the_application(house, client):
    url = f"{reverse('people:join')}?union={house.unions[0].code}"
    assert house.unions[0].name in client.get(url).content.decode()
    answer = client.post(url, given())
    assert (answer.status_code, answer["Location"]) == (302, f"/services/people.join/1/?union={house.unions[0].code}")
    person = queries.person(directory.find("id", id_number(2)))
    assert client.get(reverse("people:my-data")).status_code == 200, "signed in"
    assert person.verified_at is None, "until a union has looked at the document"
    kept = set(Consent.objects.of(person).values_list("purpose", "separate", "text_version", "channel"))
    assert kept == {("people.membership", False, "2026-03", "portal"), ("people.sensitive", True, "2026-03", "portal")}


def test_without_the_separate_consent_nothing_is_kept(house, client, portal):
    facts = given()
    del facts["agree_sensitive"]
    assert client.post(reverse("people:join"), facts).status_code == 200
    with pytest.raises(actions.NoSeparateConsent):
        sign_up(portal, agreed=("people.membership",))
    assert directory.find("id", id_number(2)) is None


def test_a_code_of_nowhere_is_said_and_does_no_harm(house, client):
    shown = client.get(f"{reverse('people:join')}?union=nowhere")
    assert shown.status_code == 200
    assert (
        client.post(f"{reverse('people:join')}?union=//evil.example", given())["Location"] == "/services/people.join/"
    )


def test_whoever_is_on_the_roll_claims_the_record(on_roll, portal):
    person = sign_up(portal, name="例名册", id_number=id_number(1), phone=phone(1))
    assert person.pk == on_roll.pk
    assert accounts.user_behind(phone(1)).pk == on_roll.pk
    assert queries.standing_membership(person) is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": phone(9)},  # knows name and number, gives a phone of their own
        {"name": "例别人"},  # knows number and phone
        {"id_number": id_number(3)},  # knows name and phone
    ],
)
def test_knowing_two_of_three_is_not_enough(on_roll, portal, wrong):
    with pytest.raises(CannotSignUp) as refused:
        sign_up(portal, **{"name": "例名册", "id_number": id_number(1), "phone": phone(1), **wrong})
    assert str(refused.value) == str(CannotSignUp())
    assert not User.objects.filter(pk=on_roll.pk).exists()
    assert directory.find("phone", phone(1)) == on_roll.pk
    assert directory.find("phone", phone(9)) is None


def test_an_account_is_never_claimed_a_second_time(house, on_roll, portal):
    facts = {"name": "例名册", "id_number": id_number(1), "phone": phone(1)}
    sign_up(portal, **facts)
    with pytest.raises(CannotSignUp):
        sign_up(portal, **facts, password="another-Tea-2026")
    assert User.objects.get(pk=on_roll.pk).check_password(GOOD)
    worker = queries.person_of(house.worker)
    theirs = {"name": worker.name, "id_number": worker.id_number.reveal(), "phone": worker.phone.reveal()}
    with pytest.raises(CannotSignUp):
        sign_up(portal, **theirs)


def test_whoever_holds_a_post_gets_the_account_from_the_administrator(house, on_roll, portal, chair):
    actions.add_post(person=on_roll, unit=house.unions[0], kind="part", title="组织委员", by=chair)
    with pytest.raises(CannotSignUp):
        sign_up(portal, name="例名册", id_number=id_number(1), phone=phone(1))


def test_a_record_without_a_phone_is_never_claimed(house, organiser, portal):
    actions.register_person(name="例无号", id_kind="", id_number=id_number(5), by=organiser)
    with pytest.raises(CannotSignUp):
        sign_up(portal, name="例无号", id_number=id_number(5), phone=phone(5))


def test_a_weak_password_tells_nothing_about_the_roll(on_roll, portal):
    facts = {"phone": phone(1), "password": "12345678"}
    with pytest.raises(Exception) as known:
        sign_up(portal, name="例名册", id_number=id_number(1), **facts)
    with pytest.raises(Exception) as unknown:
        sign_up(portal, name="例生人", id_number=id_number(7), **facts)
    assert (type(known.value), str(known.value)) == (type(unknown.value), str(unknown.value))


def test_a_merged_record_leads_to_the_one_that_is_kept(house, on_roll, organiser, portal):
    other = actions.register_person(
        name="例名册", id_kind="passport", id_number="E12345678", phone=phone(4), by=organiser
    )
    actions.admit(person=other, unit=house.unions[1], by=organiser)
    actions.merge_people(kept=on_roll, other=other, by=organiser, because="同一人两份档案")
    with pytest.raises(CannotSignUp):
        sign_up(portal, name="例名册", id_kind="passport", id_number="E12345678", phone=phone(4))
    person = sign_up(portal, name="例名册", id_kind="passport", id_number="E12345678", phone=phone(1))
    assert person.pk == on_roll.pk


def test_asking_about_one_number_ends_after_five_tries(house, client, on_roll):
    url = reverse("people:join")
    for n in range(5):
        shown = client.post(url, given(1, name="例名册", phone=phone(20 + n)))
        assert str(CannotSignUp()) in shown.content.decode()
    assert client.post(url, given(1, name="例名册", phone=phone(1))).status_code == 429, "even with the right facts"
    assert not User.objects.filter(pk=on_roll.pk).exists()


def test_a_number_is_tried_only_so_often_however_it_is_written(house, client, on_roll):
    url = reverse("people:join")
    number = id_number(1)
    for n, written in enumerate(
        [number, f" {number} ", f"{number[:6]} {number[6:]}", f"{number[:6]}-{number[6:]}", number]
    ):
        client.post(url, given(1, id_number=written, phone=phone(30 + n)))
    assert client.post(url, given(1, id_number=f"{number[:3]} {number[3:]}", phone=phone(40))).status_code == 429


def test_a_signed_in_person_goes_straight_to_the_application(house, client):
    client.force_login(house.newcomer)
    assert client.get(reverse("people:join"))["Location"] == "/services/people.join/"
    assert client.post(reverse("people:join"), given()).status_code == 302
    assert not Person.objects.filter(name="例新人").exists()
