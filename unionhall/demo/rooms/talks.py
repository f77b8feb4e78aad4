"""Collective bargaining: rounds in every stage with their matrix, from the offer to watching over the contract."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from unionhall.bargaining import actions as bargaining
from unionhall.bargaining import contents
from unionhall.bargaining import queries as bargaining_read
from unionhall.bargaining.arithmetic import years_after
from unionhall.bargaining.models import Agreement
from unionhall.documents import actions as documents
from unionhall.matters import actions as matters

from .. import words
from .cast import Cast, Place, can_sign, photo
from .stage import Stage, Story

ENDINGS = (
    "offer", "preparing", "meet", "suspend", "disputed", "draft", "congress", "not_passed", "signed", "submitted",
    "review", "objected", "in_force", "published", "monitor", "reported", "breached", "ended", "dropped",
)  # fmt: skip
DAYS = {  # working days a round takes until it stands there, so that its clock still runs
    "offer": 4, "preparing": 8, "meet": 15, "suspend": 16, "disputed": 10, "draft": 20, "congress": 21,
    "not_passed": 24, "signed": 25, "submitted": 27, "review": 30, "objected": 36, "in_force": 35, "published": 37,
}  # fmt: skip
CLAUSES = (  # topic: our first offer, theirs, what was agreed; one of three tables a round
    (("lowest-pay", 3000, 2700, 2850), ("average-pay", 6800, 6300, 6600), ("raise", 8, 4, 6), ("meal", 300, 200, 260)),
    (("lowest-pay", 2900, 2600, 2700), ("average-pay", 6300, 5900, 6100), ("raise", 6, 3, 4), ("meal", 260, 160, 200)),
    (("lowest-pay", 3300, 2900, 3050), ("average-pay", 7400, 6900, 7200), ("raise", 9, 5, 7), ("meal", 350, 240, 300)),
)
PUBLISHED = (  # code, the year before the last and the last, where it stands; figures made up for the demo
    ("guideline", (5, 6), "省人力资源社会保障部门工资指导线通告（样例）"),
    ("prices", (2, 1), "统计公报（样例）"),
    ("sector-pay", (6050, 6380), "统计年鉴（样例）"),
)
HANDED = (("revenue", 38_600_000), ("net-profit", 2_150_000), ("wage-bill", 9_240_000), ("paid-average", 6210))
ISSUES = "职工最低工资、平均工资和年度增长幅度，餐费补贴，工资支付办法。"
TEXT = (
    "第一条　为保障职工合法权益，甲乙双方经平等协商，订立本合同。\n第二条　职工月最低工资不低于{lowest}元。\n"
    "第三条　本年度职工平均工资增长幅度为{rise}%。\n第四条　餐费补贴每人每月{meal}元。\n"
    "第五条　工资每月十五日前以货币形式支付。"
)


def round_of(
    stage: Stage, cast: Cast, place: Place, firm: Any, began: date, ending: str, *, kind: str = "WAGE"
) -> Story:
    """One firm's round, taken as far as `ending`."""
    yield stage.on(began)
    row = bargaining.make_offer(
        unit=place.unit,
        kind=kind,
        employer=firm,
        by=place.clerk,
        offered_on=stage.today,
        issues=ISSUES,
        workers=max(firm.headcount, 1),
        meeting_on=stage.today + timedelta(days=25),
        meeting_place="公司会议室",
    )
    yield from _go_on(stage, place, row, ending)


def of_many(stage: Stage, cast: Cast, place: Place, began: date, ending: str, *, kind: str, name: str) -> Story:
    """A contract of a sector or an area, binding the firms of the union."""
    yield stage.on(began)
    row = bargaining.make_offer(
        unit=place.unit, kind=kind, area_name=name, by=place.clerk, offered_on=stage.today, issues=ISSUES,
        meeting_on=stage.today + timedelta(days=25), meeting_place="职工服务中心",
    )  # fmt: skip
    bargaining.name_firms(round=row, firms=[(one, max(one.headcount, 1)) for one in place.firms[:6]], by=place.clerk)
    yield from _go_on(stage, place, row, ending)


def _go_on(stage: Stage, place: Place, row: Any, ending: str) -> Story:
    by = place.clerk
    _paper(row, "offer", place)
    if ending == "offer":
        return
    if ending in ("disputed", "dropped"):
        yield stage.in_(6)
        if ending == "dropped":
            matters.move(matter=row, name="drop", by=by, says="单位即将搬迁，双方同意暂缓。")
            return
        says = "单位书面答复不同意协商，请求协调。"
        matters.move(matter=row, name="ask_authority", by=by, says=says, on=stage.today, why="refused")
        return
    yield stage.in_(2)
    _ask_staff(stage, row, by)
    yield stage.in_(stage.draw.randint(1, 3))
    meeting = stage.today + timedelta(days=12)
    matters.move(matter=row, name="reply", by=by, on=stage.today, meeting_on=meeting, meeting_place="公司会议室")
    _look_up(stage, row, by)
    if ending == "preparing":
        return
    yield stage.in_(1)
    for code, value in HANDED:
        bargaining.note_datum(
            round=row, code=code, year=stage.today.year - 1, value=Decimal(value), on=stage.today, by=by,
            source="单位上年度财务报表",
        )  # fmt: skip
    _seat(stage, row, by)
    yield stage.on(meeting)
    matters.move(matter=row, name="begin", by=by, on=stage.today)
    yield from _talk(stage, place, row, ending)


def _ask_staff(stage: Stage, row: Any, by: Any) -> None:
    questions = [{"text": "最希望改善什么", "options": ["基本工资", "加班工资", "餐费补贴", "休息时间"]}]
    survey = bargaining.ask_staff(
        round=row, title="协商议题征集", questions=questions, closes_on=stage.today + timedelta(days=15), by=by
    )
    for group in ("一车间", "二车间"):
        filled = stage.draw.randint(6, 20)
        counts = [[stage.draw.randint(0, filled) for _option in range(4)]]
        bargaining.bring_tally(round=row, survey=survey, group=group, filled=filled, counts=counts, by=by)


def _look_up(stage: Stage, row: Any, by: Any) -> None:
    """The published numbers of two years, with which a rise is reasoned."""
    for code, values, source in PUBLISHED:
        for back, value in zip((2, 1), values, strict=True):
            bargaining.note_datum(
                round=row, code=code, year=stage.today.year - back, value=Decimal(value), on=stage.today,
                source=source, by=by,
            )  # fmt: skip


def _seat(stage: Stage, row: Any, by: Any) -> None:
    """Three delegates a side, with their chiefs; four where many firms are bound."""
    for side, chosen, post in (("workers", "congress", "职工代表"), ("employer", "appointed", "部门经理")):
        for number in range(3):
            chief = number == 0
            how = ("chair" if side == "workers" else "legal-head") if chief else chosen
            bargaining.name_delegate(
                round=row,
                by=by,
                side=side,
                name=f"{words.person_name(stage.draw, female=number == 1)}{'甲乙丙'[number]}",
                chosen_by=how,
                chosen_on=stage.today,
                post="首席代表" if chief else post,
                chief=chief,
                woman=number == 1,
            )


def _talk(stage: Stage, place: Place, row: Any, ending: str) -> Story:
    """Two meetings or three: every offer of both sides stands in the matrix."""
    by = place.clerk
    clauses = [(bargaining.add_clause(round=row, topic=one[0], by=by), *one[1:]) for one in offers(row)]
    for number in range(1, 3):
        if number > 1:
            yield stage.in_(stage.draw.randint(2, 4))
        meeting = bargaining.hold_meeting(
            round=row,
            on=stage.today,
            place="公司会议室",
            recorder="例记录",
            by=by,
            signed_workers=True,
            minutes=f"第{number}次会议，双方就工资增长幅度和补贴标准交换意见。",
            signed_employer=number == 1,
        )
        for clause, ours, theirs, agreed in clauses:
            nearer = number - 1
            bargaining.take_position(
                round=row,
                clause=clause,
                meeting=meeting,
                side="workers",
                by=by,
                value=Decimal(ours - nearer * (ours - agreed) / 2),
            )
            bargaining.take_position(
                round=row,
                clause=clause,
                meeting=meeting,
                side="employer",
                by=by,
                value=Decimal(theirs + nearer * (agreed - theirs) / 2),
            )
        if number == 1 and ending == "suspend":
            yield stage.in_(1)
            matters.move(
                matter=row, name="pause", by=by, says="需等待年度经营数据审计完成。", on=stage.today, consent=True
            )
            return
        if number == 1 and ending == "meet":
            return
    _paper(row, "minutes", place, meeting=1)
    for clause, _ours, _theirs, agreed in clauses:
        bargaining.agree(round=row, clause=clause, by=by, value=Decimal(agreed))
    yield from _draft(stage, place, row, ending)


def offers(row: Any) -> Sequence[tuple[str, int, int, int]]:
    """The table of this round, by its running number."""
    return CLAUSES[int(row.number[-5:]) % len(CLAUSES)]


def _draft(stage: Stage, place: Place, row: Any, ending: str) -> Story:
    by = place.clerk
    yield stage.in_(2)
    agreed = {topic: settled for topic, _ours, _theirs, settled in offers(row)}
    text = TEXT.format(lowest=agreed["lowest-pay"], rise=agreed["raise"], meal=agreed["meal"])
    begins = stage.today + timedelta(days=40)
    matters.move(
        matter=row, name="write_up", by=by, on=stage.today, text=text, term_from=begins, term_to=years_after(begins, 1),
        contents=[code for code, _title in contents.CONTENTS[row.kind]][:6],
    )  # fmt: skip
    bargaining.write_draft(round=row, text=text + "\n第六条　高温津贴按省规定发放。", by=by, note="补充高温津贴")
    if ending == "draft":
        return
    yield stage.in_(1)
    matters.move(matter=row, name="call", by=by, on=stage.today + timedelta(days=5))
    if ending == "congress":
        return
    yield stage.in_(3)
    _vote(stage, row, by, passes=ending != "not_passed")
    if ending == "not_passed":
        return
    yield from _sign(stage, place, row, ending)


def _vote(stage: Stage, row: Any, by: Any, *, passes: bool) -> None:
    total, many = 40, row.binds_many
    yes = stage.draw.randint(30, 34) if passes else 15
    bargaining.record_vote(
        round=row, on=stage.today, body="area-congress" if many else "congress", total=total, present=38, issued=38,
        returned=38, yes=yes, no=38 - yes - 1, abstain=1, by=by,
    )  # fmt: skip


def _sign(stage: Stage, place: Place, row: Any, ending: str) -> Story:
    by, chiefs = place.clerk, bargaining_read.chiefs_of(row)
    yield stage.in_(1)
    matters.move(
        matter=row, name="sign", by=by, on=stage.today, contract_no="", signed_workers=chiefs["workers"],
        signed_employer=chiefs["employer"], papers=[photo("集体合同签字页.jpg")],
    )  # fmt: skip
    _paper(row, "contract", place)
    if ending == "signed":
        return
    yield stage.in_(2)
    area = words.short(str(place.unit.division.name)) if place.unit.division else ""
    matters.move(matter=row, name="submit", by=by, on=stage.today, authority=f"{area}人力资源和社会保障部门")
    _paper(row, "submission", place)
    if ending == "submitted":
        return
    yield stage.in_(1)
    matters.move(matter=row, name="receive", by=by, on=stage.today)
    if ending == "review":
        return
    yield stage.in_(stage.draw.randint(5, 8))
    if ending == "objected":
        says = "第三条增长幅度的计算口径不明确，请修改。"
        matters.move(matter=row, name="object", by=by, says=says, on=stage.today, opinion_no="人社集审〔例〕3号")
        return
    matters.move(matter=row, name="accept", by=by, on=stage.today, opinion_no="人社集审〔例〕5号")
    if ending == "in_force":
        return
    yield from _watch(stage, place, row, ending)


def _watch(stage: Stage, place: Place, row: Any, ending: str) -> Story:
    by = place.clerk
    yield stage.in_(1)
    matters.move(matter=row, name="publish", by=by, says="", on=stage.today, papers=[photo("公布现场.jpg", "#d8cfc0")])
    _paper(row, "notice", place)
    if ending == "published":
        return
    yield stage.in_(2)
    matters.move(matter=row, name="file", by=by, on=stage.today)
    if ending == "monitor":
        return
    yield stage.in_(30)
    agreement = agreement_of(row)
    kept = ending != "breached"
    bargaining.check_agreement(
        agreement=agreement,
        on=stage.today,
        group="双方各两名代表组成的监督检查小组",
        kept=kept,
        by=by,
        findings="工资标准和增长幅度已执行。" if kept else "抽查三个月工资表。",
        breaches="" if kept else "餐费补贴两个月没有发放。",
    )
    if ending == "reported":
        matters.move(
            matter=row, name="report", by=by, says="合同各项条款履行良好，已向职工代表大会报告。", on=stage.today
        )
    elif ending == "ended":
        yield stage.in_(3)
        says = "单位整体搬迁，双方书面同意解除。"
        papers = [photo("解除协议和职代会决议.jpg")]
        matters.move(matter=row, name="end", by=by, says=says, on=stage.today, why="agreed", papers=papers)
        yield stage.in_(3)
        matters.move(matter=row, name="file_end", by=by, on=stage.today)


def agreement_of(row: Any) -> Any:
    return Agreement.objects.at_desks([row.desk_id]).select_related("unit", "employer").get(pk=row.agreement_id)


def _paper(row: Any, paper: str, place: Place, meeting: int | None = None) -> None:
    """The paper drawn up, and signed off where letters can be set."""
    made = bargaining.draw(round=row, paper=paper, by=place.clerk, meeting=meeting)
    if can_sign():
        documents.sign_off(document=made, by=place.signer, post=place.post)
