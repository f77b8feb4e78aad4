"""An accident entered by mistake: out of the figures and off the list of what is due; its file stays."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access, figures
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.matters import queries as read
from unionhall.workflow import Held

from .. import queries
from ..models import Accident, FollowUp, Victim
from ..permissions import Safety
from ..refusals import Changed, NotYet
from .accidents import write_numbers
from .keeping import keep, must_count
from .telling_up import tell_chain

VOID = "voided"  # the stage an open file is moved to


def may_void(*, case: Accident, by: Any, **_rest: Any) -> None:
    """Four eyes: not by whoever entered it; and not while help asked for because of it has not been settled."""
    if queries.entered_by(case) == by.pk:
        raise NotYet(_("登记的人自己不能作废，请本级另一位负责人或上级工会作废。"))
    if queries.help_waiting(case):
        raise NotYet(_("为伤亡职工转的困难帮扶还没有办结，或者慰问金还没有支付、取消，请先在那里办理，再作废。"))


def voided(*, case: Accident, by: Any, **_rest: Any) -> None:
    """What follows from the move of an open file."""
    _take_out(case, by)


@in_house_language
@transaction.atomic
def void_closed(*, accident: Accident, because: str, by: Any) -> None:
    """A file that is closed: only by the union above the one that has it, and by nobody who entered or closed it.

    What is closed has no moves, so the reason stands in the timeline as a line of its own.
    """
    access.require(by, Safety.DECIDE, at=queries.voiding_place(accident))
    row = _locked(accident)
    must_count(row)
    if not row.is_closed:
        raise NotYet(_("这起事故还没有结案，请直接办理“作废（登记错误）”。"))
    closing = read.last_step(row, "close")
    if closing is not None and closing.by_id == by.pk:
        raise NotYet(_("结案的人自己不能作废，请另一位负责人作废。"))
    may_void(case=row, by=by)
    if not because.strip():
        raise NotYet(_("请写明作废的原因。"))
    matters.note(matter=row, words=_("结案后作废（登记错误）：%(why)s") % {"why": because.strip()}, by=by)
    keep(row, stage_code=VOID, stage_since=timezone.now(), outcome=Held.WITHDRAWN.value, version=row.version + 1)
    _take_out(row, by, because=because.strip())


def _locked(accident: Accident) -> Accident:
    rows = Accident.objects.at_desks([accident.desk_id]).select_for_update(of=("self",))
    row: Accident = rows.select_related("unit", "employer").get(pk=accident.pk)
    if row.version != accident.version:
        raise Changed
    return row


def _take_out(accident: Accident, by: Any, because: str = "") -> None:
    """Out of the figures by lines of their own from today; no visit or claim is due; those told are told again."""
    today, first = timezone.localdate(), queries.first_numbers(accident)
    for unit, deaths in queries.counted_deaths(accident):
        write_numbers(accident, unit, more=-deaths, voids=unit == first.unit)
        figures.add("safety.deaths", unit=unit, day=today, n=-deaths)
    figures.add("safety.accidents", unit=first.unit, day=today, n=-1)
    for model in (Victim, FollowUp):
        model.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk).update(dropped_on=today)
    tell_chain(accident, by=by, void=True)
    audit.record(
        "safety.accident.voided", subject=accident, by=by, unit=accident.unit, because=because, number=accident.number,
        employer_id=accident.employer_id, deaths=first.deaths, serious=first.serious,
        entered_on=accident.opened_at.date().isoformat(),
    )  # fmt: skip
