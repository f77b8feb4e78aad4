"""Entering people: checked, sealed, once."""

import pytest

from unionhall.accounts import directory
from unionhall.accounts import queries as accounts
from unionhall.audit.models import PersonLine
from unionhall.kit.identity import BadNumber
from unionhall.people import actions, queries
from unionhall.people.choices import Basis
from unionhall.people.models import Person

from .numbers import id_number, phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return accounts.system_user("importer")


def enter(clerk, n=1, **facts):
    facts = {"name": "王小明", "id_kind": "", "id_number": id_number(n), "phone": phone(n), **facts}
    return actions.register_person(by=clerk, **facts)


def test_what_the_number_tells_is_kept_and_the_number_is_sealed(clerk):
    person = enter(clerk)
    stored = Person.objects.get(pk=person.pk)
    assert (stored.sex, stored.birth_date.isoformat(), stored.id_kind) == ("m", "1901-03-15", "resident")
    assert str(stored.id_number) == f"330***********{id_number(1)[-4:]}"
    assert str(stored.phone) == "199****0001"
    token = Person.objects.filter(pk=person.pk).extra(select={"raw": "id_number"}).values_list("raw", flat=True)[0]
    assert id_number(1) not in str(token)
    assert directory.find("id", id_number(1).lower()) == person.pk
    line = PersonLine.objects.get(person_id=person.pk)
    assert line.action == "people.person.registered"
    assert id_number(1) not in str(line.details)


def test_a_wrong_check_digit_is_refused_with_words(clerk):
    good = id_number(1)
    wrong = good[:-1] + ("1" if good[-1] != "1" else "2")
    with pytest.raises(BadNumber):
        enter(clerk, id_number=wrong)
    assert not Person.objects.exists()


@pytest.mark.parametrize("same", [{"id_number": id_number(1)}, {"phone": phone(1)}])
def test_a_known_number_or_phone_is_found_before_writing(clerk, same):
    first = enter(clerk)
    with pytest.raises(actions.AlreadyThere) as refused:
        enter(clerk, 2, name="李四", **same)
    assert refused.value.person == first
    assert Person.objects.count() == 1


def test_two_people_of_one_name_and_birth_date_are_two(clerk):
    enter(clerk, 1)
    enter(clerk, 3)
    assert Person.objects.count() == 2


def test_consent_as_the_basis_needs_separate_consent_to_sensitive_data(clerk):
    """CN-1."""
    with pytest.raises(actions.NoSeparateConsent):
        enter(clerk, basis=Basis.CONSENT)
    assert not Person.objects.exists()
    assert enter(clerk, basis=Basis.CONSENT, consented=True).pk


def test_a_sensitive_fact_waits_for_separate_consent(clerk):
    person = enter(clerk)
    with pytest.raises(actions.NoSeparateConsent):
        actions.edit_person(person=person, by=clerk, basis=Basis.CONSENT, political_status="群众")
    given = {"purpose": "people.sensitive", "text_version": "1", "separate": True, "channel": "portal"}
    consent = actions.give_consent(person=person, by=clerk, **given)
    actions.edit_person(person=person, by=clerk, basis=Basis.CONSENT, political_status="群众")
    assert actions.give_consent(person=person, by=clerk, **given) == consent
    actions.withdraw_consent(consent=consent, by=clerk)
    assert not queries.has_consent(person, "people.sensitive")


def test_a_new_phone_sets_the_old_one_free(clerk):
    person = enter(clerk)
    actions.change_phone(person=person, phone="+86 199-0000-0009", by=clerk)
    assert directory.find("phone", phone(1)) is None
    assert directory.find("phone", phone(9)) == person.pk
    enter(clerk, 2, phone=phone(1))
    with pytest.raises(actions.AlreadyThere):
        actions.change_phone(person=person, phone=phone(1), by=clerk)
