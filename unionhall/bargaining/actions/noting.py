"""What is noted on an agreement of the register that no round watches over: published, filed, reported."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access

from .. import queries, standards
from ..choices import Afterwards
from ..models import Agreement
from ..permissions import Bargaining
from ..refusals import EndedBefore, WrongOrder
from .standing import keep, locked, not_future


@transaction.atomic
def note_agreement(*, agreement: Agreement, what: str, on: date, by: Any) -> None:
    """One of `Afterwards` happened on that day; a report sets the day of the next."""
    access.require(by, Bargaining.WORK, at=agreement.unit)
    row: Agreement = locked(agreement)
    not_future(on)
    if row.ended_on is not None:
        raise EndedBefore
    if queries.is_watched(row):
        raise EndedBefore(_("请在这份合同的协商页面上办理。"))
    if on < row.in_force_on:
        raise WrongOrder
    more = {"report_by": next_report(row, on)} if what == Afterwards.REPORTED else {}
    keep(row, version=row.version + 1, **{f"{Afterwards(what)}_on": on}, **more)
    audit.record("bargaining.agreement.noted", subject=row, by=by, unit=row.unit, number=row.number, what=what)


def next_report(agreement: Agreement, since: date) -> date:
    """The last day for telling the congress how it was kept, counted from `since`; no later than the term."""
    place = standards.place_of(agreement.unit, agreement.employer)
    return min(standards.due("bargaining.report-within", since, place), agreement.term_to)


@transaction.atomic
def note_ending(*, agreement: Agreement, by: Any) -> Agreement | None:
    """The alarm it has passed last is told now; None where it was told, or has ended meanwhile."""
    row: Agreement = locked(agreement)
    days = queries.alarm_passed(row.term_to)
    if row.ended_on is not None or days is None or days == row.alarm:
        return None
    keep(row, alarm=days)
    audit.record(
        "bargaining.agreement.ending", subject=row, by=by, unit=row.unit, days=days, ends=row.term_to.isoformat()
    )
    return row
