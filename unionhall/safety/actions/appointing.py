"""The register of inspectors: appointed by the union above, trained, renewed, ended."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from ..models import Inspector
from ..permissions import Safety
from ..refusals import Changed


class Taken(Refusal):
    """The certificate number is somebody else's."""


@transaction.atomic
def appoint(
    *,
    unit: Any,
    by: Any,
    name: str,
    certificate: str,
    level: str,
    appointed_on: date,
    expires_on: date,
    training_hours: int = 0,
    industries: str = "",
    person_id: int | None = None,
) -> Inspector:
    """The union above the unit appoints (总工发〔2011〕46号); the province's own by itself."""
    above = orgs.parent_of(unit) or unit
    access.require(by, Safety.APPOINT, at=above)
    try:
        with transaction.atomic():
            row = Inspector.objects.create(
                desk_id=unit.desk_id, unit=unit, name=name, certificate=certificate, level=level, appointed_by=above,
                appointed_on=appointed_on, expires_on=expires_on, training_hours=training_hours,
                industries=industries, person_id=person_id,
            )  # fmt: skip
    except IntegrityError as twice:
        raise Taken(_("这个证书编号已登记，请核对。")) from twice
    audit.record("safety.inspector.appointed", subject=row, by=by, unit=unit, certificate=certificate)
    return row


@transaction.atomic
def renew(*, inspector: Inspector, expires_on: date, training_hours: int, by: Any) -> None:
    """A longer term, after so many hours more of training."""
    row = _locked(inspector, by)
    if expires_on <= row.expires_on:
        raise Refusal(_("新的有效期须晚于原有效期。"))
    row.expires_on, row.training_hours = expires_on, row.training_hours + training_hours
    _save(row)
    audit.record("safety.inspector.renewed", subject=row, by=by, unit=row.unit, until=expires_on.isoformat())


@transaction.atomic
def end_inspector(*, inspector: Inspector, because: str, by: Any) -> None:
    """Taken off the register; past inspections keep the name."""
    row = _locked(inspector, by)
    row.ended_on, row.ended_because = timezone.localdate(), because
    _save(row)
    audit.record("safety.inspector.ended", subject=row, by=by, unit=row.unit, because=because)


def _locked(inspector: Inspector, by: Any) -> Inspector:
    rows = Inspector.objects.at_desks([inspector.desk_id]).select_for_update(of=("self",)).select_related("unit")
    row: Inspector = rows.get(pk=inspector.pk)
    access.require(by, Safety.APPOINT, at=orgs.parent_of(row.unit) or row.unit)
    if row.version != inspector.version or row.ended_on is not None:
        raise Changed
    return row


def _save(row: Inspector) -> None:
    row.version += 1
    row.save(force_update=True)
