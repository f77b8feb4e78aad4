"""The row of a case under lock, and its copies at the desks, kept the same in the same transaction."""

from datetime import date
from typing import Any

from unionhall.kit.access import NotAllowed

from .. import queries
from ..choices import Status
from ..models import Case, DeskCase
from ..refusals import Changed, NotNow, OwnCase

COPIED = (
    "number", "service_code", "title", "stage_code", "status", "outcome", "channel", "secrecy", "urgency",
    "employer_id", "holder_id", "holder_name", "received_at", "due_on", "stage_due_on", "closed_at", "closed_on_time",
    "rated_stars", "returns", "reopened", "fingerprint", "to_decide",
    "answered_at", "time_class",
)  # fmt: skip


def locked(case: Case) -> Case:
    """`case` itself, read again under a lock; refuses when somebody changed it since it was read."""
    known = case.version
    case.refresh_from_db(from_queryset=Case.objects.select_for_update(of=("self",)))
    if case.version != known:
        raise Changed
    return case


def still_open(case: Case) -> Case:
    """The same, and not closed."""
    if locked(case).is_closed:
        raise NotNow
    return case


def require_work(case: Case, by: Any, needs: str) -> None:
    """Refuse unless `by` may read this service's cases and has `needs`, both where it is; nobody has their own."""
    if not queries.holds(by, case, needs):
        raise NotAllowed
    refuse_own(case, by)


def hold(*, case: Case, by: Any, needs: str) -> Case:
    """The case under lock until the transaction ends, for an action of another room by whoever works on it."""
    require_work(case, by, needs)
    return locked(case)


def hold_matter(*, case: Case, by: Any, needs: str) -> Case:
    """The same with every case it was handed over from or to, in one order: two at once cannot block each other."""
    require_work(case, by, needs)
    for one in sorted(queries.handed_on(case), key=lambda one: one.pk):
        locked(one)
    return case


def refuse_own(row: Any, by: Any) -> None:
    """回避: nobody of the union acts on what they sent themselves; `row` is the case or its line in a ledger."""
    if queries.is_own(by, row):
        raise OwnCase


def write(case: Case, *, from_desk: int | None = None, **at_desk: Any) -> None:
    """Save the case one version on, and its copies; `at_desk` are columns only the desk row has.

    `from_desk` is where the lead copy lay before: a row does not change its shard, so it is written anew.
    """
    case.version += 1
    case.save(force_update=True)
    values = _copied(case)
    lead = {**values, "unit_id": case.unit_id, "next_due_on": next_due(case), **at_desk}
    desk_id = case.unit.desk_id
    if from_desk not in (None, desk_id) or not _lead(case, desk_id).update(**lead):
        _carry_over(case, lead)
    if case.helper_desks:
        DeskCase.objects.at_desks(case.helper_desks).filter(case_id=case.pk, helper=True).update(**values)


def first_copy(case: Case, *, who: str, **at_desk: Any) -> None:
    """The lead unit's desk row, written with the case."""
    DeskCase.objects.create(
        desk_id=case.unit.desk_id,
        case_id=case.pk,
        person_id=case.person_id,
        unit_id=case.unit_id,
        view=case.service.view,
        who=who,
        next_due_on=next_due(case),
        **_copied(case),
        **at_desk,
    )


def helper_copy(case: Case, unit: Any, *, who: str, due_on: date) -> None:
    """A helper unit's desk row; none where the unit has one already."""
    DeskCase.objects.get_or_create(
        desk_id=unit.desk_id,
        number=case.number,
        unit=unit,
        defaults=_copied(case)
        | {
            "case_id": case.pk,
            "person_id": case.person_id,
            "view": case.service.view,
            "who": who,
            "helper": True,
            "next_due_on": due_on,
        },
    )
    if unit.desk_id not in case.helper_desks:
        case.helper_desks = sorted({*case.helper_desks, unit.desk_id})


def lead_row(case: Case) -> DeskCase:
    return _lead(case, case.unit.desk_id).get()


def next_due(case: Case) -> date:
    """What the desk list is ordered by: the nearest of the clocks that run."""
    if case.status == Status.WAITING:
        return case.stage_due_on or case.due_on
    return min(day for day in (case.due_on, case.stage_due_on, case.legal_due_on) if day)


def _copied(case: Case) -> dict[str, Any]:
    still_due = case.answer_due_at if case.answered_at is None and not case.is_closed else None
    return {**{name: getattr(case, name) for name in COPIED}, "answer_due_at": still_due}


def _lead(case: Case, desk_id: int) -> Any:
    return DeskCase.objects.at_desks([desk_id]).filter(case_id=case.pk, helper=False)


def _carry_over(case: Case, lead: dict[str, Any]) -> None:
    """Written anew at its desk. Asked over all desks, as a change of the tree may have left the row at another one."""
    before = DeskCase.objects.filter(number=case.number, case_id=case.pk, helper=False).get()
    before.delete()
    kept = {
        name: getattr(before, name) for name in ("view", "who", "wrote_at", "appointment_at", "alarm_on", "alarm_from")
    }
    DeskCase.objects.create(desk_id=case.unit.desk_id, case_id=case.pk, person_id=case.person_id, **{**kept, **lead})


def drop_helper_copy(case: Case, unit: Any) -> None:
    """Before a helper unit becomes the lead: one unit has one row."""
    if unit.desk_id in case.helper_desks:
        DeskCase.objects.at_desks([unit.desk_id]).filter(case_id=case.pk, unit=unit, helper=True).delete()
