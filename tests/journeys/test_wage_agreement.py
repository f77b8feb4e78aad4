"""A wage agreement from the offer to the wall of the workshop, and how the county's coverage moves by it."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.browser import PHONE
from tests.journeys.someone import Someone, figure
from unionhall.matters import tasks as matters

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COVERAGE = "bargaining.coverage"
FIRST = "第一条 年度工资增长百分之四。\n第二条 最低月工资二千五百元。"
SECOND = "第一条 年度工资增长百分之五。\n第二条 最低月工资二千六百元。\n第三条 每月十日前发工资。"
WAYS = {"workers": ("chair", "congress"), "employer": ("legal-head", "appointed")}  # a chief's, and the others'
TEXT = {"text": SECOND, "term_from": "2026-04-01", "term_to": "2027-03-31", "contents": ["system", "payment"]}
BALLOTS = {"body": "congress", "total": "30", "present": "25", "issued": "25", "returned": "25", "no": "3"}


def test_wages_are_agreed_from_offer_to_publication(house, somebody, clock, minute_passes, looked_at, tmp_path):
    chair, leader = somebody("chair"), somebody("province_leader")
    levels = [house.townships[0], house.counties[0], house.province]
    minute_passes()
    assert [figure(leader, unit, COVERAGE)[1] for unit in levels] == ["0 / 3", "0 / 6", "0 / 24"]
    talks = offers(chair, house.employers[0], looked_at)
    sides_sit_down(chair, talks)
    asks_the_staff(chair, talks, looked_at)
    meets_twice(chair, talks, looked_at)
    writes_up(chair, talks, looked_at)
    clock.move_to("2026-03-13")
    is_voted_and_signed(chair.comes_in(), talks)

    clock.move_to("2026-03-30 23:00")
    matters.watch_matters.call_local()
    chair.comes_in().opens(talks).sees("行政部门审查")
    clock.move_to("2026-03-31 09:00")  # fifteen days, moved on from a Saturday, are over in silence
    matters.watch_matters.call_local()
    chair.comes_in().opens(talks).sees("已生效，待公布", "期满未提出异议，自动生效")
    is_published(chair, talks, tmp_path, looked_at)

    worker = somebody("worker", on=PHONE)
    worker.opens("/my-work/").presses("工资专项集体合同").sees("5", "2,600")
    assert SECOND in worker.page.locator("main").inner_text(), "each article on a line of its own"
    looked_at(worker, "wages-worker")
    minute_passes()
    leader.comes_in()
    assert [figure(leader, unit, COVERAGE)[1] for unit in levels] == ["1 / 3", "1 / 6", "1 / 24"]


def offers(chair: Someone, firm: Any, looked_at: Any) -> str:
    """The offer and the firm's reply."""
    chair.opens("/desk/bargaining/rounds/").presses("发出（登记）要约").fills(
        kind="WAGE", employer=firm.credit_code, side="workers", offered_on="2026-03-02", issues="工资增长和最低工资"
    )
    chair.presses("保存", within="main form").sees("已要约，待答复", "至少3人")
    looked_at(chair, "wages-offer")
    talks = chair.path
    chair.presses("登记答复").fills(on="2026-03-04", meeting_on="2026-03-05", meeting_place="二楼会议室")
    chair.presses("登记答复", within="main form").sees("已答复，准备协商")
    return talks


def sides_sit_down(chair: Someone, talks: str) -> None:
    """Three of the workers, four of the firm: refused with words, until one of them leaves."""
    chair.opens(f"{talks}delegates/")
    for side, names in (("workers", ["例主席", "例甲", "例乙"]), ("employer", ["例经理", "例丙", "例丁", "例戊"])):
        for name in names:
            chair.fills(
                side=side, name=name, chief=name == names[0], chosen_on="2026-03-03",
                chosen_by=WAYS[side][name != names[0]],
            )  # fmt: skip
            chair.presses("登记", within="main form").sees(name)
    chair.opens(talks).presses("开始协商").fills(on="2026-03-05").presses("开始协商", within="main form")
    chair.sees("用人单位方").sees("不得多于")
    assert chair.page.locator("[name=on]").input_value() == "2026-03-05"
    chair.opens(f"{talks}delegates/").presses("离任 例戊").fills(on="2026-03-05").presses("保存", within="main form")
    chair.sees("双方代表符合当地规定")
    chair.opens(talks).presses("开始协商").fills(on="2026-03-05").presses("开始协商", within="main form")
    chair.sees("协商中")


def asks_the_staff(chair: Someone, talks: str, looked_at: Any) -> None:
    """A survey by groups: how many wish what, and no names."""
    chair.presses("征集职工意见").fills(
        title="工资协商征集意见", closes_on="2026-03-10", questions="最希望改善什么｜基本工资｜加班工资｜餐补"
    )
    chair.presses("保存", within="main form").presses("工资协商征集意见")
    chair.fills(group="一车间", filled="12", n0_0="9", n0_1="2", n0_2="1").presses("登记", within="main form")
    chair.sees("填写 12 人")
    looked_at(chair, "wages-survey")


def meets_twice(chair: Someone, talks: str, looked_at: Any) -> None:
    """Two meetings in the matrix: ours, theirs, the law's floor, and what was agreed."""
    for topic in ("raise", "lowest-pay"):
        chair.opens(f"{talks}clauses/new/").fills(topic=topic).presses("保存", within="main form")
    offered = {1: (("8", "2"), ("2800", "2400")), 2: (("6", "4"), ("2600", "2550"))}
    for number, clauses in offered.items():
        chair.opens(f"{talks}meetings/new/").fills(
            on="2026-03-05", place="二楼会议室", recorder="例记录", minutes=f"第{number}次，双方各自说明理由。",
            signed_workers=True, signed_employer=True,
        )  # fmt: skip
        chair.presses("保存", within="main form").opens(f"{talks}matrix/")
        for clause, sides in zip(("年度工资增长幅度", "最低月工资"), clauses, strict=True):
            for side, value in zip(("workers", "employer"), sides, strict=True):
                chair.presses(f"登记意见 {clause}").fills(meeting=f"第{number}次会议", side=side, value=value).presses(
                    "保存", within="main form"
                )
    for clause, value in (("年度工资增长幅度", "5"), ("最低月工资", "2600")):
        chair.presses(f"登记约定 {clause}").fills(value=value).presses("保存", within="main form")
    chair.sees("第 1 次", "第 2 次", "2,490", "2,400", "2,800", "2,600")
    looked_at(chair, "wages-matrix")


def writes_up(chair: Someone, talks: str, looked_at: Any) -> None:
    """Two versions beside each other: what went, what came."""
    chair.opens(talks).presses("草案新版本").fills(text=FIRST, note="初稿").presses("保存", within="main form")
    chair.presses("形成草案").fills(on="2026-03-05", **TEXT).presses("形成草案", within="main form").sees("草案已形成")
    chair.presses("草案第 2 稿")
    assert chair.reads("del") == "第一条 年度工资增长百分之四。"
    assert "百分之五" in chair.reads("ins")
    chair.sees("每月十日前发工资")
    looked_at(chair, "wages-draft")


def is_voted_and_signed(chair: Someone, talks: str) -> None:
    """More than half of all delegates; before the count there is no signing. Then to the authority."""
    chair.opens(talks).presses("提交职代会").fills(on="2026-03-13").presses("提交职代会", within="main form")
    assert not chair.is_offered("双方签字")
    chair.presses("登记表决结果").fills(on="2026-03-13", yes="26", abstain="0", **BALLOTS)
    chair.presses("保存", within="main form").sees("之和不能多于收回的票")
    chair.fills(yes="20", abstain="2").presses("保存", within="main form").sees("通过", "须 16 票")
    chair.presses("双方签字").fills(
        on="2026-03-13", contract_no="2026-1", signed_workers="例主席", signed_employer="例经理"
    )
    chair.presses("双方签字", within="main form").sees("已签字，待报送")
    chair.presses("报送审查").fills(on="2026-03-13", authority="余杭区人力资源和社会保障局")
    chair.presses("报送审查", within="main form").sees("已报送，待签收")
    chair.presses("登记签收").fills(on="2026-03-13").presses("登记签收", within="main form").sees("行政部门审查")


def is_published(chair: Someone, talks: str, folder: Path, looked_at: Any) -> None:
    """On the wall, with a photo of it; it stands in the register."""
    wall = folder / "公示栏.jpg"
    Image.new("RGB", (640, 480), "white").save(wall, "JPEG")
    chair.presses("公布合同").fills(on="2026-03-31").attaches("papers", wall).presses("公布合同", within="main form")
    chair.sees("已公布", "公示栏.jpg")
    chair.opens("/desk/bargaining/agreements/").sees("工资专项集体合同", "履行中", "30")
    looked_at(chair, "wages-register")
