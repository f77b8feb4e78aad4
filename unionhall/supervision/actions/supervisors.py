"""The register of supervisors: entered with certificate and training, renewed, ended; expiry noticed each night."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.kit import access, figures
from unionhall.rules import queries as rules

from .. import queries
from ..choices import SupervisorState
from ..models import Supervisor
from ..permissions import Supervision
from ..refusals import Changed, NotInOrder
from .clues import in_the_past

BATCH = 200


@transaction.atomic
def register_supervisor(
    *,
    unit: Any,
    name: str,
    certificate_no: str,
    issued_on: date,
    expires_on: date,
    by: Any,
    area: str = "",
    training_hours: int = 0,
    exam_score: int | None = None,
    invited: bool = False,
    contract_end: date | None = None,
    user_id: int | None = None,
) -> Supervisor:
    """Enter one with a certificate of the local federation; he or she counts from today."""
    access.require(by, Supervision.REGISTER, at=unit)
    _check(issued_on, expires_on, invited, contract_end)
    today = timezone.localdate()
    row = Supervisor(
        desk_id=unit.desk_id,
        unit=unit,
        name=name.strip(),
        certificate_no=certificate_no.strip(),
        issued_on=issued_on,
        expires_on=expires_on,
        area=area.strip(),
        training_hours=training_hours,
        exam_score=exam_score,
        invited=invited,
        contract_end=contract_end,
        user_id=user_id,
        since=today,
        state=SupervisorState.IN_OFFICE if expires_on >= today else SupervisorState.EXPIRED,
    )
    row.trained_on = today if _is_trained(row) else None
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        raise NotInOrder(gettext_lazy("这个证件号已经登记过。")) from taken
    figures.add("supervision.supervisors", unit=unit, day=today)
    if row.trained_on:
        figures.add("supervision.supervisors_trained", unit=unit, day=today)
    audit.record("supervision.supervisor.registered", subject=row, by=by, unit=unit, certificate=row.certificate_no)
    return row


@transaction.atomic
def edit_supervisor(
    *, supervisor: Supervisor, name: str, area: str, training_hours: int, exam_score: int | None, by: Any
) -> Supervisor:
    """Facts and training; once hours and score suffice they count as trained, from that day."""
    row = _locked(supervisor, by)
    row.name, row.area, row.training_hours, row.exam_score = name.strip(), area.strip(), training_hours, exam_score
    today, was = timezone.localdate(), row.trained_on is not None
    if _is_trained(row) != was:
        row.trained_on = today if not was else None
        figures.add("supervision.supervisors_trained", unit=row.unit, day=today, n=1 if not was else -1)
    return _saved(row, "supervision.supervisor.edited", by)


@transaction.atomic
def renew_certificate(
    *, supervisor: Supervisor, issued_on: date, expires_on: date, by: Any, contract_end: date | None = None
) -> Supervisor:
    """A new certificate of the same number, or a prolonged one; of an invited expert the contract as well."""
    row = _locked(supervisor, by)
    contract = contract_end or row.contract_end
    _check(issued_on, expires_on, row.invited, contract)
    if expires_on < row.expires_on or (expires_on == row.expires_on and contract == row.contract_end):
        raise NotInOrder(gettext_lazy("新的有效期须晚于原来的有效期。"))
    row.issued_on, row.expires_on, row.contract_end = issued_on, expires_on, contract
    if expires_on >= timezone.localdate() and (contract is None or contract >= timezone.localdate()):
        row.state = SupervisorState.IN_OFFICE
    return _saved(row, "supervision.supervisor.renewed", by)


@transaction.atomic
def end_supervisor(*, supervisor: Supervisor, because: str, by: Any) -> Supervisor:
    """No longer in office; the line stays."""
    row = _locked(supervisor, by)
    if not because.strip():
        raise NotInOrder(gettext_lazy("请写明卸任的原因。"))
    today = timezone.localdate()
    row.state, row.ended_on, row.ended_because = SupervisorState.ENDED, today, because.strip()[:200]
    figures.add("supervision.supervisors", unit=row.unit, day=today, n=-1)
    if row.trained_on:
        figures.add("supervision.supervisors_trained", unit=row.unit, day=today, n=-1)
    return _saved(row, "supervision.supervisor.ended", by)


def expire_certificates(*, by: Any) -> int:
    """Mark certificates (and contracts of experts) that have ended; how many. Safe to kill and run again."""
    today = timezone.localdate()
    ended = Supervisor.objects.in_office().filter(Q(expires_on__lt=today) | Q(contract_end__lt=today))
    done = 0
    while lot := list(ended.select_related("unit").order_by("pk")[:BATCH]):
        done += sum(_expire(row, by) for row in lot)
    return done


@transaction.atomic
def _expire(row: Supervisor, by: Any) -> int:
    row.state = SupervisorState.EXPIRED
    _saved(row, "supervision.supervisor.expired", by)
    return 1


def _is_trained(row: Supervisor) -> bool:
    place = queries.place_of(row.unit)
    hours, score = (rules.value(f"supervision.{name}", place=place) for name in ("training-hours", "exam-pass"))
    return row.training_hours >= hours and row.exam_score is not None and row.exam_score >= score


def _check(issued_on: date, expires_on: date, invited: bool, contract_end: date | None) -> None:
    in_the_past(issued_on, _("发证日期"))
    if expires_on <= issued_on:
        raise NotInOrder(gettext_lazy("有效期须晚于发证日期。"))
    if expires_on > issued_on + timedelta(days=366 * 10):
        raise NotInOrder(gettext_lazy("有效期不能超过十年，请核对。"))
    if invited and contract_end is None:
        raise NotInOrder(gettext_lazy("特邀监督员须填写聘期届满日期。"))


def _locked(supervisor: Supervisor, by: Any) -> Supervisor:
    rows = Supervisor.objects.at_desks([supervisor.desk_id]).select_for_update(of=("self",)).select_related("unit")
    row: Supervisor = rows.get(pk=supervisor.pk)
    access.require(by, Supervision.REGISTER, at=row.unit)
    if row.state == SupervisorState.ENDED:
        raise NotInOrder(gettext_lazy("这名监督员已卸任。"))
    if row.version != supervisor.version:
        raise Changed
    return row


def _saved(row: Supervisor, line: str, by: Any) -> Supervisor:
    row.version += 1
    row.save(force_update=True)
    audit.record(line, subject=row, by=by, unit=row.unit, certificate=row.certificate_no)
    return row
