"""Appeals against a target (worklist.md §4.1): once, in time, answered one level up without the sum falling short."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from unionhall.channels.models import Notice
from unionhall.kit.access import NotAllowed
from unionhall.kit.refusal import Refusal
from unionhall.worklist import actions, queries
from unionhall.worklist.models import Appeal, Slip
from unionhall.worklist.refusals import AlreadyDecided, FallsShort, NotNow
from unionhall.worklist.today import LINES

pytestmark = pytest.mark.django_db
WHY = "本区企业外迁，基数减少"


def appeal(share: Any, by: Any, wanted: Any = 20) -> Appeal:
    return actions.appeal(share=share, wanted=Decimal(wanted), words=WHY, by=by)


def test_a_county_appeals_once_and_the_city_answers(issued, house, share_of):
    share = share_of(issued(), house.counties[0])  # 25 of 50, beside counties[1]
    assert share.target == 25
    with pytest.raises(NotAllowed):
        appeal(share, house.outsider)
    appeal(share, house.caseworker)
    with pytest.raises(NotNow, match="一次"):
        appeal(share, house.caseworker)
    line = next(one for one in LINES if one.code == "worklist.appeals")
    assert line.find(house.city_leader, 5)[0] == 1
    assert [line.find(one, 5)[0] for one in (house.reviewer, house.province_leader)] == [0, 0]  # did not give it
    assert Notice.objects.of(house.city_leader).filter(kind="worklist/appeal").count() == 1
    with pytest.raises(NotAllowed):
        actions.answer_appeal(share=share, target=None, words="维持", by=house.reviewer)
    answered = actions.answer_appeal(share=share, target=None, words="任务不变", by=house.city_leader)
    assert (answered.state, share_of(share.item, share.unit).target) == ("declined", 25)
    with pytest.raises(AlreadyDecided):
        actions.answer_appeal(share=share, target=None, words="再答", by=house.city_leader)


def test_a_target_is_lowered_only_when_the_sum_still_holds(issued, house, share_of):
    item = issued()
    share, beside = share_of(item, house.counties[0]), share_of(item, house.counties[1])
    appeal(share, house.caseworker)
    with pytest.raises(FallsShort):
        actions.answer_appeal(share=share, target=Decimal(20), words="同意", by=house.city_leader)
    assert Appeal.objects.get().state == "open"
    more = {beside.unit_id: Decimal(30)}
    actions.split(item=item, unit=house.cities[0], targets=more, versions={}, by=house.city_leader)
    actions.answer_appeal(share=share, target=Decimal(20), words="同意", by=house.city_leader)
    assert share_of(item, share.unit).target == 20
    assert not queries.sums_of(item, house.cities[0]).short


@pytest.mark.parametrize(("wanted", "words"), [(25, WHY), (0, WHY), (Decimal("20.5"), WHY), (20, "太高")])
def test_an_appeal_asks_for_less_and_says_why(issued, house, share_of, wanted, words):
    with pytest.raises(Refusal):
        actions.appeal(
            share=share_of(issued(), house.counties[0]), wanted=Decimal(wanted), words=words, by=house.caseworker
        )
    assert not Appeal.objects.exists()


def test_after_the_days_for_signing_it_is_too_late(issued, house, share_of, clock):
    share = share_of(issued(), house.counties[0])
    clock.move_to("2026-03-20")
    with pytest.raises(NotNow):
        appeal(share, house.caseworker)


def test_who_waits_for_an_answer_is_not_urged_to_sign(issued, house, share_of, clock, clock_user):
    item = issued()
    share, beside = share_of(item, house.counties[0]), share_of(item, house.counties[1])
    appeal(share, house.caseworker)
    clock.move_to("2026-03-23")
    for desk_id in (share.desk_id, beside.desk_id):
        actions.raise_slips(desk_id=desk_id, by=clock_user)
    unsigned = Slip.objects.filter(rule__accept_days__isnull=False)
    assert unsigned.filter(share_id=beside.pk).exists()
    assert not unsigned.filter(share_id=share.pk).exists()


def test_appeals_on_the_page(issued, house, share_of, as_):
    item = issued()
    args = [item.issuer.code, item.code, house.counties[0].code]
    page = reverse("worklist:share", args=args)
    assert "向上一级申诉" in as_(house.caseworker).get(page).content.decode()
    url = reverse("worklist:appeal", args=args)
    assert as_(house.outsider).post(url, {"wanted": "20", "words": WHY}).status_code == 404
    assert as_(house.caseworker).post(url, {"wanted": "20", "words": WHY}, follow=True).status_code == 200
    assert WHY in as_(house.city_leader).get(page).content.decode()
    answer = reverse("worklist:appeal-answer", args=args)
    assert as_(house.caseworker).post(answer, {"words": "自己同意"}).status_code == 404
    refused = as_(house.reviewer).post(answer, {"words": "自己同意"}, follow=True)
    assert "待答复" in refused.content.decode()
    as_(house.city_leader).post(answer, {"words": "任务不变"})
    assert "维持原目标" in as_(house.caseworker).get(page).content.decode()
