"""Making a move: who may, what was said; then stage, clock, consequence, and the end."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.accounts.choices import UserKind
from unionhall.audit import actions as audit
from unionhall.kit.text import in_house_language
from unionhall.workflow import Move, NoSuchMove, machine_of

from .. import queries
from ..choices import StepKind
from ..models import Matter
from ..refusals import NotNow, WordsNeeded
from .clocks import start_clock
from .papers import put_papers
from .standing import locked, write
from .telling import enter, tell_holder

Kind = TypeVar("Kind", bound=Matter)


@in_house_language
@transaction.atomic
def move(*, matter: Kind, name: str, by: Any, says: str = "", papers: Iterable[Any] = (), **facts: Any) -> Kind:
    """Make the move `name`; what its small form asked comes as `facts` and goes to its `then`, in this transaction.

    `then` and `check` get the row under the keyword `case`, as a service's do; what `then` assigns is saved.
    """
    locked(matter)
    step = _checked(matter, name, by)
    if step.says and not says.strip():
        raise WordsNeeded(_("请填写：%(what)s") % {"what": step.says})
    if step.check is not None:
        step.check(case=matter, by=by)
    before = matter.stage_code
    _enter_stage(matter, step, by)
    entry = enter(matter, StepKind.MOVED, by=by, words=says, move=name, **facts)
    put_papers(matter, papers, by=by, step=entry)
    if step.then is not None:
        step.then(case=matter, by=by, **facts)
    write(matter)
    _record(matter, step, before, by=by)
    return matter


def _checked(matter: Matter, name: str, by: Any) -> Move:
    step = next((one for one in matter.lifecycle.moves_from(matter.stage_code) if one.name == name), None)
    if step is None:
        raise NotNow
    if (refusal := queries.why_not(matter, step, by=by)) is not None:
        raise refusal
    try:
        machine_of(matter.lifecycle).after(matter.stage_code, name)
    except NoSuchMove as refused:
        raise NotNow from refused
    return step


def _enter_stage(matter: Matter, step: Move, by: Any) -> None:
    now = timezone.now()
    stays = step.to.code == matter.stage_code
    matter.stage_code = step.to.code
    if not stays:  # a move that leaves it where it is does not give its clock new time
        matter.stage_since = now
        start_clock(matter)
    if step.to.final:
        matter.closed_at, matter.outcome = now, step.to.outcome.value
        matter.due_on, matter.due_at = None, None
    elif matter.holder_id is None and getattr(by, "kind", "") != UserKind.SYSTEM:
        matter.holder_id, matter.holder_name = by.pk, str(by)[:60]


def _record(matter: Matter, step: Move, before: str, *, by: Any) -> None:
    firm = matter.employer_id  # type: ignore[attr-defined]
    facts: dict[str, Any] = {
        "move": step.name,
        "from": before,
        "to": step.to.code,
        "number": matter.number,
        "employer_id": firm,
    }
    code = matter.lifecycle.code
    audit.record(f"{code}.moved", subject=matter, by=by, unit=matter.unit, **facts)
    if step.to.final:
        audit.record(f"{code}.closed", subject=matter, by=by, unit=matter.unit, outcome=matter.outcome, **facts)
    title = _("%(kind)s：%(stage)s") % {"kind": matter.lifecycle.title, "stage": step.to.title}
    tell_holder(matter, "moved", title, by=by, key=f"{code}:{matter.pk}:{matter.version}")
