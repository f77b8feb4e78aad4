"""Every paper of this room, as PDF and as Word: what must stand in it stands in it."""

import io
from datetime import date
from typing import Any

import pytest

from unionhall.cases import actions as cases
from unionhall.documents import actions as documents
from unionhall.documents import looks
from unionhall.documents import queries as read_documents
from unionhall.kit.access import NotAllowed
from unionhall.rights import actions
from unionhall.rights.models import AuthorityReport, Promise
from unionhall.rights.papers import KINDS

from .making import a_group, a_lawyer, a_mediation, speak_for

FIELDS = {
    "rights.mediation-invitation": ("余杭样例制造0厂", "付清工资", "¥14,800.50", "例甲", "2026年3月20日"),
    "rights.mediation-application": ("付清工资", "两个月没发工资", "口头申请", "2026年3月5日"),
    "rights.mediation-record": ("要一万五", "只给一万", "会议室", "未到场", "例甲"),
    "rights.mediation-agreement": (
        "例职工", "例经理", "特别授权", "¥9,800.50", "出具离职证明", "司法确认", "签名或盖章",
    ),
    "rights.mediation-end": ("未达成协议", "2027年3月1日", "第二十七条"),
    "rights.confirm-arbitration": ("劳动人事争议仲裁委员会", "2026年3月20日", "共同申请"),
    "rights.confirm-court": ("人民法院", "2026年4月7日", "共同申请"),
    "rights.payment-order": ("支付令", "¥14,800.50", "第十六条"),
    "rights.arbitration": ("付清工资", "两个月没发工资", "劳动人事争议仲裁委员会"),
    "rights.not-accepted": ("已经在仲裁", "申请劳动仲裁", "2026年5月11日"),
    "rights.legal-aid-refusal": ("不属于援助范围", "工会法律援助", "上一级工会"),
    "rights.legal-aid-assignment": ("例律师1", "例律师事务所", "余杭样例制造0厂"),
    "rights.wages-order": ("第三十条", "¥9,800.50", "两个月没发工资", "人民法院"),
    "rights.iou-suit": ("2026年1月5日", "原告", "2029年1月5日", "可以直接起诉"),
    "rights.enforcement": ("被执行人", "例劳人仲案〔2026〕1号", "2026年3月4日", "2028年3月6日", "迟延履行"),
    "rights.agreement-suit": ("原告", "支付令已经失效", "¥14,800.50", "第十三条"),
    "rights.advance": ("先予执行", "不提供担保", "¥9,800.50"),
    "rights.inspectorate": ("拖欠工资", "被投诉单位", "劳动保障监察机构"),
    "rights.suit": ("2026年3月2日", "2026年3月17日", "不服"),
    "rights.power-of-attorney": ("例职工", "例律师1", "仲裁、诉讼", "代为承认"),
    "rights.group-power": ("例工1", "例工3", "4名职工", "另有1名", "一般授权"),
    "rights.referral": ("例职工", "请依法查处", "余杭样例制造0厂", "经本人同意"),
    "rights.authority-report": ("例区应急管理局", "三楼堵门", "余杭样例制造0厂", "12"),
}  # fmt: skip


def drawn(house: Any, clock: Any) -> dict[str, Any]:
    """One draft of every kind, drawn by the actions that draw it."""
    agreed = a_mediation(house, "agreed")
    for way in ("confirm-arbitration", "confirm-court"):
        actions.draw_way(case=agreed, way=way, by=house.chair)
    failed = a_mediation(house, "mediating")
    said = {
        "applicant_says": "要一万五",
        "respondent_says": "只给一万",
        "place": "会议室",
        "held_at": failed.received_at,
    }
    cases.move(case=failed, name="hear", by=house.chair, applicant_came=True, respondent_came=False, **said)
    for paper in ("mediation-application", "mediation-record", "mediation-record"):
        actions.draw_for_file(case=failed, paper=paper, by=house.chair)
    cases.move(case=failed, name="fail", by=house.chair, says="差距太大", reason="failed")
    actions.draw_way(case=failed, way="arbitration", by=house.chair)
    refused = house.case(answers={"cause": "25", "known_on": "2025-05-11"})
    cases.move(case=refused, name="decline", by=house.chair, says="已经在仲裁")
    aid = {"answers": {"kind": "union", "group": "worker", "stage": "consult"}}
    no, yes = house.case("rights.legal-aid", **aid), house.case("rights.legal-aid", **aid)
    cases.move(case=no, name="refuse", by=house.reviewer, says="不属于援助范围")
    cases.move(case=yes, name="grant", by=house.reviewer, says="符合")
    cases.move(case=yes, name="assign", by=house.caseworker, lawyer=a_lawyer(house))
    promise = Promise.objects.get(number=agreed.number, place_no=1)
    actions.check_promise(promise=promise, state="unkept", says="没付", by=house.chair)
    actions.draw_way(case=agreed, way="payment-order", by=house.chair)
    failed_order = {"step": "order-failed", "on": date(2026, 3, 5), "office": "例区人民法院"}
    agreed.refresh_from_db()
    actions.enter_step(case=agreed, by=house.chair, **failed_order)
    actions.draw_way(case=agreed, way="agreement-suit", by=house.chair)
    about = (agreed, failed, refused, no, yes, *by_law(house, yes))
    return {one.kind_code: one for subject in about for one in read_documents.of_subject(subject)}


def by_law(house: Any, aided: Any) -> tuple[Any, ...]:
    """Papers that need no mediation: what the law allows by itself, who stands in, what an authority is told."""
    given = {"since": "2026-01-01", "iou_on": "2026-01-05", "employed": "no", "left_on": "2026-01-31"}
    owed = house.case(stage="working", answers=given, sealed={"amount": "9800.50"})
    for way in ("wages-order", "iou-suit", "advance", "inspectorate"):
        actions.draw_way(case=owed, way=way, by=house.chair)
    ruled = house.case(stage="working", answers={"award_on": "2026-03-02"})
    cases.move(case=owed, name="refer", by=house.chair, says="请依法查处", authority="例区人力资源和社会保障局")
    actions.draw_way(case=ruled, way="suit", by=house.chair)
    agent = {"agent": "例律师1", "firm": "例律师事务所", "power": "full", "stages": ["arbitration", "suit"]}
    actions.draw_power(case=aided, by=house.caseworker, **agent)
    group = a_group(house, 3)
    actions.join_group(case=house.case(secrecy="hidden"), group=group, by=house.caseworker)
    speak_for(group, house.caseworker)
    actions.draw_group_power(group=group, power="general", by=house.caseworker)
    grave = house.case(answers={"people": 12})
    report = AuthorityReport.objects.get(number=grave.number)
    actions.draw_report(report=report, authority="例区应急管理局", says="工人在三楼堵门", by=house.caseworker)
    won = house.case(stage="working")
    on_paper = {"on": date(2026, 3, 3), "perform_by": date(2026, 3, 4), "paper_number": "例劳人仲案〔2026〕1号"}
    actions.enter_step(case=won, step="settled", office="例区仲裁委", by=house.chair, **on_paper)
    actions.draw_way(case=won, way="enforcement", by=house.chair)
    return owed, ruled, group, grave, won


@pytest.mark.slow
def test_what_stands_in_each(house, clock):
    from docx import Document
    from pypdf import PdfReader

    found = drawn(house, clock)
    assert set(found) == {one.code for one in KINDS} == set(FIELDS)
    for code, document in found.items():
        with pytest.raises(NotAllowed):
            documents.sign_off(document=document, by=house.outsider)
        signed = documents.sign_off(document=document, by=house.reviewer)
        pages = PdfReader(io.BytesIO(looks.as_pdf(signed))).pages
        printed = "".join(page.extract_text() for page in pages).replace(" ", "").replace("\n", "")
        word = Document(io.BytesIO(looks.as_word(signed)))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        written = "".join([*(one.text for one in word.paragraphs), *cells]).replace(" ", "")
        for field in FIELDS[code]:
            assert field.replace(" ", "") in printed, (code, field)
            assert field.replace(" ", "") in written, (code, field)
