"""What follows from the moves of a round: dates kept, clocks set from the day of the fact, the register, events."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import clock
from unionhall.kit.text import full_day
from unionhall.matters import actions as matters

from .. import queries, standards
from ..arithmetic import years_after
from ..choices import EndedWhy, Side, Trouble
from ..models import Clause, Round, Term
from ..refusals import (
    BadTerm,
    BelowFloor,
    ExtendedBefore,
    NeedsConsent,
    NoFirms,
    NotPassed,
    NotSettled,
    NotTheChief,
    PhotoNeeded,
    SidesNotReady,
    StoppedLongEnough,
    WasPassed,
    WrongOrder,
)
from . import register
from .standing import not_future
from .talking import new_version


def keep(row: Round, **values: Any) -> None:
    """Columns of the round; the move that called us saves them."""
    for name, value in values.items():
        setattr(row, name, value)


def _place(row: Round) -> str:
    return standards.place_of(row.unit, row.employer)


def _clock(row: Round, code: str, start: date, by: Any) -> None:
    matters.set_due(row, due_on=standards.due(code, start, _place(row)), by=by)


def _after(on: date, earlier: date | None) -> None:
    """A fact lies neither in the future nor before what it follows."""
    not_future(on)
    if earlier is not None and on < earlier:
        raise WrongOrder


# --- before the table --------------------------------------------------------------------------------------------


def replied(*, case: Round, by: Any, on: date, meeting_on: date, meeting_place: str) -> None:
    """The other side has agreed to talk; data are due some days before the meeting."""
    _after(on, case.offered_on)
    if meeting_on < on:
        raise WrongOrder(_("会议日期不能早于答复日期。"), field="meeting_on")
    keep(case, replied_on=on, meeting_on=meeting_on, meeting_place=meeting_place.strip())
    matters.set_due(case, due_on=standards.data_by(meeting_on, _place(case)), by=by)


def sides_ready(*, case: Round, by: Any) -> None:
    """Both sides are made up as the rules of the place ask, and an area's contract names its firms."""
    if case.binds_many and not queries.firms_of(case):
        raise NoFirms
    rule = standards.side_rule(case.kind, _place(case), large=case.large)
    faults = standards.side_faults(rule, queries.seats_of(case))
    if faults:
        raise SidesNotReady(" ".join(faults))


def begun(*, case: Round, by: Any, on: date) -> None:
    _after(on, case.replied_on or case.offered_on)
    keep(case, talks_from=on, clock_from=on)
    _clock(case, "bargaining.finish", on, by)


def suspended(*, case: Round, by: Any, on: date, consent: bool) -> None:
    _after(on, case.talks_from)
    if not consent:
        raise NeedsConsent
    last = standards.stop_until(on, case.stopped_days, _place(case))
    if last < on:
        words = _("各次中止累计不得超过%(most)d日，已经中止%(stopped)d日，请恢复协商或者提请协调。")
        facts = {"most": standards.stops_most(_place(case)), "stopped": case.stopped_days}
        raise StoppedLongEnough(words % facts)
    keep(case, suspended_on=on)
    matters.set_due(case, due_on=last, by=by)


def resumed(*, case: Round, by: Any, on: date) -> None:
    """The talks' time goes on where it stood: the days of the stop are not of it."""
    _after(on, case.suspended_on)
    before, began = case.stopped_days, case.clock_from or case.talks_from or on
    _stop_is_over(case, on)
    keep(case, clock_from=began + timedelta(days=case.stopped_days - before))
    _clock(case, "bargaining.finish", case.clock_from or on, by)


def _stop_is_over(row: Round, on: date) -> None:
    if row.suspended_on is not None:
        keep(row, stopped_days=row.stopped_days + max(0, (on - row.suspended_on).days), suspended_on=None)


def talked_again(*, case: Round, by: Any, on: date) -> None:
    """A draft has failed: new talks, new time."""
    vote = queries.last_vote(case)
    _after(on, vote.on if vote is not None else None)
    keep(case, clock_from=on)
    _clock(case, "bargaining.finish", on, by)


# --- the draft and the vote --------------------------------------------------------------------------------------


def _stands(row: Round, term_from: date, term_to: date) -> None:
    """Clauses are settled, none below its floor, and the term is within the rules."""
    if term_to <= term_from:
        raise WrongOrder(field="term_to")
    if fault := standards.term_fault(row.kind, term_from, term_to, _place(row)):
        raise BadTerm(fault)
    clauses = queries.clauses_of(row)
    if open_ones := [one.title for one in clauses if not one.is_settled]:
        raise NotSettled(_("还有条款没有谈定：%(titles)s。") % {"titles": _("、").join(open_ones)})
    sectors = queries.sector_terms(row, _place(row))
    for one in clauses:
        _not_below(one.title, one.topic, one.agreed, _place(row))
        _not_under(one, sectors.get(one.topic))


def _not_under(clause: Clause, sector: Term | None) -> None:
    """Where the place says so, not below the contract of the firm's sector or area."""
    if sector is not None and queries.is_under(sector, clause.agreed):
        words = _("“%(title)s”低于对本单位有效的行业性、区域性合同约定的%(least)s。")
        raise BelowFloor(words % {"title": clause.title, "least": f"{sector.value or 0:f}".rstrip("0").rstrip(".")})


def _not_below(title: str, topic: str, agreed: Decimal | None, place: str) -> None:
    floor = standards.floor_of(topic, place)
    if floor is not None and agreed is not None and not floor.allows(agreed):
        words = _("“%(title)s”约定为%(agreed)s，须高于%(floor)s（%(source)s）。")
        if not floor.above:
            words = _("“%(title)s”约定为%(agreed)s，不得低于%(floor)s（%(source)s）。")
        numbers = {"agreed": f"{agreed.normalize():f}", "floor": f"{floor.value.normalize():f}"}
        raise BelowFloor(words % {"title": title, "source": floor.source, **numbers})


def drafted(*, case: Round, by: Any, on: date, text: str, term_from: date, term_to: date, contents: list[str]) -> None:
    _after(on, case.talks_from)
    _stands(case, term_from, term_to)
    new_version(case, text, "", by)
    keep(case, drafted_on=on, term_from=term_from, term_to=term_to, contents=list(contents))
    _clock(case, "bargaining.renegotiate" if case.again else "bargaining.to-congress", on, by)


def put_to_congress(*, case: Round, by: Any, on: date) -> None:
    """The day of the congress is the last day of this stage."""
    if case.drafted_on is not None and on < case.drafted_on:
        raise WrongOrder
    matters.set_due(case, due_on=max(on, clock.today()), by=by)


def vote_failed(*, case: Round, by: Any) -> None:
    if not queries.has_draft_failed(case):
        raise WasPassed


def failed(*, case: Round, by: Any) -> None:
    keep(case, again=True)


def vote_passed(*, case: Round, by: Any) -> None:
    if not queries.is_draft_passed(case):
        raise NotPassed


def signed(*, case: Round, by: Any, on: date, contract_no: str, signed_workers: str, signed_employer: str) -> None:
    vote = queries.last_vote(case)
    _after(on, vote.on if vote is not None else None)
    _signed_by_chiefs(case, {Side.WORKERS: signed_workers, Side.EMPLOYER: signed_employer})
    keep(
        case, signed_on=on, contract_no=contract_no.strip(), signed_workers=signed_workers.strip(),
        signed_employer=signed_employer.strip(),
    )  # fmt: skip
    matters.set_due(case, due_on=standards.submit_by(case.kind, on, _place(case)), by=by)


def _signed_by_chiefs(row: Round, names: Mapping[Side, str]) -> None:
    """Those who lead the sides sign, and nobody for them."""
    chiefs = queries.chiefs_of(row)
    for side, name in names.items():
        if side in chiefs and name.strip() != chiefs[side]:
            words = _("%(side)s首席代表是%(name)s，合同由首席代表签字；换了人的，请先在“双方代表”里登记。")
            raise NotTheChief(words % {"side": side.label, "name": chiefs[side]}, field=f"signed_{side.value}")


def not_submitted(*, case: Round, by: Any, on: date) -> None:
    """The employer has not sent the signed contract in by its day: supervision hears of it."""
    not_future(on)
    if case.due_on is None or on <= case.due_on:
        raise WrongOrder(_("报送的期限还没有过。"), field="on")
    _refused(case, Trouble.NOT_SUBMITTED, by)


# --- the authority -----------------------------------------------------------------------------------------------


def submitted(*, case: Round, by: Any, on: date, authority: str) -> None:
    _after(on, case.signed_on)
    keep(case, submitted_on=on, authority=authority.strip())
    _clock(case, "bargaining.receipt", on, by)


def received(*, case: Round, by: Any, on: date) -> None:
    """Its days run from receipt; when they end in silence the contract is in force."""
    _after(on, case.submitted_on)
    keep(case, received_on=on)
    _clock(case, "bargaining.silence", on, by)


def objected(*, case: Round, by: Any, on: date, opinion_no: str) -> None:
    _after(on, case.received_on)
    keep(case, opinion_on=on, opinion_no=opinion_no.strip())
    _clock(case, "bargaining.mend", on, by)


def mended(*, case: Round, by: Any, on: date, text: str) -> None:
    """The terms objected to are changed and the text goes to the authority again."""
    _after(on, case.opinion_on)
    new_version(case, text, _("按审查意见修改"), by)
    keep(case, submitted_on=on, received_on=None, opinion_on=None, opinion_no="")
    _clock(case, "bargaining.receipt", on, by)


def accepted(*, case: Round, by: Any, on: date, opinion_no: str) -> None:
    _after(on, case.received_on)
    keep(case, opinion_on=on, opinion_no=opinion_no.strip())
    _in_force(case, on, by)


def deemed(*, case: Round, by: Any) -> None:
    """The authority was silent: in force once its last day has ended."""
    assert case.received_on is not None
    _in_force(case, standards.due("bargaining.silence", case.received_on, _place(case)) + timedelta(days=1), by)


def _in_force(case: Round, on: date, by: Any) -> None:
    keep(case, in_force_on=on)
    agreement = register.enter(case, by)
    keep(case, agreement_id=agreement.pk)
    _clock(case, "bargaining.publish", on, by)


# --- afterwards --------------------------------------------------------------------------------------------------


def published(*, case: Round, by: Any, on: date) -> None:
    _after(on, case.in_force_on)
    if not queries.has_papers_of_last_step(case):
        raise PhotoNeeded
    keep(case, published_on=on)
    register.note_days(case, published_on=on)
    _clock(case, "bargaining.file-upper", on, by)


def filed(*, case: Round, by: Any, on: date) -> None:
    _after(on, case.published_on)
    keep(case, filed_on=on)
    register.note_days(case, filed_on=on)
    _next_report(case, case.in_force_on or on, by)


def reported(*, case: Round, by: Any, on: date) -> None:
    """Both chiefs told the congress how the contract was kept; the next time within a year."""
    _after(on, case.in_force_on)
    register.note_days(case, reported_on=on)
    _next_report(case, on, by)


def _next_report(case: Round, since: date, by: Any) -> None:
    ends = case.term_to or years_after(since, 1)
    matters.set_due(case, due_on=min(standards.due("bargaining.report-within", since, _place(case)), ends), by=by)


def ended_early(*, case: Round, by: Any, on: date, why: str) -> None:
    _after(on, case.in_force_on)
    if why == EndedWhy.AGREED and not queries.has_papers_of_last_step(case, "end"):
        raise PhotoNeeded(_("双方协商解除的，请附上双方签字的解除协议和职工代表大会的决议。"))
    register.end_of(case, on=on, why=why, by=by)
    _clock(case, "bargaining.end-filing", on, by)


def expired(*, case: Round, by: Any) -> None:
    """The day after the last is the first on which it no longer binds."""
    assert case.term_to is not None
    on = case.term_to + timedelta(days=1)
    register.end_of(case, on=on, why=EndedWhy.EXPIRED, by=by)
    _clock(case, "bargaining.end-filing", on, by)


def end_filed(*, case: Round, by: Any, on: date) -> None:
    not_future(on)
    register.note_days(case, end_filed_on=on)


# --- when the other side will not ---------------------------------------------------------------------------------


def authority_asked(*, case: Round, by: Any, on: date, why: str) -> None:
    """The labour authority is asked to step in; supervision hears of refusals and delays by the line of the log."""
    _after(on, case.suspended_on or case.offered_on)
    if why == Trouble.NO_REPLY and on <= (last := standards.due("bargaining.reply", case.offered_on, _place(case))):
        words = _("答复的期限到%(day)s才满，之前还不是逾期不答复。")
        raise WrongOrder(words % {"day": full_day(last)}, field="why")
    _stop_is_over(case, on)
    _clock(case, "bargaining.dispute", on, by)
    _refused(case, why, by)


def _refused(row: Round, why: str, by: Any) -> None:
    audit.record(
        "bargaining.round.refused", subject=row, by=by, unit=row.unit, number=row.number, why=why,
        employer_id=row.employer_id, unit_id=row.unit_id, kind=row.kind, words=str(Trouble(why).label),
    )  # fmt: skip


def prolonged(*, case: Round, by: Any) -> None:
    if case.extended:
        raise ExtendedBefore
    keep(case, extended=True)
    _clock(case, "bargaining.dispute-extension", case.due_on or clock.today(), by)


def settled(*, case: Round, by: Any, on: date) -> None:
    _after(on, case.offered_on)
    if case.talks_from is None:  # talks that had not begun begin with proper sides, whoever brought them about
        sides_ready(case=case, by=by)
    keep(case, talks_from=case.talks_from or on, clock_from=on)
    _clock(case, "bargaining.finish", on, by)
