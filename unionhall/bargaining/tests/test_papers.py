"""Every paper of the room as PDF and as Word: the fields a reader looks for stand in both."""

from typing import Any

import pytest

from unionhall.bargaining import papers
from unionhall.documents import actions, looks
from unionhall.documents.tests.test_typesetting import text_of, words_of

pytestmark = pytest.mark.django_db
DAY = "2026年3月5日"
COMMON = {
    "union": "五常第一工会", "party": "例制造公司", "kind": "工资专项集体合同", "number": "XS-330110-2026-00001",
    "title": "例制造公司工资专项集体合同",
    "delegates": [{"side": "职工方", "name": "例甲", "post": "工会主席", "role": "首席代表"}],
}  # fmt: skip
TERMS = [["年度工资增长幅度", "6%"]]
VOTE = "职工代表大会：应到60人，实到40人，赞成31票。草案通过。"
PAPERS: list[tuple[Any, dict[str, Any], list[str]]] = [
    (papers.OFFER, {
        "issues": "工资增长", "meeting_on": "2026年3月20日", "meeting_place": "二楼会议室", "reply_by": "2026年3月19日",
    }, ["要约书", "工资增长", "2026年3月20日", "二楼会议室", "例甲", "首席代表", "2026年3月19日"]),
    (papers.REPLY, {
        "to": "五常第一工会", "offered_on": DAY, "meeting_on": "2026年3月20日", "meeting_place": "二楼会议室",
        "data_by": "2026年3月13日",
    }, ["答复书", "2026年3月20日", "2026年3月13日", "净利润", "工资总额"]),
    (papers.MINUTES, {
        "meeting": 2, "on": DAY, "place": "二楼会议室", "chaired_by": "职工方", "recorder": "例丙",
        "minutes": "双方说明了理由。", "positions": [["年度工资增长幅度", "8%", "3%"]],
    }, ["第2次", "例丙", "双方说明了理由", "8%", "3%", "用人单位方首席代表"]),
    (papers.SUSPENSION, {
        "to": "例制造公司", "talks_from": DAY, "suspended_on": "2026年3月10日", "why": "缺少上年度资料",
        "resume_by": "2026年5月9日",
    }, ["中止协商", "缺少上年度资料", "2026年5月9日", "职工方已经同意"]),
    (papers.CONTRACT, {
        "text": "第一条 工资增长", "term_from": DAY, "term_to": "2027年3月4日", "terms": TERMS,
        "firms": [["例商贸店", "12"]],
    }, ["第一条", "2027年3月4日", "6%", "例商贸店", "签字"]),
    (papers.VOTE, {
        "body": "职工代表大会", "on": DAY, "total": "60", "present": "40", "issued": "40", "returned": "40",
        "valid": "40", "yes": "31", "no": "9", "abstain": "0", "least_present": "40", "least_yes": "31",
        "result": "通过",
    }, ["表决记录", "应到代表", "31", "监票人", "无记名"]),
    (papers.SUBMISSION, {
        "authority": "余杭区人力资源和社会保障局", "copies": 5, "offered_on": DAY, "replied_on": DAY, "talks_from": DAY,
        "drafted_on": DAY, "signed_on": DAY, "terms": TERMS, "meetings": 2, "vote": VOTE,
        "data": [["工资总额（元）", "2025", "1,234,567"]],
    }, ["余杭区人力资源和社会保障局", "一式5份", "工资总额（元）", "1,234,567", "2次会议", "赞成31票", "集体合同文本"]),
    (papers.RECEIPT, {
        "authority": "余杭区人力资源和社会保障局", "submitted_on": DAY, "received_on": DAY,
        "silence_ends": "2026年3月20日", "opinion_no": "审字1号", "opinion_on": DAY, "in_force_on": DAY,
    }, ["审查意见书编号", "审字1号", "2026年3月20日", "十五日内未提出异议"]),
    (papers.NOTICE, {"in_force_on": DAY, "term_to": "2027年3月4日", "terms": TERMS},
     ["公布", "全体职工", "2027年3月4日", "6%"]),
    (papers.FILING, {
        "to": "五常街道总工会", "signed_on": DAY, "in_force_on": DAY, "term_to": "2027年3月4日", "workers": "30",
        "contract_no": "2026-1", "signed_workers": "例甲", "signed_employer": "例乙",
        "authority": "余杭区人力资源和社会保障局", "published_on": DAY, "vote": VOTE,
    }, ["抄报", "五常街道总工会", "覆盖职工30人", "2026-1", "例乙", "赞成31票"]),
    (papers.YEARLY, {
        "words": "工资已按合同增长。", "checks": [[DAY, "联合检查组", "履行良好", "抽查工资表"]],
    }, ["年度履行情况报告", "工资已按合同增长", "联合检查组", "抽查工资表"]),
    (papers.SESSION, {
        "congress": "第一届职工代表大会", "term_no": "1", "number": 2, "on": DAY, "place": "礼堂",
        "chair_group": "五人", "staff": "150", "total": "40", "present": "38", "observers": "3",
        "absent": "例丁请假", "quorum": "达到法定人数",
        "notice": "2026年2月25日 书面", "asked_by": "年度计划",
        "items": [["1", "工资集体合同草案", "审议通过", "发38收38，赞成30，反对5，弃权3", "通过"]],
        "said": ["议题1的决议：同意。"], "motions": [["TA-1", "改善食堂", "例戊"]],
    }, ["第2次会议记录", "例丁请假", "赞成30", "议题1的决议", "改善食堂", "达到法定人数", "2026年2月25日"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "facts", "words"), PAPERS, ids=[kind.code for kind, *_rest in PAPERS])
def test_the_fields_stand_in_both(kind: Any, facts: dict[str, Any], words: list[str], house: Any) -> None:
    row = actions.draw_up(
        kind=kind.code, unit=house.counties[0], facts=COMMON | facts, by=house.caseworker, addressee="例制造公司"
    )
    signed = actions.sign_off(document=row, by=house.reviewer, post="副主席")
    pdf, word = text_of(looks.as_pdf(signed)), words_of(looks.as_word(signed))
    assert [one for one in words if one not in pdf] == []
    assert [one for one in words if one not in word] == []
    assert kind.series in signed.number


def test_no_paper_is_left_out() -> None:
    declared = {kind.code for kind in vars(papers).values() if isinstance(kind, papers.DocumentKind)}
    assert declared == {kind.code for kind, *_rest in PAPERS}
