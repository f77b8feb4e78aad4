"""One item of the list: issued by the province, divided by the county, proved by the township, accepted above it."""

from pathlib import Path

import pytest
from PIL import Image

from tests.browser import PHONE
from tests.journeys.someone import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_an_item_goes_down_and_its_proof_comes_up(house, somebody, tmp_path, minute_passes):
    province, county, town = somebody("province_leader"), somebody("reviewer"), somebody("township", on=PHONE)
    item = issues(province)
    divides(county, item, house)
    signs_and_proves(town, item, house.townships[0], photo(tmp_path))
    county.opens("/desk/").sees("佐证").opens("/desk/worklist/evidence/").presses("创新工作室").presses("采信")

    town.opens(f"{item}330110005/").sees("已采信", "0 个")
    minute_passes()
    town.opens(f"{item}330110005/").sees("1 个")
    for unit in (house.counties[0], house.cities[0], house.province):
        province.opens(f"{item}{unit.code}/").sees("1 个")
    province.opens(f"{item}{house.counties[1].code}/").sees("0 个")


def issues(province: Someone) -> str:
    """The item's address."""
    province.opens("/desk/worklist/new/").fills(
        category="D", title="职工创新工作室", kind="number", target="16", measure="个", source="evidence",
        evidence_kinds=["photo", "note"], checker="上一级工会生产保护部", levels=["1", "2", "3", "4"], split="equal",
        starts_on="2026-01-01", due_on="2026-12-31",
    )  # fmt: skip
    province.presses("保存", within="main").presses("下达", within="main form")
    return province.path.partition("?")[0]


def divides(county: Someone, item: str, house) -> None:
    """Three for one township, one for the other: together what the county owes."""
    first, second = house.townships[:2]
    county.opens(f"{item}{house.counties[0].code}/split/")
    county.fills(**{f"t{first.pk}": "3", f"t{second.pk}": "1"}).presses("保存").sees("4")


def signs_and_proves(town: Someone, item: str, unit, file: Path) -> None:
    town.opens(f"{item}{unit.code}/").sees("3 个").presses("签收", within="main form").sees("由谁负责")
    town.presses("提交佐证").fills(kind="photo", words="五常街道挂牌一家").attaches("file", file)
    town.presses("提交", within="main form").sees("待审核")


def photo(folder: Path) -> Path:
    path = folder / "挂牌.jpg"
    Image.new("RGB", (320, 240), "red").save(path, "JPEG")
    return path
