"""The ladder of supervision: a clue, two supervisors, an opinion letter without an answer, and then the authority."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from PIL import Image
from pypdf import PdfReader

from tests.browser import PHONE
from tests.journeys.someone import Someone
from unionhall.matters import tasks as matters

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PAPERS = ".card:has(h2:text-is('文书'))"
FACTS = ("余杭样例制造0厂", "劳动法第五十条", "补发拖欠的工资", "2026年3月31日", "¥36,000.00", "15个工作日")
OPINION = {
    "legal_rep": "例负责人", "contact": "例办事 0571-00000000", "findings": "2026年1月起未按月足额支付工资。",
    "evidence": "工资表\n考勤表", "provisions": "劳动法第五十条", "sum_involved": "36000",
    "measure1": "补发拖欠的工资", "measure1_on": "2026-03-31",
}  # fmt: skip


def test_an_unanswered_opinion_goes_to_the_authority(house, somebody, clock, looked_at, tmp_path):
    desk, county, leader = somebody("township"), somebody("caseworker"), somebody("reviewer")
    firm = house.employers[0]
    for number in (1, 2):
        is_registered(county, number)
    matter = inspects(desk, firm, house.counties[0], looked_at)
    letter = drafts(desk, matter, looked_at)
    leader.opens(letter).presses("签发").fills(post="vice").presses("签发", within="main form").sees("已签发，待送达")
    opinion = reads_both_files(desk, letter)
    code = opinion.reads("dt:text-is('验证码') + dd")

    photo = tmp_path / "送达回证.jpg"
    Image.new("RGB", (300, 400), "white").save(photo, "JPEG")
    serves(desk, letter, photo, on="2026-03-05")
    desk.sees("已送达，待答复", "2026年3月26日")
    is_opened_once(desk, somebody(on=PHONE), somebody(on=PHONE), looked_at)

    clock.move_to("2026-03-27 09:00")
    matters.watch_matters.call_local()
    desk.comes_in().opens(letter).sees("逾期未答复", "建议书由县级以上地方总工会发出")
    assert not desk.is_offered("提请政府部门（拟建议书）")
    assert not desk.is_offered("移送劳动保障监察")
    recommendation = asks_the_authority(county.comes_in(), letter, looked_at)
    leader.comes_in().opens(recommendation).presses("签发").fills(post="chair")
    leader.presses("签发", within="main form").sees("工劳监建字〔2026〕1号")
    serves(county, recommendation, photo, on="2026-03-27")
    packs(county, leader, letter)
    hears_back(county, recommendation, clock, looked_at)
    is_genuine(somebody(on=PHONE), code, looked_at)


def is_registered(county: Someone, number: int) -> None:
    """A supervisor with a certificate that runs."""
    county.opens("/desk/supervision/supervisors/new/").fills(
        unit="330110", name=f"例监督{number}", certificate_no=f"浙监-000{number}", issued_on="2025-01-01",
        expires_on="2027-12-31", training_hours="20", exam_score="88",
    )  # fmt: skip
    county.presses("登记", within="main form").sees(f"浙监-000{number}")


def inspects(desk: Someone, firm: Any, county: Any, looked_at: Any) -> str:
    """From the clue to the proven breach; one supervisor alone does not inquire."""
    desk.opens("/desk/supervision/matters/").presses("登记线索").fills(
        employer=firm.credit_code, title="拖欠工资", scope="05", source="patrol", workers="12", words="走访时职工反映。"
    )
    desk.presses("登记线索", within="main form").presses("受理").presses("受理", within="main form")
    matter = desk.path
    is_named(desk, f"例监督1 · 浙监-0001 · {county.name}")
    desk.presses("开展调查").fills(consented=True, plan="查工资表和考勤表。").presses("开展调查", within="main form")
    desk.sees("两名").opens(matter)
    is_named(desk, f"例监督2 · 浙监-0002 · {county.name}")
    looked_at(desk, "letters-matter")
    desk.presses("开展调查").fills(consented=True, plan="查工资表和考勤表。").presses("开展调查", within="main form")
    desk.presses("登记笔录").fills(
        kind="inquiry", on="2026-03-05", place="厂区", heard="人事负责人", words="确认一月起没有足额发工资。"
    )
    desk.presses("登记笔录", within="main form").sees("调查笔录")
    desk.presses("查实违法，转发函").fills(workers="12").presses("查实违法，转发函", within="main form")
    return matter


def is_named(desk: Someone, supervisor: str) -> None:
    desk.presses("指定监督员").fills(supervisor=supervisor).presses("指定监督员", within="main form")
    desk.sees(supervisor.split(" · ")[1])


def drafts(desk: Someone, matter: str, looked_at: Any) -> str:
    """The letter: a law without its article is asked for at the field; what was typed stays."""
    desk.opens(matter).presses("意见书").fills(**OPINION | {"provisions": "劳动法"}).presses("保存草稿")
    desk.sees("请写明法律名称和条款")
    assert desk.page.locator("[name=findings]").input_value() == OPINION["findings"]
    looked_at(desk, "letters-form")
    desk.fills(provisions="劳动法第五十条").presses("保存草稿").sees("拟稿", "补发拖欠的工资")
    assert not desk.is_offered("签发"), "who drafts does not sign"
    return desk.path


def reads_both_files(desk: Someone, letter: str) -> Someone:
    """PDF and Word hold the same facts under the same number."""
    desk.opens(letter).presses("监督意见书", within=PAPERS).sees("工劳监意字〔2026〕1号")
    pdf = "".join(page.extract_text() for page in PdfReader(BytesIO(desk.downloads("下载 PDF"))).pages)
    word = Word(BytesIO(desk.downloads("下载 Word")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    typed = "".join([*(line.text for line in word.paragraphs), *cells])
    for text in (pdf, typed):
        text = "".join(text.split())
        assert [words for words in (*FACTS, "工劳监意字〔2026〕1号") if words not in text] == []
    return desk


def serves(desk: Someone, letter: str, photo: Path, *, on: str) -> None:
    desk.opens(letter).presses("登记送达").fills(way="direct", on=on, place="厂区", receiver="例收件")
    desk.attaches("receipt", photo).presses("登记送达", within="main form")


def is_opened_once(desk: Someone, firm: Someone, other: Someone, looked_at: Any) -> None:
    """The employer's link: whoever opens it first reads it, every other browser finds nothing."""
    desk.presses("监督意见书", within=PAPERS).sees("送达回证.jpg").presses("生成用人单位链接")
    desk.presses("生成链接", within="main form")
    link = "/" + desk.reads(".notice .number").split("/", 3)[3]
    firm.opens(link).sees("给贵单位发来一份文书").sees_no("足额支付").presses("打开文书")
    firm.sees("未按月足额支付工资", "补发拖欠的工资")
    looked_at(firm, "letters-link")
    answer = other.page.goto(link)
    assert answer is not None
    assert answer.status == 410
    other.sees("链接无效").sees_no("足额支付")
    firm.opens(link).sees("未按月足额支付工资")


def asks_the_authority(county: Someone, letter: str, looked_at: Any) -> str:
    """Only for the reason that holds, and only from county level up."""
    county.opens(letter).sees("R2").presses("提请政府部门（拟建议书）").fills(
        reason="R2", authority="余杭区人力资源和社会保障局", summary="送达后十五个工作日内没有答复。",
        suggested="责令限期支付工资。",
    )  # fmt: skip
    county.presses("提请政府部门（拟建议书）", within="main form").sees("已发建议书")
    county.sees_no("可以提请政府部门处理")
    looked_at(county, "letters-overdue")
    county.page.locator("dt:text-is('已发建议书') + dd a").click()
    county.sees("余杭区人力资源和社会保障局", "拟稿")
    return county.path


def packs(county: Someone, leader: Someone, letter: str) -> None:
    """The transfer letter with its list, signed; then all signed papers as one file."""
    county.opens(letter).presses("移送劳动保障监察").fills(addressee="余杭区劳动保障监察大队", why="逾期不改")
    county.presses("移送劳动保障监察", within="main form").sees("余杭区劳动保障监察大队")
    leader.opens(letter).presses("材料移送函", within=PAPERS).presses("签发").fills(post="主席")
    leader.presses("签发并编号", within="main form").sees("已签发")
    pack = PdfReader(BytesIO(county.opens(letter).downloads("下载材料")))
    text = "".join("".join(page.extract_text() for page in pack.pages).split())
    assert [
        words for words in ("工劳监意字〔2026〕1号", "劳动保障监察大队", "补发拖欠的工资") if words not in text
    ] == []


def hears_back(county: Someone, recommendation: str, clock: Any, looked_at: Any) -> None:
    """What the authority did, in its own number, money and people."""
    clock.move_to("2026-04-09")
    county.comes_in().opens(recommendation).presses("登记部门反馈").fills(
        on="2026-04-08", accepted="yes", case_no="余人社监〔2026〕8号", action="order", recovered="36000", people="12"
    )
    county.presses("登记部门反馈", within="main form").sees("部门已反馈", "责令改正", "余人社监〔2026〕8号")
    looked_at(county, "letters-feedback")


def is_genuine(anybody: Someone, code: str, looked_at: Any) -> None:
    """Whoever holds the paper can ask; the page tells what it is, not what it says."""
    anybody.opens("/verify/").fills(code=code).presses("查验").sees(
        "现行有效", "工劳监意字〔2026〕1号", "余杭样例制造0厂"
    )
    anybody.sees_no("足额支付")
    looked_at(anybody, "letters-verify")
