"""Staff who read English still write into the house in its own language."""

import pytest
from django.utils.translation import gettext_lazy, override

from unionhall.cases import actions
from unionhall.cases.refusals import WordsNeeded
from unionhall.channels.models import Notice


def test_what_is_told_is_in_the_language_of_the_house(house):
    with override("en"):
        case = house.case()
        actions.write_to_worker(case=case, words="请带上合同。", by=house.chair)
    told = Notice.objects.filter(person_id=house.worker.pk)
    assert {"工会给您留言"} < {notice.title for notice in told}
    assert case.title == "维权投诉"


def test_a_refusal_is_in_the_language_of_the_reader(house):
    case = house.case()
    with override("en"):
        with pytest.raises(WordsNeeded) as refused:
            actions.send_back(case=case, by=house.chair, reason="")
        assert str(refused.value) == "Say why you send it back."
    assert str(refused.value) == "请写明退回理由。"


def test_a_case_is_called_what_the_house_calls_it(house):
    with override("en"):
        case = house.case(headline=gettext_lazy("拖欠工资"))
    assert case.title == "拖欠工资"
