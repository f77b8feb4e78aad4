"""Making a move: check who, what was said and agreed; then stage, clocks, consequence, and the end of a case."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.accounts.choices import UserKind
from unionhall.audit import actions as audit
from unionhall.kit import figures
from unionhall.kit.facts import plain
from unionhall.kit.text import in_house_language
from unionhall.workflow import Move, NoSuchMove, machine_of

from .. import links, queries, tokens
from ..choices import EventKind, HopWhy, Status
from ..models import Case, Hop
from ..queries.counting import COUNTED
from ..refusals import NotNow, WordsNeeded
from . import papers as kept_papers
from .calling import expect_call
from .clocks import enter_stage, leave_stage
from .placing import put, take_silently
from .standing import locked, write
from .telling import enter, headline, tell_holder, tell_worker


@in_house_language
@transaction.atomic
def move(
    *, case: Case, name: str, by: Any, says: str = "", papers: Mapping[str, list[Any]] | None = None, **facts: Any
) -> Case:
    """Make the move `name`; what its small form asked comes as `facts` and goes to its `then`, in this transaction."""
    locked(case)
    step = _checked(case, name, by)
    if step.says and not says.strip():
        raise WordsNeeded(_("请填写：%(what)s") % {"what": step.says})
    if step.check is not None:
        step.check(case=case, by=by)
    before, wrote = case.stage, step.by_worker
    at_desk = _signed(case, step, by)
    leave_stage(case)
    enter_stage(case, step.to)
    enter(case, EventKind.MOVED, by=by, words=says.strip(), for_worker=True, move=name, **plain(facts))
    kept_papers.add(case, papers or {}, by=by)
    if step.to.final:
        at_desk |= _close(case, by=by)
    write(case, **at_desk, wrote_at=timezone.now() if wrote and not step.to.final else None)
    if step.then is not None:
        step.then(case=case, by=by, **facts)
    if step.hands_to is not None and (unit := step.hands_to(case)).pk != case.unit_id:
        put(case, unit, HopWhy.HANDED, reason=str(step.title or name), by=by)
    _record(case, step, before.code, by=by, says=says)
    if step.to.final:
        expect_call(case)
        _give_back(case, says.strip(), by=by)
    return case


def _checked(case: Case, name: str, by: Any) -> Move:
    step = queries.step_for(case, name)
    if step is None:
        raise NotNow
    if (refusal := queries.why_not(case, step, by=by)) is not None:
        raise refusal
    try:
        machine_of(case.service).after(case.stage_code, name)
    except NoSuchMove as refused:
        raise NotNow from refused
    return step


def _signed(case: Case, step: Move, by: Any) -> dict[str, Any]:
    """Whoever moves a case has thereby signed for it; nobody else need."""
    if step.by_worker or by.kind == UserKind.SYSTEM:
        return {}
    return take_silently(case, by)


def _close(case: Case, *, by: Any) -> dict[str, Any]:
    """The verdict on the promised date, the counts, and the link by which only the worker may rate."""
    now, today = timezone.now(), timezone.localdate()
    case.status, case.outcome = Status.CLOSED, case.stage.outcome
    case.closed_at, case.first_closed_at = now, case.first_closed_at or now
    case.closed_on_time = today <= case.due_on
    case.to_decide, case.stage_due_on, case.legal_due_on = False, None, None
    Hop.objects.of(case.person_id).filter(case_id=case.pk, left_at=None).update(left_at=now)
    figures.add("cases.open", unit=case.unit, day=today, n=-1)
    count_closing(case, n=1)
    return {"sign_by": None, "appointment_at": None}


def count_closing(case: Case, *, n: int) -> None:
    """Add (or, for a closing that did not hold, take away) the deltas of the closing at the unit and day it had."""
    if case.outcome not in COUNTED or case.closed_at is None:
        return
    day = timezone.localdate(case.closed_at)
    prefixes = ["cases", *(one for one in case.service.counts if one != "cases")]
    if case.time_class:
        prefixes.append(f"cases.{case.time_class}")
    for prefix in prefixes:
        figures.add(f"{prefix}.closed", unit=case.unit, day=day, n=n)
        if case.closed_on_time:
            figures.add(f"{prefix}.closed_on_time", unit=case.unit, day=day, n=n)


def _give_back(case: Case, says: str, *, by: Any) -> None:
    """The case this one was handed over from reads how it ended, and makes the move its service names for that."""
    if case.handed_over_from is None:
        return
    origin = Case.objects.of(case.person_id).select_related("unit").get(pk=case.handed_over_from)
    told = _("转接的“%(title)s”（%(number)s）已结束：%(stage)s")
    words = told % {"title": case.service.title, "number": case.number, "stage": case.stage.title}
    words = _("%(words)s。%(says)s") % {"words": words, "says": says} if says else words
    enter(origin, EventKind.HANDED_OVER, by=by, words=words, for_worker=True, number=case.number)
    name = origin.service.after_follower.get(f"{case.service_code}:{case.stage_code}", "")
    if name and queries.step_for(origin, name) is not None:
        move(case=origin, name=name, by=accounts.system_user("clock"), says=words)
    elif not origin.is_closed:
        tell_holder(origin, "follower", _("转接的事项已结束"), headline(origin), by=by, key=f"back:{case.pk}")


def _record(case: Case, step: Move, before: str, *, by: Any, says: str) -> None:
    facts = {"move": step.name, "from": before, "to": step.to.code, "number": case.number}
    audit.record("cases.case.moved", subject=case, by=by, **facts)
    if step.to.final:
        on_time = bool(case.closed_on_time)
        audit.record("cases.case.closed", subject=case, by=by, outcome=str(case.outcome), on_time=on_time, **facts)
    _tell(case, step, by=by, says=says)


def _tell(case: Case, step: Move, *, by: Any, says: str) -> None:
    if step.by_worker:
        tell_holder(case, "answered", _("来件人已回复"), headline(case), by=by)
    key = f"moved:{case.pk}:{case.version}"
    if not step.to.final:
        title = _("%(stage)s：%(case)s") % {"stage": step.to.worker_sees, "case": headline(case)}
        # what was written lies sealed with the case: a notice stands open in its table and travels by mail
        words = _("工会给您写了说明，请打开查看。") if says.strip() else str(step.to.worker_sees)
        tell_worker(case, "moved", title, words, by=by, key=key)
        return
    token, case.rate_token = tokens.rate_link(case.person_id, case.pk)
    write(case)
    title = _("已办结：%(case)s") % {"case": headline(case)}
    words = _("请为这次办理打分。链接只给您本人，只能用一次。")
    tell_worker(case, "closed", title, words, by=by, key=key, link=links.rate(token))
