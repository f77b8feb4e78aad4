"""Papers as files: each is set as PDF and written as Word, opened again, and its fields are found in both."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from unionhall.documents import actions as documents
from unionhall.documents import queries as papers
from unionhall.documents.kinds import all_kinds
from unionhall.documents.tests.test_typesetting import text_of, words_of
from unionhall.kit.access import NotAllowed
from unionhall.matters import actions as matters
from unionhall.supervision import actions, queries
from unionhall.supervision.models import Inspection, Letter, Warning

from .conftest import OPINION, REMINDER

pytestmark = pytest.mark.django_db


def missing(paper: Any, by: Any, wanted: list[str]) -> list[str]:
    """What is wanted and not found, with the file it is not in."""
    texts = {
        "pdf": text_of(documents.download_pdf(document=paper, by=by)),
        "word": words_of(documents.download_word(document=paper, by=by)),
    }
    tidy = ["".join(words.split()) for words in wanted]
    return [f"{name}: {words}" for name, text in texts.items() for words in tidy if words not in text]


def paper_of(letter: Letter) -> Any:
    return papers.document_at(letter.desk_id, letter.document_id or 0)


def test_a_reminder(house: Any) -> None:
    row = actions.draft_letter(
        kind="reminder", unit=house.townships[0], employer=house.employers[0], facts=REMINDER, by=house.township
    )
    matters.move(matter=row, name="sign", by=house.reviewer, post="chair")
    firm, paper = house.employers[0], paper_of(row)
    wanted = ["工会劳动法律监督提示函", paper.number, paper.code, firm.name, firm.credit_code, "2026年3月5日"]
    wanted += ["春节将至。", "请按时足额支付工资。", "劳动法第五十条", "设立工资专用账户", "10个工作日", "例办事"]
    assert missing(paper, house.reviewer, [*wanted, str(house.township)]) == []


def test_an_opinion_its_records_and_the_recommendation(letter: Any, house: Any, clock: Any) -> None:
    row: Letter = letter("served")
    firm, paper, by = house.employers[0], paper_of(row), house.reviewer
    wanted = ["工会劳动法律监督意见书", paper.number, paper.code, firm.name, firm.credit_code, "例负责人", "05 工资"]
    wanted += ["巡查检查", "2026年1月起未按月足额支付工资。", "工资表", "劳动法第五十条", "12人", "36,000.00"]
    wanted += ["补发拖欠的工资", "2026年3月31日", "15个工作日", "逾期不答复的", "浙监-0001", "浙监-0002"]
    assert missing(paper, by, wanted) == []
    about = queries.inspection_of(row.desk_id, row.inspection_id or 0)
    plan, notes = sorted(
        (one for one in papers.of_subject(about) if one.kind_code == "supervision.record"), key=lambda one: one.pk
    )
    assert missing(plan, by, ["调查方案", "查工资表", about.number, "浙监-0001"]) == []
    wanted = ["调查笔录", about.number, firm.name, "厂区", "人事负责人", "确认欠薪", "浙监-0001", "浙监-0002"]
    assert missing(notes, by, wanted) == []
    clock.move_to("2026-03-27")
    matters.move(matter=row, name="lapse", by=_clock())
    asked = {"authority": "余杭区人力社保局", "summary": "逾期未答复", "suggested": "责令改正"}
    matters.move(matter=row, name="recommend", by=house.caseworker, reason="R2", **asked)
    second = Letter.objects.get(number=row.led_to)
    wanted = ["工会劳动法律监督建议书", "余杭区人力社保局", firm.name, paper.number, "2026年3月5日", "2026年3月26日"]
    wanted += ["R2 逾期未书面答复", "未答复", "2026年1月起未按月足额支付工资。", "责令改正", "移送材料清单", "调查笔录"]
    assert missing(paper_of(second), by, wanted) == []


def test_a_receipt_is_taken_along(letter: Any, house: Any, as_: Any) -> None:
    row: Letter = letter("signed")
    answer = as_(house.township).post(reverse("supervision:letter-receipt", args=[row.number]))
    blank = next(one for one in papers.of_subject(row) if one.kind_code == "supervision.receipt")
    assert answer["Location"] == reverse("documents:detail", args=[blank.pk])
    wanted = ["送达回证", "工会劳动法律监督意见书", paper_of(row).number, house.employers[0].name, "留置送达", "见证人"]
    assert missing(blank, house.township, wanted) == []
    with pytest.raises(NotAllowed):
        actions.draw_receipt(letter=row, by=house.outsider)


def test_the_pack_holds_the_letter_and_the_transfer_lists_it(letter: Any, house: Any) -> None:
    row: Letter = letter("served")
    referral = actions.refer_to_inspectorate(
        letter=row, addressee="余杭区劳动保障监察大队", why="逾期未改正", by=house.caseworker
    )
    transfer = papers.document_at(referral.desk_id, referral.document_id or 0)
    wanted = ["劳动违法线索材料移送函", "余杭区劳动保障监察大队", "逾期未改正", "工会劳动法律监督意见书"]
    assert missing(transfer, house.reviewer, [*wanted, paper_of(row).number]) == []
    pack = actions.file_pack(letter=row, by=house.caseworker)
    assert paper_of(row).number in text_of(pack)
    assert len(PdfReader(BytesIO(pack)).outline) == 1


def test_what_the_worker_and_the_employer_are_told(inspection: Any, house: Any) -> None:
    by = house.township
    first: Inspection = inspection("clue")
    actions.draw_sheet(inspection=first, by=by)
    matters.move(matter=first, name="refuse", by=by, because="有关部门已经受理。")
    second: Inspection = inspection("hear", supervisors=1)
    matters.move(matter=second, name="begin_consult", by=by, both_wish=True)
    matters.move(
        matter=second, name="settle", by=by, on=date(2026, 3, 5), terms="十日内补发。", recovered=5000, people=4
    )
    found = {one.kind_code: one for row in (first, second) for one in papers.of_subject(row)}
    wanted = {
        "supervision.clue-sheet": ["线索登记表", first.number, "巡查检查", "拖欠工资"],
        "supervision.not-accepted": ["不予受理告知书", first.number, "有关部门已经受理。"],
        "supervision.settlement": ["协商和解书", second.number, "十日内补发。", "5,000.00", "2026年3月5日"],
    }
    left = {kind: missing(found[kind], house.reviewer, words) for kind, words in wanted.items()}
    assert [one for one in left.values() if one] == []


def test_a_warning_is_told_to_the_employer_and_its_objection_answered(house: Any) -> None:
    """Both are letters of the union: red head, number, code; what the employer reads is in the PDF and in Word."""
    firm, by = house.employers[0], house.reviewer
    given = {"employer": firm, "by": house.caseworker, "period_from": date(2025, 12, 1), "period_to": date(2026, 3, 1)}
    actions.enter_input(indicator="a", source="authority", value=Decimal(3), **given)
    actions.enter_input(indicator="c", source="tickets", value=Decimal(4), people=4, **given)
    warning = Warning.objects.select_related("unit", "employer").get()
    notice = documents.sign_off(document=actions.draw_notice(warning=warning, by=house.caseworker), by=by, post="主席")
    head = [f"{warning.unit.name}文件", firm.name, firm.credit_code, "2026年3月5日"]
    told = [
        "劳动关系预警告知书",
        notice.number,
        notice.code,
        "红色预警",
        "一、依据的信息",
        "拖欠工资月数",
        "3.00",
        "政府部门名单",
    ]
    told += [
        "2025年12月1日至2026年3月1日",
        "2026年6月3日",
        "不少于3名职工反映（匿名）",
        "二、计算方法",
        "35×100÷100+5×50÷100",
    ]
    told += ["直接触发：拖欠工资月数：红色预警", "以较重的为准", "10个工作日", "书面提出", "用人单位劳动关系预警办法"]
    assert missing(notice, by, [*head, *told]) == []
    assert "4.00" not in text_of(documents.download_pdf(document=notice, by=by))
    matters.move(matter=warning, name="contest", by=house.caseworker, on=date(2026, 3, 5), says="已补发")
    row = queries.inputs_of(firm)[-1]
    matters.move(matter=warning, name="admit", by=by, says="银行回单属实，已补发。", rows=[row])
    draft = next(one for one in papers.of_subject(warning) if one.kind_code == "supervision.contest-ruling")
    ruling = documents.sign_off(document=draft, by=by, post="主席")
    said = [
        "劳动关系预警异议复核答复书",
        ruling.number,
        ruling.code,
        warning.number,
        "异议成立",
        "拖欠工资月数",
        "37.5",
    ]
    assert missing(ruling, by, [*head, *said, "理由", "银行回单属实，已补发。", "印发"]) == []


def _clock() -> Any:
    from unionhall.accounts import queries as accounts

    return accounts.system_user("clock")


def test_a_correction_letter(inspection: Any, house: Any) -> None:
    about: Inspection = inspection("letter", scope="10", title="没有召开职工代表大会")
    facts = OPINION | {"scope": "10", "findings": "两年没有召开职工代表大会。", "sum_involved": Decimal(0)}
    facts |= {"measures": [("召开职工代表大会", date(2026, 3, 31))]}
    row = actions.draft_letter(
        kind="correction", unit=about.unit, employer=about.employer, facts=facts, by=house.township, inspection=about
    )
    matters.move(matter=row, name="sign", by=house.reviewer, post="vice")
    paper, firm = paper_of(row), house.employers[0]
    wanted = ["工会劳动法律监督整改意见书", paper.number, paper.code, firm.name, firm.credit_code, "2026年3月31日"]
    assert (
        missing(paper, house.reviewer, [*wanted, "两年没有召开职工代表大会。", "召开职工代表大会", "15个工作日"]) == []
    )


def test_what_is_said_when_there_is_no_breach(inspection: Any, house: Any) -> None:
    row: Inspection = inspection("hear", supervisors=1)
    actions.add_record(inspection=row, kind="talk", on=date(2026, 3, 5), place="厂区", words="x", by=house.township)
    matters.move(matter=row, name="find_none", by=house.township, explanation="工资表和考勤相符，没有拖欠。")
    paper = next(one for one in papers.of_subject(row) if one.kind_code == "supervision.explanation")
    wanted = ["劳动法律监督情况说明", row.number, "工资表和考勤相符", "没有拖欠。"]
    assert missing(paper, house.reviewer, wanted) == []


def test_a_recheck_and_the_closing_report(letter: Any, house: Any, clock: Any) -> None:
    row: Letter = letter("served")
    about: Inspection = queries.inspection_of(row.desk_id, row.inspection_id or 0)
    clock.move_to("2026-03-27")
    matters.watch(by=_clock())
    row.refresh_from_db()
    clock.move_to("2026-05-08")
    first, second = queries.measures_of(row)
    matters.move(
        matter=row, name="recheck", by=house.township, on=date(2026, 5, 8), place="厂区", team="例监督1",
        employer_signed=True, verdicts={first.pk: "done", second.pk: "done"}, note="抽查三人工资条",
    )  # fmt: skip
    done = {"result": "工资已补发。", "recovered": Decimal("36000"), "people": 12}
    matters.move(matter=row, name="close", by=house.township, **done)
    about.refresh_from_db()
    matters.move(matter=about, name="close", by=house.township, **done)
    found = {one.kind_code: one for subject in (row, about) for one in papers.of_subject(subject)}
    wanted = ["劳动法律监督复查记录", "厂区", "例监督1", "补发拖欠的工资", "抽查三人工资条"]
    assert missing(found["supervision.recheck"], house.reviewer, wanted) == []
    wanted = ["劳动法律监督结案报告", about.number, row.number, "工资已补发。", "36,000.00", "12"]
    assert missing(found["supervision.closing"], house.reviewer, wanted) == []


def test_no_paper_is_left_out() -> None:
    """Each kind of the room is opened above, by its code or by its title."""
    opened = Path(__file__).read_text(encoding="utf-8")
    kinds = [one for one in all_kinds() if one.code.startswith("supervision.")]
    assert [one.code for one in kinds if one.code not in opened and str(one.title) not in opened] == []
