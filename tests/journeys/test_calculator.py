"""Three numbers on a phone nobody knows; signed in later, the same result stands in one's case, read by the union."""

import pytest

from tests.browser import PHONE
from tests.journeys.someone import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

RESULT = "¥61,600.00"  # seven years at 8,800


def test_a_result_is_read_by_anybody_and_kept_with_a_case(house, stranger, somebody, looked_at):
    case = house.case("rights.complaint", employer=house.employers[0])
    counts(stranger)
    stranger.sees(RESULT, "仅供参考", "劳动合同法", "怎么算的")
    assert not stranger.is_offered("放进去")
    looked_at(stranger, "calculator-stranger")

    worker = somebody("worker", on=PHONE)
    counts(worker)
    worker.presses("放进去").sees("已放进诉求的办理记录", RESULT)
    assert case.number in worker.path
    looked_at(worker, "calculator-case")
    desk = somebody("chair")
    desk.opens(f"/desk/cases/{case.number}/").sees(RESULT, "经济补偿")


def counts(who: Someone) -> None:
    """Found from the start page, by what one would look for."""
    who.opens("/calculators/").presses("经济补偿")
    who.fills(start="2018-09-01", end="2025-05-15", average="8800", average_wage="8000").presses("计算")
