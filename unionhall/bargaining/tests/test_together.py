"""The same thing entered by two at the same second: there is one of it, and the later is told why."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.at_once import at_once
from unionhall.bargaining import actions
from unionhall.bargaining.models import Agreement, HeadsMeeting, Round
from unionhall.bargaining.refusals import AlreadyTalking, SentBefore
from unionhall.funds import actions as funds
from unionhall.funds.models import Payable
from unionhall.matters import actions as matters
from unionhall.matters.models import Step
from unionhall.matters.refusals import NotedBefore

from .test_congress import set_up
from .test_disclosure import register

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TODAY = date(2026, 3, 5)


def both(work: Callable[[], Any], refused: type[Exception]) -> None:
    """One gets through, the other is refused."""
    results = at_once(work, work)
    assert sum(isinstance(one, refused) for one in results) == 1, results
    assert sum(isinstance(one, Exception) for one in results) == 1, results


def test_heads_settle_one_thing_once(house: Any) -> None:
    congress = set_up(house)
    facts = {"on": TODAY, "place": "室", "total": 6, "present": 5, "about": "高温调休", "settled": "七月起调休"}
    both(lambda: actions.settle_between(congress=congress, by=house.chair, **facts), SentBefore)
    assert HeadsMeeting.objects.count() == 1


def test_one_offer_one_contract_one_note(house: Any) -> None:
    fields = {"unit": house.unions[0], "kind": "WAGE", "employer": house.employers[0], "by": house.chair}
    both(lambda: actions.make_offer(offered_on=TODAY, issues="工资", **fields), AlreadyTalking)
    both(lambda: register(house, 0, house.chair), SentBefore)
    row = Round.objects.select_related("unit", "employer").get()
    assert Agreement.objects.count() == 1
    both(lambda: matters.note(matter=row, words="电话问过", by=house.chair, typed=True) or row, NotedBefore)
    assert Step.objects.filter(matter_id=row.pk, what="note").count() == 1


def test_a_sum_is_owed_once(house: Any) -> None:
    def owe() -> Any:
        return funds.owe(
            unit=house.counties[0], amount=Decimal(800), payee="例律师", purpose="补贴", subject=house.employers[0],
            by=house.caseworker, because="结案",
        )  # fmt: skip

    first, second = at_once(owe, owe)
    assert (first.pk, Payable.objects.count()) == (second.pk, 1)
