"""The main job as a story: from a worker's phone to the Board of the province, through real pages only."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.browser import PHONE
from tests.cast import id_number
from tests.journeys.someone import Someone
from unionhall.worklist import actions as worklist

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COURIER = {"name": "例骑手", "id_number": id_number(700), "phone": "13900070000", "password": "evening-Tea-2026"}
ON_TIME_ITEM, JOINING_ITEM = "Y26-C03", "Y26-B02"
JOINING, MEMBERS, ON_TIME = "people.joining_rate", "people.members", "rights.on_time_rate"


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Two photos, as a phone's camera makes them."""
    made = []
    for name, colour in (("工资单.jpg", "white"), ("聊天记录.jpg", "grey")):
        stored = BytesIO()
        Image.new("RGB", (600, 800), colour).save(stored, "JPEG")
        (tmp_path / name).write_bytes(stored.getvalue())
        made.append(tmp_path / name)
    return made


@pytest.fixture
def the_list(house: Any) -> str:
    """In January the province issued three items once: joining, members, and rights handled on time."""
    items = worklist.load_items(year=2026, issuer=house.province, by=house.province_leader, only={"B02", "C03"})
    members = worklist.write_item(
        issuer=house.province, year=2026, category="B", title="会员人数", kind="number", source="figure",
        figure="people.members", measure="人", target=Decimal(160), split="equal", levels=[1, 2, 3, 4, 5],
        starts_on=date(2026, 1, 1), due_on=date(2026, 12, 31), by=house.province_leader,
    )  # fmt: skip
    for item in [*items, members]:
        worklist.issue(item=item, by=house.province_leader)
    return members.code


def board(leader: Someone, unit: Any, figure: str) -> tuple[str, str]:
    """A figure of a unit as its page on the Board shows it: (value, numerator / denominator)."""
    leader.opens(f"/board/{unit.code}/{figure}/")
    note = leader.page.locator(".stat .stat-note")
    return leader.reads(".stat .stat-value"), note.inner_text() if note.count() else ""


def list_value(leader: Someone, unit: Any, code: str) -> str:
    """What the one list says of a unit's share of the item now."""
    leader.opens(f"/desk/worklist/items/330000/{code}/{unit.code}/")
    return leader.reads(".answers > div:has(dt:text-is('现值')) dd")


def test_one_worker_one_month_every_level(house, somebody, stranger, clock, photos, the_list, minute_passes):
    union, town, county, city, province = (
        house.unions[0], house.townships[0], house.counties[0], house.cities[0], house.province,
    )  # fmt: skip
    levels = [union, town, county, city, province]
    leader = somebody("province_leader")
    minute_passes()
    assert [board(leader, unit, MEMBERS)[0] for unit in levels] == ["2", "2", "2", "4", "4"]
    assert [board(leader, unit, JOINING)[1] for unit in levels] == ["2 / 30", "2 / 60", "2 / 120", "4 / 240", "4 / 480"]
    assert [list_value(leader, unit, JOINING_ITEM) for unit in levels] == [
        "6.7% · 2 ÷ 30", "3.3% · 2 ÷ 60", "1.7% · 2 ÷ 120", "1.7% · 4 ÷ 240", "0.8% · 4 ÷ 480",
    ]  # fmt: skip

    worker = stranger
    joins(worker, union)
    chair = somebody("chair", on=PHONE)
    approves(chair)
    has_a_card(worker, union)

    minute_passes()
    assert [board(leader, unit, MEMBERS)[0] for unit in levels] == ["3", "3", "3", "5", "5"]
    assert [board(leader, unit, JOINING)[1] for unit in levels] == ["3 / 30", "3 / 60", "3 / 120", "5 / 240", "5 / 480"]
    assert [list_value(leader, unit, JOINING_ITEM) for unit in levels] == [
        "10.0% · 3 ÷ 30", "5.0% · 3 ÷ 60", "2.5% · 3 ÷ 120", "2.1% · 5 ÷ 240", "1.0% · 5 ÷ 480",
    ]  # fmt: skip
    assert [list_value(leader, unit, the_list) for unit in levels] == ["3 人", "3 人", "3 人", "5 人", "5 人"]

    clock.move_to("2026-03-19 09:30")
    worker.signs_in(COURIER["phone"], COURIER["password"])
    number = complains(worker, house.uncovered[0], photos)
    worker.sees(town.name)

    desk = somebody("township")
    returns(desk, number)
    county_desk = somebody("caseworker")
    dispatches(county_desk, number, town)
    meets(desk, worker, number, clock)
    closes(desk, number)

    leader.signs_in("province_leader")
    minute_passes()
    assert [board(leader, unit, ON_TIME)[1] for unit in levels[1:]] == ["1 / 1"] * 4
    assert "100.0%" in list_value(leader, town, ON_TIME_ITEM)

    rates_two_stars(worker, somebody(on=PHONE))
    minute_passes()
    assert [board(leader, unit, ON_TIME)[1] for unit in levels[1:]] == ["0 / 0"] * 4

    worker.opens(f"/my/cases/{number}/").sees(county.name, house.reviewer.name, "处理中")
    reviewer = somebody("reviewer")
    reviewer.opens("/desk/").sees("待签收的诉求", "拖欠工资")
    reviewer.presses("拖欠工资", within=".card:has-text('待签收的诉求')").sees("重新办理")
    closes(reviewer, number)

    minute_passes()
    assert [board(leader, unit, ON_TIME)[1] for unit in levels[1:]] == ["0 / 0", "1 / 1", "1 / 1", "1 / 1"]
    assert "100.0%" in list_value(leader, county, ON_TIME_ITEM)
    assert "100.0%" in list_value(leader, province, ON_TIME_ITEM)
    sees_the_rows_she_may(reviewer, county, number)
    sees_only_the_number(somebody("outsider_reviewer"), county, number)


def joins(worker: Someone, union: Any) -> None:
    """They scan the code on the wall."""
    worker.opens(f"/join/?union={union.code}").sees(union.name)
    worker.fills(**COURIER, agree=True, agree_sensitive=True).presses("下一步")
    assert worker.page.locator("[name=union]").input_value() == union.code
    worker.presses("下一步").fills(employment="platform", new_form="courier").presses("下一步")
    worker.fills(declare=True).presses("下一步")
    worker.presses("提交").sees("已提交", union.name)


def approves(chair: Someone) -> None:
    """One line on Today."""
    chair.opens("/desk/").presses("加入工会").presses("批准入会").presses("批准入会", within="main form").sees("已入会")


def has_a_card(worker: Someone, union: Any) -> None:
    worker.opens("/my/card/").sees(COURIER["name"], union.name)
    assert worker.page.locator(".member-card .qr").is_visible()


def complains(worker: Someone, firm: Any, photos: list[Path]) -> str:
    """Where, what, since when; the number they are given."""
    worker.opens("/services/rights.complaint/").presses("开始")
    worker.fills(employer=firm.name).presses("下一步")
    worker.presses("下一步")
    worker.fills(cause="51", since="2026-01-01").presses("下一步")
    worker.fills(facts="一月和二月的工资没有发。", amount="9800").attaches("evidence", *photos).presses("下一步")
    worker.fills(wish="把工资要回来").presses("下一步")
    worker.sees(firm.name, "工资单.jpg", "聊天记录.jpg").fills(secrecy="hidden", agree_0=True, agree_1=True)
    worker.presses("提交", within="main").sees("已提交")
    return worker.reads(".reference .number")


def returns(desk: Someone, number: str) -> None:
    desk.opens(f"/desk/cases/{number}/").sees("工资单.jpg").presses("退回").fills(says="工作地像是在隔壁街道")
    desk.presses("退回", within="main form")


def dispatches(county: Someone, number: str, town: Any) -> None:
    county.opens(f"/desk/cases/{number}/").sees("工作地像是在隔壁街道").presses("转派")
    county.fills(code=town.code, says="核过地址，就在这里").presses("转派", within="main form")


def meets(desk: Someone, worker: Someone, number: str, clock: Any) -> None:
    """键对键 → 面对面."""
    desk.opens(f"/desk/cases/{number}/").presses("受理").presses("受理", within="main form").sees("办理中")
    desk.presses("约面谈").fills(first="2026-03-20T14:00", place="五常街道职工服务站", with_name="例镇办")
    desk.presses("约面谈", within="main form")
    worker.opens(f"/my/cases/{number}/").sees("五常街道职工服务站").presses("就选这个时间")
    code = worker.reads("main strong.number >> nth=-1")
    clock.move_to("2026-03-20 13:58")
    desk.signs_in("township")
    desk.opens("/desk/cases/check-in/").fills(code=f"{number}-{code}").presses("签到", within="main form")
    desk.sees("已到场签到")
    worker.signs_in(COURIER["phone"], COURIER["password"])


def closes(desk: Someone, number: str) -> None:
    desk.opens(f"/desk/cases/{number}/").presses("办结").fills(says="单位已补发一月、二月工资。")
    desk.presses("办结", within="main form").sees("已办结")


def rates_two_stars(worker: Someone, elsewhere: Someone) -> None:
    """By the link only they have, from a phone that is not signed in; the second time it is spent."""
    worker.opens("/my/notices/").presses("去看看")
    link = worker.path
    assert link.startswith("/rate/")
    elsewhere.opens(link).fills(stars="2", says="拖了很久").presses("提交评价").sees("上一级工会重新办理")
    elsewhere.opens(link).sees("已经用过")


def sees_the_rows_she_may(reviewer: Someone, county: Any, number: str) -> None:
    reviewer.opens(f"/board/{county.code}/{ON_TIME}/").presses("维权诉求办结数：查看明细").sees(number)
    reviewer.presses(number).sees("单位已补发一月、二月工资。")


def sees_only_the_number(neighbour: Someone, county: Any, number: str) -> None:
    assert board(neighbour, county, ON_TIME)[1] == "1 / 1"
    neighbour.sees_no(number)
    assert not neighbour.is_offered("查看明细")
    answer = neighbour.page.goto(f"/desk/cases/{number}/")
    assert answer is not None
    assert answer.status == 404
