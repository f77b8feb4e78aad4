"""键对键 → 面对面: times offered, one agreed, the worker checks in by a code, or does not come."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.kit import text
from unionhall.kit.access import NotAllowed
from unionhall.kit.text import in_house_language

from .. import tokens
from ..choices import AppointmentState, EventKind
from ..models import Appointment, Case
from ..permissions import Cases
from ..refusals import NoTime, NotNow, WrongCode
from .placing import take_silently
from .standing import locked, require_work, still_open, write
from .telling import enter, headline, tell_holder, tell_worker

WAITING = (AppointmentState.OFFERED, AppointmentState.AGREED)


@in_house_language
@transaction.atomic
def offer_appointment(
    *, case: Case, times: Sequence[datetime], place: str, with_name: str, by: Any, phone: str = "", minutes: int = 30
) -> list[Appointment]:
    """Offer one or more times; the worker agrees to one of them, and the others fall away."""
    still_open(case)
    require_work(case, by, Cases.WORK)
    if not times or any(at <= timezone.now() for at in times):
        raise NoTime
    offered = [
        Appointment(
            person_id=case.person_id,
            case_id=case.pk,
            unit=case.unit,
            starts_at=at,
            minutes=minutes,
            place=place,
            with_name=with_name,
            phone=phone,
            offered_by_id=by.pk,
        )
        for at in sorted(set(times))
    ]
    for one in offered:
        one.code_digest = tokens.digest(tokens.appointment_code(one.pk))
        one.save(force_insert=True)
    enter(case, EventKind.APPOINTMENT, by=by, words=_offer(offered), for_worker=True, times=len(offered))
    write(case, **take_silently(case, by))
    audit.record("cases.appointment.offered", subject=case, by=by, times=len(offered))
    tell_worker(case, "appointment", _("约您面谈，请选时间"), headline(case), by=by, key=f"meet:{offered[0].pk}")
    return offered


@in_house_language
@transaction.atomic
def agree_appointment(*, case: Case, appointment: Appointment, by: Any, sender: bool = False) -> Appointment:
    """The worker takes this time; the other offers are cancelled."""
    still_open(case)
    _require_worker(case, by, sender)
    rows = Appointment.objects.of(case.person_id).filter(case_id=case.pk)
    now = timezone.now()
    offer = rows.filter(pk=appointment.pk, state=AppointmentState.OFFERED, starts_at__gt=now)
    if not offer.update(state=AppointmentState.AGREED, answered_at=now):
        raise NotNow(gettext_lazy("这个时间已经不能选了，请看看其他时间。"))
    rows.filter(state__in=WAITING).exclude(pk=appointment.pk).update(state=AppointmentState.CANCELLED, answered_at=now)
    appointment.refresh_from_db()
    enter(case, EventKind.APPOINTMENT, by=by, words=_agreed(appointment), for_worker=True)
    write(case, appointment_at=appointment.starts_at)
    audit.record("cases.appointment.agreed", subject=appointment, by=by, unit=case.unit)
    tell_holder(case, "agreed", _("来件人已选定面谈时间"), headline(case), by=by, key=f"agreed:{appointment.pk}")
    return appointment


@in_house_language
@transaction.atomic
def cancel_appointment(*, case: Case, appointment: Appointment, by: Any, sender: bool = False) -> Appointment:
    """Either side calls it off before it has taken place."""
    locked(case)
    if by.pk != case.person_id and not (sender and case.query_code):
        require_work(case, by, Cases.WORK)
    _end(case, appointment, AppointmentState.CANCELLED, WAITING, _("面谈已取消"), by=by)
    tell_holder(case, "called-off", _("面谈已取消"), headline(case), by=by)
    tell_worker(case, "called-off", _("面谈已取消"), headline(case), by=by, key=f"off:{appointment.pk}")
    return appointment


@in_house_language
@transaction.atomic
def check_in(*, case: Case, appointment: Appointment, code: str, by: Any) -> Appointment:
    """签到: the worker is here and shows the code of the appointment."""
    locked(case)
    require_work(case, by, Cases.WORK)
    if not tokens.matches(code.strip(), appointment.code_digest):
        raise WrongCode
    _end(case, appointment, AppointmentState.CAME, (AppointmentState.AGREED,), _("已到场签到"), by=by)
    return appointment


@in_house_language
@transaction.atomic
def miss_appointment(*, case: Case, appointment: Appointment, by: Any) -> Appointment:
    """The worker did not come; only once the time is past."""
    locked(case)
    require_work(case, by, Cases.WORK)
    if appointment.starts_at > timezone.now():
        raise NotNow(gettext_lazy("约定的时间还没有到。"))
    _end(case, appointment, AppointmentState.MISSED, (AppointmentState.AGREED,), _("未到场"), by=by)
    return appointment


@transaction.atomic
def miss_past(*, case: Case, by: Any) -> bool:
    """The duty of the clock: agreed appointments long past, where nobody said what became of them."""
    locked(case)
    agreed = Appointment.objects.of(case.person_id).filter(case_id=case.pk, state=AppointmentState.AGREED)
    past = list(agreed.filter(starts_at__lt=timezone.now()))
    for appointment in past:
        _end(case, appointment, AppointmentState.MISSED, (AppointmentState.AGREED,), _("未到场"), by=by)
    if not past:
        write(case, appointment_at=None)
    return bool(past)


def _require_worker(case: Case, by: Any, sender: bool) -> None:
    if by.pk != case.person_id and not (sender and case.query_code):
        raise NotAllowed


def _end(case: Case, appointment: Appointment, state: str, before: Sequence[str], words: str, *, by: Any) -> None:
    now = timezone.now()
    values = {"came_at": now} if state == AppointmentState.CAME else {"answered_at": now}
    rows = Appointment.objects.of(case.person_id).filter(case_id=case.pk, pk=appointment.pk, state__in=before)
    if not rows.update(state=state, **values):
        raise NotNow(gettext_lazy("这次面谈已经不在等候中。"))
    appointment.refresh_from_db()
    enter(case, EventKind.APPOINTMENT, by=by, words=words, for_worker=True)
    write(case, appointment_at=None)
    audit.record(f"cases.appointment.{state}", subject=appointment, by=by, unit=case.unit)


def _offer(offered: Sequence[Appointment]) -> str:
    times = _("；").join(text.moment(one.starts_at) for one in offered)
    return _("可选时间：%(times)s；地点：%(place)s") % {"times": times, "place": offered[0].place}


def _agreed(appointment: Appointment) -> str:
    return _("%(time)s，%(place)s") % {"time": text.moment(appointment.starts_at), "place": appointment.place}
