"""Two people at the same second, two taps of one finger: each with a connection of its own."""

import pytest

from tests.at_once import at_once
from unionhall.cases import actions, queries
from unionhall.cases.models import Case, CaseEvent
from unionhall.cases.refusals import Changed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
]


def test_two_deciding_one_case_at_the_same_second(house):
    case = house.case(stage="working")
    copies = [queries.case_for(house.chair, case.number) for _each in range(2)]

    def resolve(copy):
        return lambda: actions.move(case=copy, name="resolve", by=house.chair, says="已补发")

    results = at_once(*(resolve(copy) for copy in copies))
    assert sorted(type(result).__name__ for result in results) == ["Case", "Changed"]
    assert str(next(r for r in results if isinstance(r, Changed)))
    assert CaseEvent.objects.filter(case_id=case.pk, move="resolve").count() == 1


def test_one_form_sent_twice_at_the_same_second(house):
    sends = [lambda: house.case(token="one-form")] * 2
    results = at_once(*sends)
    assert {getattr(result, "pk", result) for result in results} == {Case.objects.of(house.worker).get().pk}


def test_an_anonymous_form_sent_twice_at_the_same_second(house):
    sends = [lambda: house.case(anonymous=True, token="anonymous", sender_id=4_000_000_002)] * 2
    results = at_once(*sends)
    found = Case.objects.filter(person_id=4_000_000_002)
    assert found.count() == 1
    assert any(getattr(result, "pk", None) == found.get().pk for result in results)


def test_numbers_are_never_given_twice(house):
    results = at_once(*([lambda: house.case().number] * 4))
    assert len(set(results)) == 4, results
