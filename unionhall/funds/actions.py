"""Owing, approving, paying, cancelling: each by other hands than the step before."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from unionhall.audit import actions as audit
from unionhall.channels import actions as channels
from unionhall.kit.access import outermost, require
from unionhall.kit.money import money, yuan
from unionhall.kit.numbers import next_number
from unionhall.kit.text import in_house_language
from unionhall.orgs import queries as orgs

from . import queries
from .choices import OPEN, PayableState
from .models import Payable
from .permissions import Funds
from .refusals import BadAmount, NotNow, OwnMoney, SameHands, WordsNeeded

__all__ = ["approve", "cancel", "owe", "pay", "record_export"]


@in_house_language
@transaction.atomic
def owe(
    *, unit: Any, amount: Decimal, payee: str, purpose: str, subject: Model, by: Any, because: str,
    payee_person: int | None = None,
) -> Payable:  # fmt: skip
    """The sum as a line to approve; the same subject and purpose is owed once. The room that owes has asked who may."""
    amount = money(amount)
    if amount <= 0:
        raise BadAmount
    known = {"subject_type": subject._meta.label, "subject_id": str(subject.pk), "purpose": purpose[:160]}
    rows = Payable.objects.at_desks([unit.desk_id]).filter(**known, state__in=(*OPEN, PayableState.PAID))
    before: Payable | None = rows.first()
    if before is not None:
        return before
    today = timezone.localdate()
    number = _number(unit, today)  # two who owe the same at once wait here for each other
    if (before := rows.first()) is not None:
        return before
    row: Payable = Payable.objects.create(
        desk_id=unit.desk_id, unit=unit, number=number, amount=amount, payee=payee[:120],
        payee_person_id=payee_person,
        because=because[:300], owed_on=today, owed_by_id=by.pk, owed_by_name=str(by)[:60], **known,
    )  # fmt: skip
    audit.record("funds.payable.owed", subject=row, by=by, unit=unit, because=because, amount=str(amount))
    channels.tell_unit(
        unit=unit, permission=Funds.APPROVE, kind="funds/owed", title=f"{row.purpose} {yuan(amount)}", words=because,
        by=by, link=f"/desk/funds/{row.number}/", key=f"payable:{row.pk}",
    )  # fmt: skip
    return row


@transaction.atomic
def approve(*, payable: Payable, by: Any) -> Payable:
    """By whoever may, but not by the one who proposed it."""
    row = _locked(payable, PayableState.OWED)
    require(by, Funds.APPROVE, at=row.unit)
    _refuse_own(row, by)
    if by.pk == row.owed_by_id:
        raise SameHands
    row.state, row.approved_on = PayableState.APPROVED, timezone.localdate()
    row.approved_by_id, row.approved_by_name = by.pk, str(by)[:60]
    row.save(force_update=True)
    audit.record("funds.payable.approved", subject=row, by=by, unit=row.unit, amount=str(row.amount))
    return row


@transaction.atomic
def pay(*, payable: Payable, voucher: str, by: Any) -> Payable:
    """It has been paid, with the number of the voucher; not by the one who approved it."""
    row = _locked(payable, PayableState.APPROVED)
    require(by, Funds.PAY, at=row.unit)
    _refuse_own(row, by)
    if by.pk == row.approved_by_id:
        raise SameHands
    if not voucher.strip():
        raise WordsNeeded
    row.state, row.paid_on, row.paid_by_name = PayableState.PAID, timezone.localdate(), str(by)[:60]
    row.voucher = voucher.strip()[:60]
    row.save(force_update=True)
    audit.record("funds.payable.paid", subject=row, by=by, unit=row.unit, amount=str(row.amount), voucher=row.voucher)
    return row


@transaction.atomic
def cancel(*, payable: Payable, because: str, by: Any) -> Payable:
    """It is owed no longer; what is paid stays paid."""
    row = _locked(payable, *OPEN)
    require(by, Funds.APPROVE, at=row.unit)
    if not because.strip():
        raise WordsNeeded
    row.state, row.cancelled_on = PayableState.CANCELLED, timezone.localdate()
    row.cancelled_because = because.strip()[:300]
    row.save(force_update=True)
    audit.record("funds.payable.cancelled", subject=row, by=by, unit=row.unit, because=row.cancelled_because)
    return row


@transaction.atomic
def record_export(*, rows: int, by: Any) -> None:
    """The line a list leaves when it is taken out as a file."""
    place = next(iter(outermost(by.held)), None)
    unit = orgs.unit(place.unit_id) if place is not None else None
    audit.record("kit.export.made", by=by, unit=unit, what="funds.payables", rows=rows)


def _refuse_own(row: Payable, by: Any) -> None:
    if queries.is_own(by, row):
        raise OwnMoney


def _number(unit: Any, today: date) -> str:
    """`YF-330110-2026-00017`: with the desk's own number, for a city reads the sums of many counties."""
    taken = next_number(desk_id=unit.desk_id, series=f"payable-{today:%Y}")
    return f"YF-{orgs.unit(unit.desk_id).code}-{today:%Y}-{taken:05d}"


def _locked(payable: Payable, *states: str) -> Payable:
    rows = Payable.objects.at_desks([payable.desk_id]).select_for_update(of=("self",)).select_related("unit")
    row: Payable = rows.get(pk=payable.pk)
    if row.state not in states:
        raise NotNow
    return row
