"""Addresses in letters: with province and city, and none of them twice."""

import pytest

from unionhall.supervision.actions.facts import _whole

PLACE = "浙江省杭州市余杭区五常街道"


@pytest.mark.parametrize(
    "address", ["东篱路129号", "五常街道东篱路129号", "余杭区五常街道东篱路129号", f"{PLACE}东篱路129号"]
)
def test_no_place_stands_twice(address: str) -> None:
    assert _whole(PLACE, address) == f"{PLACE}东篱路129号"


def test_an_address_elsewhere_in_the_city_keeps_its_own_words() -> None:
    assert _whole(PLACE, "余杭区文一西路1号") == "浙江省杭州市余杭区文一西路1号"
