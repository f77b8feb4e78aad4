"""履行跟踪: asking after the day whether an agreement was kept; what follows when it was not."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.permissions import Cases
from unionhall.channels import actions as channels
from unionhall.kit import figures
from unionhall.kit.access import require
from unionhall.kit.text import in_house_language

from .. import links, queries
from ..choices import OfficeStep, PromiseState
from ..models import Promise, Recovery
from ..queries.promises import others_open, waiting
from ..refusals import NotNow
from .outside import enter_step

LOT = 200


@in_house_language
@transaction.atomic
def check_promise(*, promise: Promise, state: str, says: str, by: Any, paid: Decimal | None = None) -> Promise:
    """Write down whether it was kept; money that came counts as recovered on this day. May be said again later."""
    row = _locked(promise)
    require(by, Cases.WORK, at=row.unit)
    cases.refuse_own(row, by)
    if state not in PromiseState or state == PromiseState.WAITING or not says.strip():
        raise NotNow
    if row.state == PromiseState.KEPT:
        raise NotNow(_("这一项已经履行完毕。"))
    before = row.paid or Decimal(0)
    today = timezone.localdate()
    row.state, row.checked_on, row.checked_by_name, row.said = state, today, str(by)[:60], says.strip()[:500]
    if row.amount is not None:
        row.paid = row.amount if state == PromiseState.KEPT else paid or before
        if not before <= row.paid <= row.amount:
            raise NotNow(_("已付金额不能少于上次记录的，也不能多于协议约定的。"))
        _recover(row, before, today)
    row.save(force_update=True)
    whole = row.state == PromiseState.KEPT and not others_open(row)
    if whole:
        figures.add("rights.agreements_kept", unit=row.unit, day=today)
    audit.record("rights.promise.checked", subject=row, by=by, about=row.person_id, unit=row.unit, state=state)
    _tell(row, by=by)
    if whole:
        _nothing_to_enforce(row, by=by)
    return row


def _nothing_to_enforce(row: Promise, *, by: Any) -> None:
    """A confirmed agreement that was kept in full: nobody is warned of the time to ask for enforcement any more."""
    case = read_cases.case_of(row.person_id, row.case_id)
    if queries.dates_for(case).outside.perform_by is not None:
        enter_step(case=case, step=OfficeStep.PAID, on=timezone.localdate(), office=row.respondent, by=by)


def _recover(row: Promise, before: Decimal, today: Any) -> None:
    """Whole yuan, counted at the unit on the day it was learned."""
    more = int(row.paid or 0) - int(before)
    if more:
        Recovery.objects.create(
            desk_id=row.desk_id, promise_id=row.pk, unit=row.unit, number=row.number, on=today, yuan=more
        )
        figures.add("rights.recovered", unit=row.unit, day=today, n=more)


def _tell(row: Promise, *, by: Any) -> None:
    case = read_cases.case_of(row.person_id, row.case_id)
    facts = {"what": row.what, "state": PromiseState(row.state).label}
    words = _("%(what)s：%(state)s。") % facts
    if row.state in (PromiseState.UNKEPT, PromiseState.PART) and row.amount is not None:
        words += _("您可以凭调解协议向法院申请支付令，也可以申请仲裁；工会可以帮您写好申请书。")
    key = f"promise:{row.pk}:{row.state}:{row.checked_on}"
    cases.tell_both(case=case, kind="promise", title=_("调解协议的履行情况"), words=words, by=by, key=key, holder=False)


def tell_due(*, by: Any) -> int:
    """The daily duty: whoever works on cases there learns that a day of asking has come; each is told once."""
    today, told, last = timezone.localdate(), 0, 0
    while lot := list(Promise.objects.filter(waiting(today), pk__gt=last).order_by("pk")[:LOT]):
        last = lot[-1].pk
        told += sum(_tell_due(row, by) for row in lot)
    return told


@in_house_language
@transaction.atomic
def _tell_due(promise: Promise, by: Any) -> bool:
    row = _locked(promise)
    if row.told_on is not None or row.state != PromiseState.WAITING:
        return False
    row.told_on = timezone.localdate()
    row.save(force_update=True)
    channels.tell_unit(
        unit=row.unit, permission=Cases.WORK, kind="rights/promise", title=_("调解协议到期，请核实履行"),
        words=_("%(what)s（%(number)s）") % {"what": row.what, "number": row.number}, by=by, link=links.promise(row),
        key=f"promise-due:{row.pk}",
    )  # fmt: skip
    return True


def _locked(promise: Promise) -> Promise:
    rows = Promise.objects.at_desks([promise.desk_id]).select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=promise.pk)  # type: ignore[no-any-return]
