"""Membership told in pages: moving with one's job, a union from nothing, a whole roster at once."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.browser import PHONE
from tests.cast import credit_code, id_number
from tests.journeys.someone import Someone
from unionhall.cases import tasks as cases
from unionhall.orgs import queries as orgs

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_membership_follows_when_the_old_union_says_nothing(house, somebody, clock):
    new = house.unions[4]
    worker = somebody("worker", on=PHONE)
    worker.opens("/services/people.transfer/").presses("开始").fills(
        union=new.code, employment="contract", because="换了单位"
    )
    worker.presses("下一步").presses("提交").sees("已提交", house.unions[0].name)
    number = worker.reads(".reference .number")

    clock.move_to("2026-03-19 23:00")
    cases.watch_clocks.call_local()
    worker.comes_in().opens(f"/my/cases/{number}/").sees(house.unions[0].name)
    clock.move_to("2026-03-20 09:00")  # ten working days are over
    cases.watch_clocks.call_local()
    worker.comes_in().opens(f"/my/cases/{number}/").sees(new.name)

    chair = somebody("outsider_chair", on=PHONE)
    chair.opens("/desk/").presses("会籍接转").presses("接收").presses("接收", within="main form").sees("已接转")
    worker.opens("/my/card/").sees(new.name)
    worker.opens("/my/membership/").sees(new.name, house.unions[0].name)


def test_a_union_is_founded_and_a_move_is_rehearsed(house, somebody, clock):
    firm, worker = house.uncovered[0], somebody("newcomer", on=PHONE)
    town, county = somebody("township"), somebody("reviewer")
    number = applies(worker, firm)
    county.opens(f"/desk/cases/{number}/").presses("批准成立筹备组").fills(approval_no="余总工〔2026〕8号")
    county.presses("批准成立筹备组", within="main form").sees("筹备中")
    worker.opens(f"/my/cases/{number}/").presses("报送选举结果")
    worker.fills(elected_on="2026-03-04", members="10", voters="9", committee="3").presses(
        "报送选举结果", within="form"
    )
    county.opens(f"/desk/cases/{number}/").presses("批复成立").fills(
        approval_no="余总工〔2026〕9号", term_start="2026-03-05", term_years="5"
    )
    county.presses("批复成立", within="main form").sees("待法人登记")
    county.presses("法人资格登记").fills(credit_code=credit_code(900, registry="81"))
    county.presses("法人资格登记", within="main form").sees("已成立并登记")
    [union] = orgs.unions_covering(firm)
    assert union.name == "例商贸店工会委员会"
    town.opens(f"/desk/orgs/units/{union.code}/").sees(firm.name)

    clock.move_to("2026-03-06")
    county.comes_in().opens(f"/desk/orgs/units/{union.code}/change/").fills(
        kind="move", target=house.townships[1].code, approval_no="余总工〔2026〕10号", reason="单位搬到仓前街道"
    )
    county.presses("预演").sees("会影响到", "仓前街道总工会")
    assert orgs.parent_of(orgs.unit(union.pk)) == house.townships[0], "a rehearsal changes nothing"
    county.fills(approval_no="余总工〔2026〕10号").presses("执行", within="main form").sees("已完成")
    assert orgs.parent_of(orgs.unit(union.pk)) == house.townships[1]


def applies(worker: Someone, firm) -> str:
    worker.opens("/services/orgs.founding/").presses("开始")
    worker.fills(credit_code=firm.credit_code, kind="single").presses("下一步").presses("下一步")
    worker.fills(
        willing="10",
        opinion="agrees",
        union_name="例商贸店工会委员会",
        group="3",
        contact="例新来",
        phone="13900000021",
    )
    worker.presses("下一步").presses("提交").sees("已提交")
    return worker.reads(".reference .number")


def test_a_roster_comes_in_from_a_sheet(house, somebody, tmp_path):
    union = house.unions[0]
    chair = somebody("chair")
    chair.opens("/desk/people/rosters/new/").attaches("file", roster(tmp_path, union.code)).presses("上传并检查")
    chair.sees("新增", "有误", "将写入 2 行", "校验不符")
    chair.presses("确认导入").sees("导入完成")
    chair.opens(f"/desk/people/?unit={union.code}").sees("例甲", "例乙").sees_no("例丙")


def roster(folder: Path, union: str) -> Path:
    """Three rows, one of them with a wrong check digit."""
    path = folder / "名册.xlsx"
    good = id_number(803)
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    rows = [
        ("姓名", "证件号码", "手机号", "工会编号"),
        ("例甲", id_number(801), "13900080001", union),
        ("例乙", id_number(802), "13900080002", union),
        ("例丙", wrong, "13900080003", union),
    ]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write_string(number, column, value)
    return path
