"""Numbers on the table of a round: what a demand is reasoned with, and what the employer has handed over."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit

from .. import contents
from ..models import Datum, Round
from ..refusals import NotNow, SourceNeeded, WrongOrder
from .standing import held, not_future


@transaction.atomic
def note_datum(*, round: Round, code: str, year: int, value: Decimal, on: date, by: Any, source: str = "") -> Datum:
    """One number of `contents.DATA` for a year; a published one names its source. Noted again, the later stands."""
    row = held(round, by)
    not_future(on)
    if code not in contents.DATA or row.in_force_on is not None:
        raise NotNow
    if code in {one.code for one in contents.FACTORS} and not source.strip():
        raise SourceNeeded
    if year > on.year:
        raise WrongOrder(_("年度不能晚于登记的日期。"), field="year")
    if value < 0 and code not in contents.MAY_FALL:
        raise WrongOrder(_("这一项不能是负数。"), field="value")
    made, _new = Datum.objects.update_or_create(
        desk_id=row.desk_id, matter_id=row.pk, code=code, year=year,
        defaults={"value": value, "source": source.strip(), "on": on, "by_id": by.pk, "by_name": str(by)[:60]},
    )  # fmt: skip
    audit.record(
        "bargaining.datum.noted", subject=made, by=by, unit=row.unit, number=row.number, code=code, year=year,
        value=str(value),
    )  # fmt: skip
    return made
