"""What may be set about a case besides its stage: its time class, the law's date, a day to watch, an answer."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.kit import text, workdays
from unionhall.kit.text import in_house_language

from ..choices import AS_SENT, EventKind, TimeClass
from ..models import Case, Pause
from ..permissions import Cases
from ..refusals import NotNow, WordsNeeded
from .clocks import promised
from .standing import locked, require_work, still_open, write
from .telling import enter, headline, tell_holder, tell_worker


@in_house_language
@transaction.atomic
def set_time_class(*, case: Case, time_class: str, because: str, by: Any) -> Case:
    """Another class, another promised date: counted anew from the first receipt, pauses and all; the worker is told."""
    still_open(case)
    require_work(case, by, Cases.ASSIGN)
    if time_class not in case.service.time_classes or time_class == case.time_class:
        raise NotNow(gettext_lazy("请选择另一个时限类。"))
    if not because.strip():
        raise WordsNeeded(gettext_lazy("请写明调整时限类的理由。"))
    end = promised(case.service, time_class, timezone.localdate(case.received_at), case.unit)
    case.time_class, case.days_promised, case.due_on = time_class, end.days, _after_pauses(case, end.due)
    facts = {"name": TimeClass(time_class).label, "due": text.full_day(case.due_on), "why": because.strip()}
    words = _("时限类调整为%(name)s，承诺日期为%(due)s。理由：%(why)s") % facts
    enter(case, EventKind.FACT, by=by, words=words, for_worker=True, time_class=time_class)
    write(case)
    audit.record("cases.case.classed", subject=case, by=by, because=because.strip(), time_class=time_class)
    tell_worker(case, "classed", _("承诺日期有调整：%(case)s") % {"case": headline(case)}, words, by=by)
    return case


def _after_pauses(case: Case, due: date) -> date:
    """The date moved by each pause there was, whose own arithmetic is written anew."""
    for pause in Pause.objects.of(case.person_id).filter(case_id=case.pk).order_by("since", "pk"):
        pause.due_before = due
        if pause.until is not None:
            due = pause.due_after = workdays.add_working_days(due, pause.days).due
        pause.save()
    return due


@in_house_language
@transaction.atomic
def extend_legal_time(*, case: Case, until: date, because: str, by: Any) -> Case:
    """The law's time of this stage is longer, as the law allows when both sides agree; the caller has checked that."""
    still_open(case)
    if case.legal_due_on is None or until <= case.legal_due_on:
        raise NotNow(gettext_lazy("延长后的日期须晚于现在的法定期限。"))
    words = _("法定期限延长至%(until)s：%(why)s") % {"until": text.full_day(until), "why": because}
    case.legal_due_on = until
    enter(case, EventKind.FACT, by=by, words=words, for_worker=True)
    write(case)
    audit.record("cases.case.extended", subject=case, by=by, because=because, until=until.isoformat())
    return case


@transaction.atomic
def set_alarm(*, case: Case, on: date | None, by: Any, since: date | None = None) -> Case:
    """Watch a day after which the worker loses a right: from `since` it stands on the desk's Today; None ends it."""
    locked(case)
    write(case, alarm_on=on, alarm_from=(since or on) if on else None)
    audit.record("cases.case.watched", subject=case, by=by, on=on.isoformat() if on else "")
    return case


@transaction.atomic
def add_answers(*, case: Case, answers: dict[str, Any], by: Any) -> Case:
    """More open answers, learned after the request was sent; what was given stays unless it is named here.

    What the sender had answered to the same question is kept beside it: the sender's page shows that (`as_sent`).
    """
    locked(case)
    first = {name: case.answers.get(name) for name in answers}
    case.answers = {**case.answers, **answers, AS_SENT: {**first, **case.answers.get(AS_SENT, {})}}
    write(case)
    audit.record("cases.answers.added", subject=case, by=by, names=sorted(answers))
    return case


@in_house_language
@transaction.atomic
def tell_both(
    *, case: Case, kind: str, title: str, words: str, by: Any, key: str, holder: bool = True, closed: bool = False
) -> None:
    """One notice to the worker and one to whoever has the case (`closed`: or had it at its end), each once a key."""
    tell_worker(case, kind, title, words, by=by, key=key)
    if holder and (closed or not case.is_closed):
        tell_holder(case, kind, title, words, by=by, key=f"{key}:h")
