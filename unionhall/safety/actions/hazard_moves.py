"""What follows from each move of a hazard; each runs in the move's own transaction, under the row's lock."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.documents import actions as documents
from unionhall.kit import figures
from unionhall.matters import actions as matters

from .. import queries
from ..choices import Decision, Grade
from ..models import Hazard
from ..refusals import FivePoints, NotYet
from .escalating import escalate
from .hazards import start_clock, title_of
from .keeping import full_minute, keep, not_before
from .overdue import begin_overdue, end_overdue
from .telling import move_case, proof_of, said, tell_reporter

POINTS = ("measure", "responsible", "money", "fix_by", "emergency_plan")


def verified(*, case: Hazard, by: Any, kind: str, grade: str, spot: str, found: str, basis: str, **_rest: Any) -> None:
    """It is there: facts in the union's own words; a major one is told to the county the same day."""
    now = timezone.now()
    title = title_of(kind, spot)  # the reporter's own words leave the title as well
    keep(case, kind=kind, grade=grade, spot=spot, title=title, found=found, basis=basis, verified_at=now)
    figures.add("safety.verified", unit=case.unit, day=timezone.localdate(now))
    start_clock(case, "notice", now, by=by)
    if not case.is_imminent:
        keep(case, decide_by=None)
    elif case.decide_by is None:
        keep(case, decide_by=queries.term("answer-imminent", start=now, place=_place(case)).at)
    move_case(case, "accept", by=by)
    if grade == Grade.MAJOR:
        escalate(case, by=by, because=_("核实为重大隐患"), levels=1)


def unfounded(*, case: Hazard, by: Any, **_rest: Any) -> None:
    """Not there, or no hazard: the reporter is told why."""
    end_overdue(case, by=by)
    move_case(case, "decline", by=by, says=said(case, "dismiss"))


def notified(*, case: Hazard, by: Any, **facts: Any) -> None:
    """The letter is drawn up for signing: a notice with measures, or the proposal to evacuate."""
    now = timezone.now()
    if (delivered := facts.get("delivered_at")) and delivered < full_minute(case.seen_at):
        raise NotYet(_("提出时间不能早于发现隐患的时间。"), field="delivered_at")
    known = {name: facts[name] for name in (*POINTS, "people", "delivered_to", "delivered_at") if facts.get(name)}
    keep(case, notified_at=now, **known)
    if case.is_imminent:
        matters.set_due(case, due_on=case.due_on, due_at=case.decide_by, by=by)
    else:
        start_clock(case, "answer", now, by=by)
    draw(case, "safety.evacuation" if case.is_imminent else "safety.hazard-notice", by=by)
    tell_reporter(case, _("已核实，已向用人单位提出整改意见。"), by=by)


def draw(hazard: Hazard, kind: str, *, by: Any, addressee: str = "", **more: Any) -> Any:
    """A draft of the letter about this hazard."""
    firm = hazard.employer
    return documents.draw_up(
        kind=kind, unit=hazard.unit, facts=queries.hazard_facts(hazard) | more, by=by, subject=hazard, employer=firm,
        addressee=addressee or (firm.name if firm is not None else hazard.site),
    )  # fmt: skip


def may_answer(*, case: Hazard, by: Any, **_rest: Any) -> None:
    if case.is_imminent:
        raise NotYet(_("危及生命的隐患请登记“用人单位的决定”。"))


def may_decide(*, case: Hazard, by: Any, **_rest: Any) -> None:
    if not case.is_imminent:
        raise NotYet(_("这不是危及生命的隐患，请登记“用人单位答复”。"))


def answered(*, case: Hazard, by: Any, employer_said: str = "", **points: Any) -> None:
    """What the employer promises; its five fixed points take the place of what the union proposed."""
    end_overdue(case, by=by)
    now = timezone.now()
    given = {name: points[name] for name in POINTS if points.get(name) not in (None, "")}
    keep(case, answered_at=now, employer_said=employer_said, **given)
    term = queries.term("plan-accept", start=now, place=_place(case))
    matters.set_due(case, due_on=term.day, by=by)


def decided(*, case: Hazard, by: Any, decision: str, decided_at: datetime, **points: Any) -> None:
    """The employer's decision on the evacuation; a refusal goes up at once."""
    if decided_at < full_minute(case.delivered_at or case.seen_at):
        raise NotYet(_("决定时间不能早于提出撤离建议（或者发现险情）的时间。"), field="decided_at")
    answered(case=case, by=by, **points)
    keep(case, decision=decision, decided_at=decided_at)
    for letter in queries.drafts_of(case, "safety.evacuation"):  # it says what was decided, and when
        documents.redraw(document=letter, facts=queries.hazard_facts(case), by=by)
    if decision == Decision.REFUSE:
        escalate(case, by=by, because=_("用人单位不采纳紧急撤离建议"))


def may_fix(*, case: Hazard, by: Any, **_rest: Any) -> None:
    if case.grade == Grade.MAJOR and not case.five_points:
        raise FivePoints
    if case.fix_by is None:
        raise NotYet(_("用人单位还没有写明整改期限，请先退回补充。"))


def fixing(*, case: Hazard, by: Any, **_rest: Any) -> None:
    """The plan is accepted: by when it is rechecked, and when the county hears if it is not."""
    assert case.fix_by is not None
    start_clock(case, "recheck", case.fix_by, by=by)
    watch_promise(case)


def watch_promise(hazard: Hazard) -> None:
    """General hazards go to the county so many days after the promise; others went there when verified."""
    if hazard.grade == Grade.GENERAL and hazard.fix_by is not None:
        keep(hazard, escalate_on=queries.term("escalate-general", start=hazard.fix_by, place=_place(hazard)).day)


def sent_back(*, case: Hazard, by: Any, **_rest: Any) -> None:
    start_clock(case, "answer", timezone.now(), by=by)


def rechecked(*, case: Hazard, by: Any, rechecked_on: date, **_rest: Any) -> None:
    """Mended, with photos: the record is drawn up, and somebody else closes it."""
    _rechecked_after(case, rechecked_on)
    end_overdue(case, by=by)
    keep(case, rechecked_on=rechecked_on)
    figures.add("safety.mended", unit=case.unit, day=timezone.localdate())
    draw(case, "safety.recheck", by=by, mended=True)
    matters.set_due(case, due_on=queries.term("close", start=timezone.localdate(), place=_place(case)).day, by=by)


def not_mended(*, case: Hazard, by: Any, rechecked_on: date, fix_by: date, **_rest: Any) -> None:
    """Looked at again and still there: a new day is promised."""
    _rechecked_after(case, rechecked_on)
    keep(case, rechecked_on=rechecked_on, fix_by=fix_by)
    draw(case, "safety.recheck", by=by, mended=False)
    start_clock(case, "recheck", fix_by, by=by)


def closed(*, case: Hazard, by: Any, **_rest: Any) -> None:
    """The counts, and the reporter is told: with the photos of the recheck, or with what the authority did."""
    end_overdue(case, by=by)
    in_time = case.overdue_since is None
    keep(case, in_time=in_time)
    day = timezone.localdate(case.closed_at)
    figures.add("safety.closed", unit=case.unit, day=day)
    if in_time:
        figures.add("safety.closed_in_time", unit=case.unit, day=day)
    proof, result = proof_of(case, "recheck"), said(case, "feedback")
    words = _("隐患已整改，复查照片见附件。") if proof else _("监管部门已处理。")
    tell_reporter(case, words, by=by, papers={"proof": proof} if proof else None)
    move_case(case, "resolve", by=by, says=result or _("您报告的隐患已整改，经复查合格。"))


def lapsed(*, case: Hazard, by: Any, **_rest: Any) -> None:
    """No answer, or not mended, in time."""
    begin_overdue(case, by=by)
    start = case.fix_by or timezone.localdate()
    term = queries.term("escalate-general", start=start, place=_place(case))
    keep(case, escalate_on=term.day)
    matters.set_due(case, due_on=max(term.day, timezone.localdate()), by=by)


def handed(*, case: Hazard, by: Any, authority: str, **_rest: Any) -> None:
    """To the authority with a letter; it stays on the list until the authority says what came of it."""
    end_overdue(case, by=by)
    draw(case, "safety.hand-over", by=by, addressee=authority, authority=authority)
    keep(case, authority=authority, authority_told_at=case.authority_told_at or timezone.now())
    term = queries.term("authority-feedback", start=timezone.localdate(), place=_place(case))
    matters.set_due(case, due_on=term.day, by=by)
    tell_reporter(case, _("用人单位没有按要求整改，已移送监管部门处理。"), by=by)


def passed_on(*, case: Hazard, by: Any, to_number: str, **_rest: Any) -> None:
    """It goes on at another county's desk; here the line stays."""
    keep(case, passed_to=to_number)


def _rechecked_after(hazard: Hazard, on: date) -> None:
    words = _("复查日期不能早于隐患登记的日期。")
    not_before(on, timezone.localdate(hazard.opened_at), "rechecked_on", words)


def _place(hazard: Hazard) -> str:
    return queries.place_of(hazard.unit, hazard.employer)
