"""The desk's own line of a mediation or a legal aid, written anew whenever its case or its record has changed."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.cases import queries as cases

from .. import queries
from ..choices import RecordKind
from ..models import DeskRecord


@transaction.atomic
def follow_case(*, case: Any, by: Any, new: bool = False) -> None:
    """The line as it must stand now, at the desk that has the case; nothing for a case of another service.

    Of a `new` one there is no line anywhere, so no other desk is asked for it.
    """
    read = READ.get(case.service_code)
    facts = read(case) if read is not None else None
    if facts is None:
        return
    facts |= {
        "unit": case.unit,
        "stage_code": case.stage_code,
        "ended_on": timezone.localdate(case.closed_at) if case.closed_at else None,
    }
    desk_id = case.unit.desk_id
    if new or not DeskRecord.objects.at_desks([desk_id]).filter(number=case.number).update(**facts):
        if not new:
            DeskRecord.objects.filter(number=case.number).delete()  # it lay at the desk the case has left
        DeskRecord.objects.create(
            desk_id=desk_id, case_id=case.pk, person_id=case.person_id, number=case.number, title=case.title,
            who=cases.who(case), employer=case.employer, **facts,
        )  # fmt: skip


def _of_mediation(case: Any) -> dict[str, Any] | None:
    row = queries.mediation_of(case)
    if row is None:
        return None
    return {
        "kind": RecordKind.MEDIATION, "other_side": row.respondent, "hands": _("、").join(row.mediators)[:160],
        "begun_on": row.applied_on, "due_on": case.legal_due_on, "amount": row.amount,
    }  # fmt: skip


def _of_aid(case: Any) -> dict[str, Any] | None:
    row = queries.aid_of(case)
    if row is None:
        return None
    firm = case.employer
    return {
        "kind": RecordKind.AID, "other_side": firm.name if firm is not None else "", "hands": row.lawyer_name,
        "begun_on": row.asked_on, "due_on": None if case.is_closed else case.stage_due_on, "amount": row.recovered,
    }  # fmt: skip


READ: dict[str, Callable[[Any], dict[str, Any] | None]] = {
    "rights.mediation": _of_mediation,
    "rights.legal-aid": _of_aid,
}
