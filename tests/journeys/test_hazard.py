"""A danger photographed by a phone nobody knows: checked, mended, looked at again, closed, and told to who reported."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.browser import PHONE
from tests.journeys.someone import Someone, figure

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def photo(folder: Path, name: str, colour: str) -> Path:
    path = folder / name
    Image.new("RGB", (640, 480), colour).save(path, "JPEG")
    return path


def test_a_danger_is_reported_mended_and_told_back(
    house, somebody, stranger, clock, looked_at, minute_passes, tmp_path
):
    firm, town = house.employers[0], house.townships[0]
    number, code = reports(stranger, firm, photo(tmp_path, "冲床.jpg", "red"), looked_at)
    desk, leader = somebody("township", on=PHONE), somebody("reviewer")
    desk.opens("/desk/").presses("机械设备").sees("匿名")
    desk.page.locator(".card:has-text('隐患办理') a.number").click()
    hazard = desk.path
    desk.sees("现场材料1.jpg", number)
    verifies(desk, looked_at)
    signs_the_notice(leader, hazard, firm)
    rechecks(desk, hazard, photo(tmp_path, "已恢复.jpg", "green"), clock, looked_at)
    assert not desk.opens(hazard).is_offered("销号"), "who rechecked does not close"
    leader.comes_in().opens(hazard).presses("销号").presses("销号", within="main form").sees("已销号")
    looked_at(leader, "hazard-closed")

    reporter = somebody(on=PHONE)  # another browser: only number and code are needed
    reporter.opens("/follow/").fills(number=number, code=code).presses("查看进度")
    reporter.sees("已办结", town.name, "隐患已整改，复查照片见附件", "已恢复.jpg")
    looked_at(reporter, "hazard-follow")
    picture = reporter.page.request.get(
        reporter.page.locator("main a:has-text('已恢复.jpg')").get_attribute("href") or ""
    )
    assert (picture.status, picture.headers["content-type"]) == (200, "image/jpeg")
    minute_passes()
    assert figure(leader, town, "safety.in_time_rate")[1] == "1 / 1"


def reports(stranger: Someone, firm: Any, picture: Path, looked_at: Any) -> tuple[str, str]:
    """From the code on the wall of the workshop; number and code to ask with."""
    stranger.opens(f"/safety/report/{firm.credit_code}/?spot=三号车间冲床旁")
    assert stranger.page.locator("[name=spot]").input_value() == "三号车间冲床旁"
    stranger.presses("下一步").fills(kind="01", grade="general").attaches("photo", picture)
    looked_at(stranger, "hazard-what")
    stranger.presses("下一步").fills(facts="双手按钮短接了，一只手就能开。").presses("下一步")
    stranger.sees("冲床.jpg", firm.name).fills(agree_0=True).presses("提交", within="main").sees("已提交", "查询码")
    looked_at(stranger, "hazard-sent")
    number, code = (stranger.reads(f".reference strong.number >> nth={n}") for n in (0, 1))
    return number, code


def verifies(desk: Someone, looked_at: Any) -> None:
    """What is really there, in the union's own words, then the notice to the firm."""
    desk.presses("核实").fills(found="双手操作按钮被短接，单手可以启动。", basis="生产设备安全卫生设计总则")
    looked_at(desk, "hazard-verify")
    desk.presses("核实", within="main form").sees("已核实")
    desk.presses("向用人单位提出").fills(measure="恢复双手按钮", fix_by="2026-03-12")
    desk.presses("向用人单位提出", within="main form").sees("已通知", "隐患整改")


def signs_the_notice(leader: Someone, hazard: str, firm: Any) -> None:
    """Signed by another; who reported is in no line of it."""
    leader.opens(hazard).presses("整改", within=".card:has-text('文书')").presses("签发").fills(post="副主席")
    leader.presses("签发并编号", within="main form").sees("已签发", firm.credit_code)
    leader.presses("查看内容（留痕）").sees("双手操作按钮被短接", "恢复双手按钮").sees_no("一只手就能开")


def rechecks(desk: Someone, hazard: str, proof: Path, clock: Any, looked_at: Any) -> None:
    """Answered, mended; without a photo nothing is mended."""
    desk.opens(hazard).presses("登记用人单位答复").fills(
        employer_said="马上恢复", measure="恢复双手按钮", responsible="例主任", fix_by="2026-03-12"
    )
    desk.presses("登记用人单位答复", within="main form").presses("方案可行，跟踪整改")
    desk.presses("方案可行，跟踪整改", within="main form").sees("整改中")
    clock.move_to("2026-03-12 15:00")
    desk.comes_in().opens(hazard).presses("复查合格").fills(rechecked_on="2026-03-12")
    desk.presses("复查合格", within="main form")
    assert desk.path.endswith("/moves/recheck/")
    desk.attaches("photo", proof).presses("复查合格", within="main form").sees("复查合格，待销号", "已恢复.jpg")
    looked_at(desk, "hazard-rechecked")
