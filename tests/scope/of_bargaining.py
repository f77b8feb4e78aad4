"""What the bargaining room shows on one side: a round, contracts, a congress, a motion, something disclosed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from unionhall.bargaining import actions as bargaining
from unionhall.bargaining.models import (
    AgendaItem,
    AgendaPaper,
    Agreement,
    Clause,
    Congress,
    Cover,
    Deputy,
    Director,
    Disclosure,
    Feedback,
    HeadsMeeting,
    Motion,
    Round,
    Session,
    SideDelegate,
    Survey,
)
from unionhall.bargaining.tests.conftest import photo, to_stage
from unionhall.matters import actions as matters


@dataclass
class OfBargaining:
    talks: Round
    area: Round
    clause: Clause
    delegate: SideDelegate
    survey: Survey
    agreement: Agreement
    area_agreement: Agreement
    cover: Cover
    congress: Congress
    deputy: Deputy
    director: Director
    heads: HeadsMeeting
    session: Session
    item: AgendaItem
    motion: Motion
    disclosure: Disclosure
    feedback: Feedback
    paper: dict[str, int]


def build_bargaining(house: Any, union: Any, township: Any, employer: Any, member: Any, cast: str) -> OfBargaining:
    """By the chair of the union and the caseworker of its township; the member sits in the congress."""
    chair, staff, today = house.cast[f"{cast}chair"], house.cast[f"{cast}township"], date(2026, 3, 5)
    talks = to_stage(
        bargaining.make_offer(unit=union, kind="WAGE", employer=employer, offered_on=today, issues="工资", by=chair),
        "meet", chair,
    )  # fmt: skip
    clause = bargaining.add_clause(round=talks, topic="raise", by=chair)
    meeting = bargaining.hold_meeting(round=talks, on=today, place="室", recorder="例记录", minutes="记录", by=chair)
    bargaining.take_position(round=talks, clause=clause, meeting=meeting, side="workers", value=Decimal(8), by=chair)
    for text in ("第一条 工资\n第二条 工时", "第一条 工资增长\n第二条 工时\n第三条 食堂"):
        bargaining.write_draft(round=talks, text=text, by=chair)
    questions = [{"text": "最想改善什么", "options": ["工资", "食堂"]}]
    survey = bargaining.ask_staff(round=talks, title="征集意见", questions=questions, closes_on=today, by=chair)
    area = bargaining.make_offer(
        unit=township, kind="AREA", area_name=f"{township.name}餐饮业", offered_on=today, issues="工资", by=staff
    )
    bargaining.name_firms(round=area, firms=[(employer, 30)], by=staff)
    kept = {"signed_on": today, "term_from": today, "term_to": date(2027, 3, 4), "in_force_on": today}
    agreement = bargaining.register_agreement(
        unit=union, kind="SAFE", employer=employer, firms=[(employer, 30)], text="第一条 防护", by=chair, **kept
    )
    area_agreement = bargaining.register_agreement(
        unit=township, kind="SECTOR", area_name=f"{township.name}快递业", firms=[(employer, 30)], by=staff, **kept
    )
    bargaining.check_agreement(agreement=agreement, on=today, group="例组", kept=True, findings="良好", by=chair)
    congress = bargaining.set_up_congress(
        unit=union, kind="congress", employer=employer, title=f"{union.name}职工代表大会", term_no=1,
        since=date(2026, 1, 1), until=date(2028, 12, 31), staff=60, women=20, seats=30, by=chair,
    )  # fmt: skip
    deputy = Deputy.objects.create(
        desk_id=congress.desk_id, congress_id=congress.pk, person_id=member.pk, name="例代表", since=date(2026, 1, 1)
    )
    bargaining.record_election(
        congress=congress, district="一车间", on=today, seats=2, candidates=3, electors=30, present=25, ballots=25,
        by=chair,
    )  # fmt: skip
    bargaining.file_petition(congress=congress, kind="session", about="食堂", on=today, signed=10, of=30, by=chair)
    director = bargaining.seat_director(
        congress=congress, seat="director", name="例董事", elected_by="首次会议", elected_on=date(2026, 1, 1),
        since=date(2026, 1, 1), until=date(2028, 12, 31), by=chair,
    )  # fmt: skip
    bargaining.note_board(congress=congress, seat="supervisor", members=5, since=today, by=chair)
    heads = bargaining.settle_between(
        congress=congress, on=today, place="室", total=4, present=3, about="高温调休", settled="七月起调休", by=chair
    )
    for code, value in (("guideline", 6), ("revenue", 5_000_000)):
        bargaining.note_datum(
            round=talks, code=code, year=2025, value=Decimal(value), on=today, source="人社部门通告", by=chair
        )
    session = bargaining.call_session(
        congress=congress, on=date(2026, 3, 20), place="礼堂", notice_on=today, notice_way="书面", by=chair
    )
    item = bargaining.put_on_agenda(session=session, type="pass", title="工资集体合同草案", papers=[photo()], by=chair)
    motion = bargaining.file_motion(
        congress=congress, klass="life", title="改善食堂", reason="菜少", proposal="加菜", seconders="甲、乙", by=member
    )
    bargaining.plan_year(unit=union, employer=employer, year=2026, by=chair)
    disclosure = Disclosure.objects.filter(unit=union, code="rules").select_related("unit", "employer").get()
    bargaining.disclose(
        item=disclosure, on=today, content="制度", way="board", where="大门", responsible="例甲",
        secret_checked_by="例乙", by=chair,
    )  # fmt: skip
    disclosure.refresh_from_db()
    feedback = bargaining.give_feedback(item=disclosure, words="请写清楚", by=member)
    papers = {
        name: matters.add_papers(matter=row, papers=[photo()], by=chair)[0].pk
        for name, row in (("round", talks), ("motion", motion))
    }
    papers["item"] = AgendaPaper.objects.get(item_id=item.pk).pk
    return OfBargaining(
        talks, area, clause, SideDelegate.objects.filter(matter_id=talks.pk).first(), survey, agreement,
        area_agreement, Cover.objects.get(agreement_id=area_agreement.pk), congress, deputy, director, heads, session,
        item, motion, disclosure, feedback, papers,
    )  # fmt: skip


def _talks(*more: Any) -> Any:
    return lambda s: (s.union, [s.bargaining.talks.number, *(one(s.bargaining) for one in more)])


def _congress(*more: Any) -> Any:
    return lambda s: (s.union, [s.union.code, s.bargaining.congress.pk, *(one(s.bargaining) for one in more)])


def _session(*more: Any) -> Any:
    return lambda s: (s.union, [s.union.code, s.bargaining.session.pk, *(one(s.bargaining) for one in more)])


def _director(s: Any) -> tuple[Any, list[Any]]:
    return s.union, [s.union.code, s.bargaining.director.pk]


def _disclosure(s: Any) -> tuple[Any, list[Any]]:
    return s.union, [s.union.code, s.bargaining.disclosure.pk]


ADDRESSES: dict[str, Any] = {
    "bargaining:round": _talks(),
    "bargaining:round-move": _talks(lambda b: "note"),
    "bargaining:round-paper": _talks(lambda b: b.paper["round"]),
    "bargaining:delegates": _talks(),
    "bargaining:delegate-end": _talks(lambda b: b.delegate.pk),
    "bargaining:firms": lambda s: (s.township, [s.bargaining.area.number]),
    "bargaining:vote": _talks(),
    "bargaining:draw": _talks(),
    "bargaining:matrix": _talks(),
    "bargaining:datum-new": _talks(lambda b: "factors"),
    "bargaining:clause-new": _talks(),
    "bargaining:position": _talks(lambda b: b.clause.pk),
    "bargaining:settle": _talks(lambda b: b.clause.pk),
    "bargaining:meeting-new": _talks(),
    "bargaining:meeting": _talks(lambda b: 1),
    "bargaining:draft-new": _talks(),
    "bargaining:draft": _talks(lambda b: 2),
    "bargaining:survey-new": _talks(),
    "bargaining:survey": _talks(lambda b: b.survey.pk),
    "bargaining:agreement": lambda s: (s.union, [s.bargaining.agreement.number]),
    "bargaining:agreement-check": lambda s: (s.union, [s.bargaining.agreement.number]),
    "bargaining:agreement-note": lambda s: (s.union, [s.bargaining.agreement.number]),
    "bargaining:agreement-end": lambda s: (s.union, [s.bargaining.agreement.number]),
    "bargaining:agreement-firm": lambda s: (s.township, [s.bargaining.area_agreement.number]),
    "bargaining:agreement-firm-end": lambda s: (
        s.township, [s.bargaining.area_agreement.number, s.bargaining.cover.pk],
    ),
    **{
        f"bargaining:{name}": _congress()
        for name in (
            "congress congress-end deputy-new director-new board heads-new election-new petition-new session-new "
            "motion-new".split()
        )
    },
    "bargaining:deputy-end": _congress(lambda b: b.deputy.pk),
    "bargaining:heads-confirm": lambda s: (s.union, [s.union.code, s.bargaining.heads.pk]),
    **{
        f"bargaining:{name}": _session()
        for name in "session item-new session-open session-published session-reported session-draw".split()
    },
    "bargaining:item-paper": _session(lambda b: b.paper["item"]),
    "bargaining:item-count": _session(lambda b: b.item.pk),
    **{f"bargaining:{name}": _director for name in ("director", "director-reported", "director-leaves")},
    "bargaining:motion": lambda s: (s.union, [s.bargaining.motion.number]),
    "bargaining:motion-move": lambda s: (s.union, [s.bargaining.motion.number, "note"]),
    "bargaining:motion-paper": lambda s: (s.union, [s.bargaining.motion.number, s.bargaining.paper["motion"]]),
    "bargaining:disclosure": _disclosure,
    "bargaining:disclosure-made": _disclosure,
    "bargaining:disclosure-dropped": _disclosure,
    "bargaining:feedback-answer": lambda s: (s.union, [s.union.code, s.bargaining.feedback.pk]),
}  # fmt: skip

OWN: dict[str, Any] = {
    "bargaining:disclosed": lambda house, side: (house.worker, [side.bargaining.disclosure.pk]),
    "bargaining:my-motion": lambda house, side: (house.worker, [side.bargaining.motion.number]),
}

WITHOUT_PLACE = {"bargaining:my-agreement": "a contract published to all who work there; tested in bargaining"}
OTHERS: dict[str, Any] = {"bargaining:my-agreement": lambda house, side: [side.bargaining.agreement.number]}
FILES = ("bargaining:session-draw", "bargaining:round-paper", "bargaining:motion-paper", "bargaining:item-paper")
