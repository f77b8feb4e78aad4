"""Who has a case: signing for it, naming a person, sending it on, returning it, and the level above deciding."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.kit import figures
from unionhall.kit.access import Level, NotAllowed
from unionhall.kit.text import in_house_language
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import UnitState
from unionhall.workflow import Waiting

from .. import queries
from ..choices import EventKind, HopWhy, Secrecy
from ..models import Case, Hop
from ..permissions import Cases
from ..refusals import MustDecide, NoReturn, NotNow, NotThere, OutOfReach, OwnCase, SecretFromUnion, WordsNeeded
from .clocks import restart_stage_clock, sign_by
from .standing import drop_helper_copy, require_work, still_open, write
from .telling import enter, headline, tell_holder, tell_unit, tell_worker


@in_house_language
@transaction.atomic
def take(*, case: Case, by: Any) -> Case:
    """签收: sign for it and become the named person who has it."""
    still_open(case)
    require_work(case, by, Cases.WORK)
    if case.holder_id == by.pk:
        return case
    name_holder(case, by.pk, str(by))
    write(case, **sign(case, by))
    enter(case, EventKind.TAKEN, by=by, for_worker=True)
    audit.record("cases.case.taken", subject=case, by=by)
    return case


@in_house_language
@transaction.atomic
def assign(*, case: Case, to_person: int, by: Any) -> Case:
    """Name the person who has it: one who may work on such cases by a role at the unit itself."""
    still_open(case)
    require_work(case, by, Cases.ASSIGN)
    holders = dict(accounts.holders(queries.working_permission(case), case.unit))
    if to_person not in holders:
        raise NotThere
    if to_person == case.person_id and case.secrecy == Secrecy.OPEN:  # else the refusal would say who sent it
        raise OwnCase(gettext_lazy("这位同事是本件的来件人，按回避规定请另选一人。"))
    name_holder(case, to_person, holders[to_person])
    write(case, **sign(case, by))
    enter(case, EventKind.TAKEN, by=by, for_worker=True, holder=to_person)
    audit.record("cases.case.assigned", subject=case, by=by, holder=to_person)
    tell_holder(case, "assigned", _("交给您办理"), headline(case), by=by, key=f"own:{case.pk}:{case.version}")
    return case


@in_house_language
@transaction.atomic
def dispatch(*, case: Case, to_unit: Any, by: Any, reason: str = "") -> Case:
    """Send it to a unit within one's reach; refuses the employer's own union where identity is hidden from it."""
    still_open(case)
    require_work(case, by, Cases.ASSIGN)
    if case.to_decide:
        raise MustDecide
    check_place(case, to_unit, by, Cases.ASSIGN)
    put(case, to_unit, HopWhy.DISPATCHED, reason=reason, by=by)
    _say(case, EventKind.DISPATCHED, "dispatched", reason, by=by)
    return case


@in_house_language
@transaction.atomic
def send_back(*, case: Case, by: Any, reason: str) -> Case:
    """Not ours: back to whoever sent it, else one level up; past the cap the level above has to decide the place.

    Whoever asks for something and is the only one of the union returns it, for another to have it (decision 17).
    """
    still_open(case)
    if not queries.holds(by, case, Cases.WORK):
        raise NotAllowed
    if not reason.strip():
        raise WordsNeeded(gettext_lazy("请写明退回理由。"))
    if case.decided:
        raise NoReturn
    if case.to_decide:
        raise MustDecide
    case.returns += 1
    case.to_decide = case.returns > case.service.returns_allowed
    put(case, _returns_to(case), HopWhy.RETURNED, reason=reason.strip(), by=by)
    _say(case, EventKind.RETURNED, "returned", reason.strip(), by=by, returns=case.returns)
    return case


@in_house_language
@transaction.atomic
def decide_place(*, case: Case, unit: Any, by: Any, reason: str) -> Case:
    """裁定: the level above says who handles it, for good; it may keep it."""
    still_open(case)
    if not case.to_decide:
        raise NotNow
    require_work(case, by, Cases.DECIDE)
    if not reason.strip():
        raise WordsNeeded(gettext_lazy("请写明裁定理由。"))
    if unit.pk != case.unit_id:
        check_place(case, unit, by, Cases.DECIDE)
    case.to_decide, case.decided = False, True
    put(case, unit, HopWhy.DECIDED, reason=reason.strip(), by=by)
    _say(case, EventKind.DISPATCHED, "decided", reason.strip(), by=by)
    return case


# --- what the other acts build on ------------------------------------------------------------------------------------


def put(case: Case, unit: Any, why: str, *, reason: str = "", by: Any) -> None:
    """End one unit's turn and begin the next one's, with its own clock; the desk's copy and the counts go along."""
    from_unit, from_desk = case.unit, case.unit.desk_id
    leave(case)
    drop_helper_copy(case, unit)
    arrive(case, unit, from_unit, why, reason=reason, by=by)
    write(
        case, from_desk=from_desk, taken_at=None, late_told_on=None, sign_by=None if case.is_closed else sign_by(case)
    )


def leave(case: Case) -> None:
    """End the running turn; a closed case has none."""
    hop = queries.current_hop(case)
    if hop is None:
        return
    today = timezone.localdate()
    late = bool(hop.late or (hop.due_on and hop.due_on < today and case.stage.waits_for is not Waiting.WORKER))
    Hop.objects.of(case.person_id).filter(pk=hop.pk).update(left_at=timezone.now(), late=late)
    figures.add("cases.open", unit=case.unit, day=today, n=-1)


def arrive(case: Case, unit: Any, from_unit: Any, why: str, *, reason: str = "", by: Any) -> None:
    case.unit, case.county_id, case.city_id = unit, unit.county_id, unit.city_id
    case.holder_id, case.holder_name = None, ""
    if case.is_closed:
        return
    Hop.objects.create(
        person_id=case.person_id,
        case_id=case.pk,
        unit=unit,
        from_unit=from_unit,
        why=why,
        reason=reason[:300],
        since=timezone.now(),
        by_id=by.pk,
    )
    restart_stage_clock(case)
    figures.add("cases.open", unit=unit, day=timezone.localdate())


def name_holder(case: Case, person_id: int, name: str) -> None:
    case.holder_id, case.holder_name = person_id, name[:60]


def sign(case: Case, by: Any) -> dict[str, Any]:
    """Write at the hop that it is signed for; returns what the desk row should say."""
    now = timezone.now()
    hops = Hop.objects.of(case.person_id).filter(case_id=case.pk, left_at=None, taken_at=None)
    hops.update(taken_at=now, taken_by_id=by.pk)
    return {"taken_at": now, "sign_by": None}


def take_silently(case: Case, by: Any) -> dict[str, Any]:
    """Whoever acts on a case nobody holds has signed for it."""
    if case.holder_id is None:
        name_holder(case, by.pk, str(by))
    return sign(case, by)


def check_place(case: Case, unit: Any, by: Any, needs: str) -> None:
    """Refuse a unit out of reach, closed, the same one, or the employer's own union where it must not know."""
    if unit.pk == case.unit_id:
        raise NotNow(gettext_lazy("这件诉求已经在该工会。"))
    if unit.state not in (UnitState.ACTIVE, UnitState.OVERDUE) or not by.may(needs, at=unit):
        raise OutOfReach
    if is_secret_from(case, unit):
        raise SecretFromUnion


def is_secret_from(case: Case, unit: Any) -> bool:
    """Whether it is the union of the very employer the sender hides from (rights.md §2, row 2)."""
    if case.secrecy == Secrecy.OPEN or case.employer is None or unit.level != Level.GRASSROOTS:
        return False
    return unit.pk in {union.pk for union in orgs.unions_covering(case.employer)}


def _returns_to(case: Case) -> Any:
    """The unit above that dispatched it; where it came from beside, or past the cap, the level directly above."""
    hop = queries.current_hop(case)
    sent_by = hop.from_unit if hop is not None and hop.why == HopWhy.DISPATCHED else None
    if sent_by is not None and not case.to_decide and _is_open_above(sent_by, case.unit):
        return sent_by
    above = orgs.parent_of(case.unit)
    if above is None:
        raise NotAllowed(gettext_lazy("省级工会没有上级可退，请直接转派或办理。"))
    return above


def _is_open_above(unit: Any, of: Any) -> bool:
    return unit.pk != of.pk and of.path.startswith(unit.path) and unit.state != UnitState.CLOSED


def _say(case: Case, kind: EventKind, told: str, reason: str, *, by: Any, **facts: Any) -> None:
    enter(case, kind, by=by, words=reason, unit=case.unit_id, **facts)
    audit.record(f"cases.case.{told}", subject=case, by=by, because=reason, to=case.unit_id, **facts)
    key = f"{told}:{case.pk}:{case.version}"
    tell_unit(case, case.unit, told, str(kind.label), headline(case), by=by, key=key)
    words = _("现由%(unit)s办理。") % {"unit": case.unit}
    tell_worker(case, "placed", _("处理中：%(case)s") % {"case": headline(case)}, words, by=by, key=f"w:{key}")
