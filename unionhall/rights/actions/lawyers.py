"""援助律师名册: entering and changing lines of the roster."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from unionhall.audit import actions as audit
from unionhall.kit.access import require

from ..models import Lawyer
from ..permissions import Rights
from ..refusals import AlreadyThere


@transaction.atomic
def enter_lawyer(
    *,
    unit: Any,
    by: Any,
    name: str,
    firm: str,
    certificate: str,
    certified_until: date,
    fields: list[str],
    most: int,
    phone: str = "",
    active: bool = True,
    lawyer: Lawyer | None = None,
) -> Lawyer:
    """A new line, or `lawyer` changed; refused for a certificate that stands on this roster already."""
    require(by, Rights.LAWYER_EDIT, at=unit)
    row = Lawyer(desk_id=unit.desk_id, unit=unit) if lawyer is None else _locked(lawyer)
    row.name, row.firm, row.certificate, row.certified_until = name, firm, certificate, certified_until
    row.fields, row.most, row.active = sorted(fields), most, active
    row.phone = phone
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise AlreadyThere from twice
    what = "changed" if lawyer is not None else "entered"
    audit.record(f"rights.lawyer.{what}", subject=row, by=by, unit=unit, active=active, most=most)
    return row


@transaction.atomic
def record_export(*, what: str, rows: int, unit: Any, by: Any) -> None:
    """The line a list of this room leaves when it is taken out as a file."""
    audit.record("kit.export.made", by=by, unit=unit, what=what, rows=rows)


def _locked(lawyer: Lawyer) -> Lawyer:
    """As it stands now: the load may have changed since the form was opened."""
    rows = Lawyer.objects.at_desks([lawyer.desk_id]).select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=lawyer.pk)  # type: ignore[no-any-return]
