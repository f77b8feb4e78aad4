"""Congresses, sessions and motions: seats, quotas, quorum, counts, and a motion from paper to satisfaction."""

from datetime import date
from typing import Any

import pytest

from unionhall.bargaining import actions, queries
from unionhall.bargaining.models import Congress, Deputy, Motion
from unionhall.bargaining.refusals import (
    CountsWrong,
    NoAssembly,
    NoQuorum,
    NotADeputy,
    NoticeTooLate,
    NotNow,
    NotOurs,
    SecondersNeeded,
    TooFewSeats,
    UnknownMember,
)
from unionhall.channels.models import Notice
from unionhall.kit.access import NotAllowed
from unionhall.matters import actions as matters
from unionhall.people.models import RollEntry

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)
TERM = {"term_no": 1, "since": date(2026, 1, 1), "until": date(2028, 12, 31)}


@pytest.fixture
def congress(house: Any) -> Congress:
    return set_up(house)


def set_up(house: Any, **given: Any) -> Congress:
    fields = {
        "unit": house.unions[0], "kind": "congress", "employer": house.employers[0], "title": "第一届职代会",
        "staff": 350, "women": 140, "seats": 54, "by": house.chair, **TERM,
    }  # fmt: skip
    return actions.set_up_congress(**(fields | given))


def seat(congress: Congress, house: Any, name: str, **given: Any) -> Deputy:
    return actions.seat_deputy(congress=congress, name=name, since=TODAY, by=house.chair, **given)


def test_its_size_is_checked(house: Any) -> None:
    with pytest.raises(TooFewSeats, match="至少54名"):
        set_up(house, seats=53)
    with pytest.raises(NoAssembly):
        set_up(house, kind="assembly", staff=100, women=0)
    with pytest.raises(NotOurs):
        set_up(house, employer=house.employers[4])
    with pytest.raises(NotAllowed):
        set_up(house, by=house.outsider_chair)
    assert set_up(house).least == 54
    with pytest.raises(NotNow):
        set_up(house)
    assert set_up(house, kind="assembly", staff=60, women=0, seats=60, term_no=2).least == 60


def test_what_it_is_made_of(congress: Congress, house: Any) -> None:
    for n in range(5):
        seat(congress, house, f"代表{n}", woman=n < 2, manager=n == 4)
    seat(congress, house, "派遣", without_vote=True)
    made = queries.composition_of(congress)
    assert (made.seated, made.without_vote) == (5, 1)
    by_name = {one.name: one for one in made.shares}
    assert by_name["women"].fits  # two of five are 40 %
    assert not by_name["seats"].fits
    assert by_name["managers"].fits


def test_a_member_is_found_by_card_and_name(congress: Congress, house: Any) -> None:
    card = RollEntry.objects.get(person_id=house.worker.pk).card_no
    assert seat(congress, house, house.worker.name, member=card).person_id == house.worker.pk
    with pytest.raises(UnknownMember):
        seat(congress, house, "别的名字", member=card)
    with pytest.raises(NotNow):
        seat(congress, house, house.worker.name, member=card)


def test_elections_need_two_thirds_there(congress: Congress, house: Any) -> None:
    facts = {"district": "一车间", "on": TODAY, "seats": 2, "candidates": 3, "electors": 30, "by": house.chair}
    with pytest.raises(NotNow):
        actions.record_election(congress=congress, present=19, ballots=19, **facts)
    made = actions.record_election(congress=congress, present=20, ballots=20, **facts)
    assert made.notice_until == date(2026, 3, 12)  # five working days


def call(congress: Congress, house: Any, **given: Any) -> Any:
    fields = {
        "on": date(2026, 3, 12), "place": "礼堂", "notice_on": TODAY, "notice_way": "书面", "by": house.chair,
    }  # fmt: skip
    return actions.call_session(congress=congress, **(fields | given))


def test_sessions_are_called_in_time(congress: Congress, house: Any) -> None:
    with pytest.raises(NoticeTooLate):
        call(congress, house, on=date(2026, 3, 11))
    assert call(congress, house).number == 1
    with pytest.raises(NotNow):
        call(congress, house, asked_by="delegates")
    short = actions.file_petition(
        congress=congress, kind="session", about="食堂", on=TODAY, signed=17, of=54, by=house.chair
    )
    assert not short.granted
    actions.file_petition(congress=congress, kind="session", about="食堂", on=TODAY, signed=18, of=54, by=house.chair)
    assert call(congress, house, on=date(2026, 3, 13), asked_by="delegates").extra


def test_counting(congress: Congress, house: Any, clock: Any) -> None:
    session = call(congress, house)
    item = actions.put_on_agenda(session=session, type="pass", title="草案", by=house.chair)
    heard = actions.put_on_agenda(session=session, type="hear", title="报告", by=house.chair)
    with pytest.raises(NotNow):
        actions.count_item(session=session, item=item, by=house.chair)
    clock.move_to("2026-03-12")
    session = actions.open_session(session=session, on=date(2026, 3, 12), total=60, present=40, by=house.chair)
    assert (session.quorum, session.publish_by, session.report_by) == (True, date(2026, 3, 19), date(2026, 3, 23))
    ballots = {"issued": 40, "returned": 40}
    with pytest.raises(CountsWrong):
        actions.count_item(session=session, item=item, yes=41, by=house.chair, **ballots)
    failed = actions.count_item(session=session, item=item, yes=30, no=10, by=house.chair, **ballots)
    assert failed.result == "failed"  # not more than half of all sixty
    assert actions.count_item(session=session, item=item, yes=31, no=9, by=house.chair, **ballots).result == "passed"
    assert actions.count_item(session=session, item=heard, opinions="无", by=house.chair).result == "done"
    with pytest.raises(NotNow):
        actions.put_on_agenda(session=session, type="hear", title="再加", by=house.chair)
    actions.publish_results(session=session, on=date(2026, 3, 12), by=house.chair)
    actions.report_session(session=session, on=date(2026, 3, 12), archive="2026-1", by=house.chair)
    session.refresh_from_db()
    assert (session.published_on, session.archive) == (date(2026, 3, 12), "2026-1")


def test_without_a_quorum_nothing_is_voted_on(congress: Congress, house: Any, clock: Any) -> None:
    session = call(congress, house)
    item = actions.put_on_agenda(session=session, type="decide", title="福利费", by=house.chair)
    clock.move_to("2026-03-12")
    session = actions.open_session(session=session, on=date(2026, 3, 12), total=60, present=39, by=house.chair)
    assert session.quorum is False
    with pytest.raises(NoQuorum):
        actions.count_item(session=session, item=item, issued=39, returned=39, yes=39, by=house.chair)


# --- motions -----------------------------------------------------------------------------------------------------


@pytest.fixture
def delegate(congress: Congress, house: Any) -> Any:
    card = RollEntry.objects.get(person_id=house.worker.pk).card_no
    seat(congress, house, house.worker.name, member=card)
    return house.worker


def file(congress: Congress, by: Any, **given: Any) -> Motion:
    fields = {"klass": "life", "title": "改善食堂", "reason": "菜少", "proposal": "加菜", "seconders": "甲、乙"}
    return actions.file_motion(congress=congress, by=by, **(fields | given))


def test_a_motion_to_the_end(congress: Congress, delegate: Any, house: Any) -> None:
    motion = file(congress, delegate)
    assert motion.due_on == date(2026, 3, 12)
    matters.move(matter=motion, name="accept", by=house.chair, department="后勤部")
    assert motion.due_on == date(2026, 4, 7)  # thirty days, the last a holiday
    matters.move(matter=motion, name="answer", by=house.chair, on=TODAY, reply="下月加菜")
    assert Notice.objects.filter(person_id=delegate.pk, words__contains="满意").exists()
    with pytest.raises(NotADeputy):
        actions.rate_reply(motion=motion, satisfaction="satisfied", by=house.newcomer)
    actions.rate_reply(motion=motion, satisfaction="not", says="没有日期", by=delegate)
    motion.refresh_from_db()
    assert (motion.stage_code, motion.reply) == ("accepted", "")
    matters.move(matter=motion, name="answer", by=house.chair, on=TODAY, reply="四月一日起加菜")
    actions.rate_reply(motion=motion, satisfaction="satisfied", by=delegate)
    motion.refresh_from_db()
    assert (motion.is_closed, motion.satisfaction) == (True, "satisfied")


def test_silence_closes_an_answered_motion(congress: Congress, delegate: Any, house: Any, clock: Any) -> None:
    from unionhall.accounts import queries as accounts

    motion = file(congress, delegate)
    matters.move(matter=motion, name="accept", by=house.chair, department="后勤部")
    matters.move(matter=motion, name="answer", by=house.chair, on=TODAY, reply="加菜")
    clock.move_to("2026-03-20")
    matters.watch(by=accounts.system_user("clock"))
    motion.refresh_from_db()
    assert motion.stage_code == "closed"


def test_who_may_file_one(congress: Congress, delegate: Any, house: Any) -> None:
    with pytest.raises(SecondersNeeded, match="2名"):
        file(congress, delegate, seconders="甲")
    with pytest.raises(NotADeputy):
        file(congress, house.newcomer)
    deputy = queries.deputies_of(congress).get(person_id=delegate.pk)
    with pytest.raises(NotAllowed):
        file(congress, house.outsider_chair, proposer=deputy)
    assert file(congress, house.chair, proposer=deputy).proposer_id == delegate.pk


def test_a_declined_motion_says_why(congress: Congress, delegate: Any, house: Any) -> None:
    motion = file(congress, delegate)
    matters.move(matter=motion, name="decline", by=house.chair, says="不属于本单位职权")
    assert motion.outcome == "declined"
    assert "不属于本单位职权" in Notice.objects.filter(person_id=delegate.pk).latest("pk").words


def test_the_term_ends_late_only_with_consent(congress: Congress, house: Any) -> None:
    with pytest.raises(NotNow, match="批准"):
        actions.end_congress(congress=congress, on=TODAY, because="", by=house.chair)
    actions.end_congress(congress=congress, on=TODAY, because="余工〔2026〕3号同意提前", by=house.chair)
    congress.refresh_from_db()
    assert congress.ended_on == TODAY


def test_two_records_of_one_person_become_one(congress: Congress, delegate: Any, house: Any) -> None:
    from unionhall.bargaining.merging import SEATS

    file(congress, delegate)
    source, target = delegate.pk, house.newcomer.pk
    assert SEATS.count(source) == 2
    moved = SEATS.move(source=source, target=target, by=house.organiser)
    assert queries.my_seat(house.worker) is None
    assert Deputy.objects.get(person_id=target).congress_id == congress.pk
    SEATS.undo(source=source, target=target, moved=moved, by=house.organiser)
    assert queries.my_seat(house.worker) is not None


def test_a_congress_that_has_not_met_or_runs_out_is_called_for(congress: Congress, house: Any, clock: Any) -> None:
    assert not queries.congresses_to_call(house.chair).exists()
    clock.move_to("2026-10-05")
    assert queries.congresses_to_call(house.chair).get() == congress
    assert not queries.congresses_to_call(house.outsider_chair).exists()
    session = call(congress, house, on=date(2026, 10, 20), notice_on=date(2026, 10, 5))
    clock.move_to("2026-10-20")
    actions.open_session(session=session, on=date(2026, 10, 20), total=54, present=50, by=house.chair)
    assert not queries.congresses_to_call(house.chair).exists()
    clock.move_to("2028-10-05")
    assert queries.congresses_to_call(house.chair).exists()


def test_names_are_published_where_the_rules_ask() -> None:
    from unionhall.bargaining import standards

    assert standards.names_by(TODAY, "330203") == date(2026, 3, 12)
    assert standards.names_by(TODAY, "330110") is None
