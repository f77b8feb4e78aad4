"""Workers' congresses with their sessions, motions and petitions; the calendar of what employers disclose."""

from datetime import date, timedelta
from typing import Any

from unionhall.bargaining import actions as bargaining
from unionhall.bargaining import standards
from unionhall.bargaining.arithmetic import years_after
from unionhall.bargaining.models import AgendaItem, Disclosure, Session
from unionhall.matters import actions as matters
from unionhall.people.models import RollEntry

from .. import course, words
from .cast import Cast, Place, photo
from .stage import Stage, Story

MOTIONS = ("filed", "accepted", "answered", "satisfied", "unsatisfied", "declined")
SUBJECTS = (
    ("pay", "提高夜班补贴标准", "夜班补贴五年没有调整。", "每班次提高二十元，从下月起执行。"),
    ("safety", "车间加装通风降温设备", "夏季车间温度超过三十三度。", "六月底前加装风机和空调。"),
    ("life", "改善食堂菜品", "菜品单一，价格偏高。", "成立伙食管理小组，每月评议一次。"),
    ("training", "增加技能培训", "新设备操作培训不够。", "每季度组织一次技能培训，计入工时。"),
    ("hours", "规范排班提前公布", "排班临时变动多。", "排班表提前七天公布。"),
    ("rules", "修订考勤办法", "考勤办法中罚款条款不合理。", "取消罚款条款，改为谈话提醒。"),
)
ITEMS = (
    ("hear", "听取工会工作报告"),
    ("pass", "审议通过工资专项集体合同草案"),
    ("decide", "审议决定职工福利费使用方案"),
    ("appraise", "民主评议领导人员"),
)
ASKED = (
    ("希望写明每个项目的金额。", "已补充各项目金额，贴在公开栏。"),
    ("培训计划请提前一个月公布。", "采纳，从下季度起提前一个月公布。"),
    ("公积金缴存比例是多少？", "单位和个人各百分之八，明细见公开栏。"),
    ("高温津贴什么时候发？", "随当月工资一起发放。"),
    ("请公布加班工时统计。", "每月五日前公布上月统计。"),
)
ELECTION = (("elect", "选举职工监事"),)
BETWEEN = (  # what heads of groups settled between two sessions, and how
    ("防汛停产期间的工资", "停产三天按正常出勤发放工资。"),
    ("食堂临时停业的用餐补贴", "停业期间每人每天补贴二十元，恢复供餐后停止。"),
)
OPEN_TO = ("board", "intranet", "congress")


def congress(
    stage: Stage, cast: Cast, place: Place, began: date, *, motions: tuple[str, ...] = MOTIONS, firm: Any = None
) -> Story:
    """One term: set up, elected, a session held and reported, motions in these stages, the next session called.

    Of the area where the union has many firms, unless one of them is named.
    """
    yield stage.on(began)
    by, area = place.clerk, firm is None and place.unit.kind != "single"
    firm = None if area else firm or place.firms[0]
    staff = max(40, sum(one.headcount for one in ([firm] if firm else place.firms)))
    where = standards.place_of(place.unit, firm)
    least = standards.seats_least(staff, where)
    kind, title = ("area", "区域职工代表大会") if area else ("congress", "职工代表大会")
    row = bargaining.set_up_congress(
        unit=place.unit, kind=kind, title=f"{_called(place, firm)}{title}", term_no=stage.draw.randint(2, 4), by=by,
        since=stage.today, until=stage.today + timedelta(days=3 * 365), staff=staff, seats=least + 2, employer=firm,
        women=staff * 2 // 5, disabled=1, dispatched=2,
    )  # fmt: skip
    bargaining.record_election(
        congress=row, district="第一选区", on=stage.today, seats=least + 2, candidates=least + 5, electors=staff,
        present=staff - 3, ballots=staff - 4, by=by,
    )  # fmt: skip
    deputies = _seat(stage, row, place, by)
    settled = _settle(stage, row, BETWEEN[0], by)
    yield from _session(stage, row, settled, by)
    if firm is not None:
        _board(stage, row, deputies, by)
    for number, ending in enumerate(motions):
        yield stage.in_(stage.draw.randint(2, 6))
        yield from _motion(stage, row, deputies[number % len(deputies)], SUBJECTS[number % 6], ending, by)
    yield stage.on(stage.ago(6))
    bargaining.file_petition(
        congress=row, kind="session", about="提议临时召开会议讨论搬迁方案", on=stage.today, signed=least // 2 + 2,
        of=least + 2, by=by,
    )  # fmt: skip
    _settle(stage, row, BETWEEN[1], by)
    yield stage.in_(1)
    bargaining.call_session(
        congress=row, on=stage.plan.day + timedelta(days=20), place="公司礼堂", notice_on=stage.today, by=by,
        notice_way="书面通知和公告栏", asked_by="delegates",
    )  # fmt: skip


def _called(place: Place, firm: Any) -> str:
    """The employer's name, or what the union of many of them is called without its being a union."""
    name = firm.name if firm else place.unit.name
    for word in ("工会委员会", "工会联合会", "联合工会", "总工会", "工会", "联合", "区域"):
        name = name.removesuffix(word)
    return str(name[:60])


def _seat(stage: Stage, row: Any, place: Place, by: Any) -> list[Any]:
    """Members of the union sit in it by their cards; a few managers too."""
    ids = [one.pk for one in place.workers[:6]]
    lines = RollEntry.objects.filter(desk_id=place.unit.desk_id, unit_id=place.unit.pk, person_id__in=ids)
    seated = [
        bargaining.seat_deputy(
            congress=row,
            name=line.name,
            since=stage.today,
            by=by,
            member=line.card_no,
            district="第一选区",
            post="职工",
            woman=line.sex == "f",
        )
        for line in lines.order_by("person_id")
    ]
    name = words.person_name(stage.draw, female=False)
    managed = bargaining.seat_deputy(
        congress=row, name=name, since=stage.today, by=by, district="第二选区", post="部门经理", manager=True
    )
    return seated or [managed]


def _settle(stage: Stage, row: Any, subject: tuple[str, str], by: Any) -> Any:
    about, settled = subject
    return bargaining.settle_between(
        congress=row, on=stage.today, place="工会会议室", total=6, present=5, about=about, settled=settled, by=by
    )


def _board(stage: Stage, row: Any, deputies: list[Any], by: Any) -> None:
    """A worker supervisor elected by that session, and a director of the term before who is to be elected anew soon."""
    for seat, members in (("supervisor", 5), ("director", 7)):
        bargaining.note_board(congress=row, seat=seat, members=members, since=stage.today, by=by)
    rows = AgendaItem.objects.filter(desk_id=row.desk_id, type="elect", result="passed")
    sittings = Session.objects.filter(desk_id=row.desk_id, congress_id=row.pk).values("pk")
    bargaining.seat_director(
        congress=row, seat="supervisor", name=deputies[-1].name, post="班组长", by=by, since=stage.today,
        election=rows.filter(session_id__in=sittings).first(), until=row.until,
    )  # fmt: skip
    last = stage.plan.day + timedelta(days=50)
    since = years_after(last, -2) + timedelta(days=2)
    bargaining.seat_director(
        congress=row, seat="director", name=deputies[0].name, post="技师", by=by, elected_by="上一届职代会第二次会议",
        elected_on=since, since=since, until=last,
    )  # fmt: skip


def _session(stage: Stage, row: Any, settled: Any, by: Any) -> Story:
    """Called, held, counted, published and reported; it confirms what the heads of groups had settled."""
    yield stage.in_(2)
    session = bargaining.call_session(
        congress=row, on=course.ahead(stage.today, 12), place="公司礼堂", notice_on=stage.today, by=by,
        notice_way="书面通知和公告栏", chair_group="主席团五人",
    )  # fmt: skip
    for number, (kind, title) in enumerate((*ITEMS, *ELECTION) if row.employer_id else ITEMS, start=1):
        papers = [photo(f"议题{number}材料.jpg")] if number < 3 else []
        bargaining.put_on_agenda(session=session, type=kind, title=title, papers=papers, by=by)
    yield stage.on(session.on)
    total = row.seats
    bargaining.open_session(session=session, on=stage.today, present=total - 2, total=total, by=by, absent="两人请假")
    for item in AgendaItem.objects.filter(desk_id=row.desk_id, session_id=session.pk).order_by("place_in_list"):
        ballots: dict[str, Any] = {"issued": total - 2, "returned": total - 2, "yes": total - 4, "no": 1, "abstain": 1}
        more = ballots if item.needs_vote else {}
        opinions, tally = "代表提出意见三条，已记录。", [photo(f"计票单{item.place_in_list}.jpg", "#c8d4dc")]
        more |= {"papers": tally if item.needs_vote else []}
        bargaining.count_item(session=session, item=item, by=by, opinions=opinions, resolution="同意。", **more)
    bargaining.confirm_settled(meeting=settled, session=session, confirmed=True, words="同意确认。", by=by)
    yield stage.in_(2)
    bargaining.publish_results(session=session, on=stage.today, by=by)
    yield stage.in_(3)
    bargaining.report_session(session=session, on=stage.today, by=by, archive=f"ZDH-{stage.today:%Y}-{session.number}")


def _motion(stage: Stage, row: Any, deputy: Any, subject: tuple[str, ...], ending: str, by: Any) -> Story:
    klass, title, reason, proposal = subject
    made = bargaining.file_motion(
        congress=row, klass=klass, title=title, reason=reason, proposal=proposal, by=by, proposer=deputy,
        seconders="、".join(words.person_name(stage.draw, female=False) + mark for mark in "甲乙丙丁"),
    )  # fmt: skip
    if ending == "filed":
        return
    yield stage.in_(1)
    if ending == "declined":
        matters.move(matter=made, name="decline", by=by, says="内容属于部门日常工作，已转行政部门。")
        return
    matters.move(matter=made, name="accept", by=by, department="人力资源部")
    if ending == "accepted":
        return
    yield stage.in_(5)
    matters.move(matter=made, name="answer", by=by, on=stage.today, reply="采纳，已列入下季度计划。")
    if ending == "answered":
        return
    yield stage.in_(2)
    if ending == "unsatisfied":
        matters.move(matter=made, name="unsatisfied", by=by, says="没有写明完成时间。")
    else:
        matters.move(matter=made, name="satisfied", by=by, satisfaction="satisfied")


def disclosures(stage: Stage, cast: Cast, place: Place, firm: Any, began: date, kept: float) -> Story:
    """The year's calendar of one employer: that share in time, others late or not at all; judged when due."""
    yield stage.on(began)
    bargaining.plan_year(unit=place.unit, employer=firm, year=stage.plan.day.year, by=place.clerk)
    rows = Disclosure.objects.filter(desk_id=place.unit.desk_id, unit=place.unit, employer=firm).order_by(
        "due_on", "pk"
    )
    due = [row for row in rows if stage.today < row.due_on < stage.plan.day + timedelta(days=20)]
    for number, row in enumerate(due):
        late = stage.draw.random() > kept
        day = row.due_on + timedelta(days=6) if late else row.due_on - timedelta(days=stage.draw.randint(1, 9))
        if number % 9 == 8:
            continue
        yield stage.on(max(day, stage.today))
        shown = bargaining.disclose(
            item=row,
            on=stage.today,
            content="主要内容已张贴，详见公开栏。",
            way=OPEN_TO[number % 3],
            where="厂务公开栏",
            secret_checked_by="保密员",
            responsible="行政负责人",
            by=place.clerk,
            shown_until=stage.today + timedelta(days=15),
        )
        if number % 6 == 0:
            said, reply = ASKED[int(firm.pk + number) % len(ASKED)]
            asked = bargaining.give_feedback(item=shown, words=said, by=place.clerk)
            if stage.today < stage.ago(8):
                yield stage.in_(2)
                bargaining.answer_feedback(feedback=asked, reply=reply, by=place.clerk)
