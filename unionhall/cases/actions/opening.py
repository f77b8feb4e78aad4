"""A worker asks: number, route, clocks, the desk's copy, the receipt; all in one transaction."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.kit import figures, text
from unionhall.kit.numbers import next_number
from unionhall.kit.text import in_house_language
from unionhall.orgs import queries as orgs
from unionhall.people import actions as people
from unionhall.workflow import Routed, Service, Waiting

from .. import queries, tokens
from ..choices import Channel, EventKind, HopWhy, Secrecy, Status, Urgency
from ..models import Case, CaseNumber, Draft, Hop
from ..refusals import ConsentNeeded, NotOffered
from . import papers as kept_papers
from .answering import answer_due
from .clocks import enter_stage, promised, sign_by
from .helping import add_helper
from .standing import first_copy
from .telling import enter, tell_unit, tell_worker
from .telling import headline as named


@in_house_language
@transaction.atomic
def open_case(
    *,
    service: Service,
    person: Any,
    answers: Mapping[str, Any],
    by: Any,
    sealed: Mapping[str, Any] | None = None,
    headline: Any = "",
    papers: Mapping[str, list[Any]] | None = None,
    channel: str = Channel.PORTAL,
    secrecy: str = Secrecy.OPEN,
    employer: Any = None,
    urgency: str | None = None,
    token: str = "",
    agreed: Iterable[str] = (),
    sender_id: int | None = None,
    handed_over_from: Case | None = None,
) -> Case:
    """Open once: the same `token` (of the form that was sent) gives the same case again.

    `person` is None for an anonymous sender, who becomes a nameless person of their own (`sender_id`, drawn when the
    form was shown, so that sending twice finds it again) and gets a query code: `case.code_to_tell`, told only now.
    """
    agreed = tuple(agreed)
    submission = tokens.digest(token) if token else ""
    _check_offer(service, person, secrecy, agreed)
    if before := _sent_before(person, sender_id, submission):
        return _told_again(before, token)
    if person is None:
        person = people.register_anonymous(person_id=sender_id, by=by)
    routed = service.route(answers=dict(answers), person=person, secrecy=secrecy)
    case = _new_case(service, person, routed, answers, secrecy, employer, headline)
    case.words = json.dumps(sealed, ensure_ascii=False) if sealed else ""
    case.channel, case.urgency = channel, urgency or routed.urgency or Urgency.NORMAL
    case.answer_due_at = answer_due(case)
    case.submission, case.handed_over_from = submission, handed_over_from.pk if handed_over_from else None
    if secrecy == Secrecy.ANONYMOUS:
        case.code_to_tell = tokens.query_code(token)
        case.query_code = tokens.digest(case.code_to_tell)
    if twice := _save_once(case):
        return _told_again(twice, token)
    _start(case, service, routed, by=by)
    kept_papers.add(case, papers or {}, by=by)
    _agree(case, service, agreed, by=by)
    Draft.objects.of(person).filter(service_code=service.code).delete()
    if service.opens is not None:
        service.opens(case=case, by=by)
    _tell(case, routed, by=by)
    return case


def _check_offer(service: Service, person: Any, secrecy: str, agreed: tuple[str, ...]) -> None:
    if secrecy == Secrecy.HIDDEN and not service.may_hide_identity:
        raise NotOffered(gettext_lazy("这项服务需要实名办理，不能隐藏身份。"))
    if person is None and not (service.may_be_anonymous and secrecy == Secrecy.ANONYMOUS):
        raise NotOffered(gettext_lazy("这项服务需要先登录并实名。"))
    if person is not None and secrecy == Secrecy.ANONYMOUS:
        raise NotOffered(gettext_lazy("登录后提交的诉求不能选择匿名，可以选择隐藏身份。"))
    if person is not None and service.open_to is not None and (why_not := service.open_to(person)):
        raise NotOffered(why_not)
    if any(one.required and one.purpose not in agreed for one in service.agrees):
        raise ConsentNeeded(gettext_lazy("请先阅读并勾选同意后再提交。"))


def _sent_before(person: Any, sender_id: int | None, submission: str) -> Case | None:
    sender = sender_id if person is None else person.pk
    if not submission or sender is None:
        return None
    return Case.objects.of(sender).select_related("unit").filter(submission=submission).first()


def _told_again(case: Case, token: str) -> Case:
    case.code_to_tell = tokens.query_code(token) if case.query_code else ""
    return case


def _new_case(
    service: Service, person: Any, routed: Routed, answers: Mapping[str, Any], secrecy: str, employer: Any, title: Any
) -> Case:
    now = timezone.now()
    place = _number_place(routed.unit)
    due = promised(service, service.time_class, timezone.localdate(now), routed.unit)
    return Case(
        person_id=person.pk,
        number=_number(place),
        origin_desk_id=place.desk_id,
        service_code=service.code,
        title=str(title or service.title)[:120],
        answers=dict(answers),
        secrecy=secrecy,
        employer=employer,
        fingerprint=queries.fingerprint(service, employer, answers),
        unit=routed.unit,
        county_id=routed.unit.county_id,
        city_id=routed.unit.city_id,
        routed_because=str(routed.because)[:200],
        received_at=now,
        due_on=due.due,
        days_promised=due.days,
        time_class=service.time_class,
        stage_code=service.starts.code,
        stage_since=now,
    )


def _number_place(unit: Any) -> Any:
    """The union of the county (city, province) whose code the number begins with: it keeps the series."""
    for place in reversed(orgs.ancestors(unit)):
        if place.division_id and place.pk == place.desk_id:
            return orgs.township_unit(place.division_id[:6])
    return unit


def _number(place: Any) -> str:
    """Division code (6), date, and five digits of that day's series."""
    day = f"{timezone.localdate():%Y%m%d}"
    taken = next_number(desk_id=place.desk_id, series=f"case-{day}")
    return f"{(place.division_id or '000000')[:6]:0<6}{day}{taken:05d}"


def _save_once(case: Case) -> Case | None:
    """Save, unless the same form was sent a moment ago: then that case."""
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError:
        twice = _sent_before(case.person, None, case.submission)
        if twice is None:
            raise
        return twice
    return None


def _start(case: Case, service: Service, routed: Routed, *, by: Any) -> None:
    Hop.objects.create(
        person_id=case.person_id,
        case_id=case.pk,
        unit=case.unit,
        why=HopWhy.ROUTED,
        reason=case.routed_because,
        since=case.received_at,
        by_id=by.pk,
    )
    enter_stage(case, service.starts)
    if service.starts.waits_for is not Waiting.WORKER:
        case.status = Status.OPEN
    first_copy(case, who=queries.who(case), sign_by=sign_by(case))
    for copy in routed.copies:
        if not case.unit.path.startswith(copy.path):
            add_helper(case, copy, asked=_("抄送：同一事项涉及你会"), due_on=case.due_on, by=by)
    case.save(force_update=True)
    CaseNumber.objects.create(
        desk_id=case.origin_desk_id, number=case.number, case_id=case.pk, person_id=case.person_id
    )
    day = timezone.localdate(case.received_at)
    figures.add_many((code, case.unit, day, 1) for code in ("cases.opened", "cases.open"))
    enter(case, EventKind.OPENED, by=by, for_worker=True, because=case.routed_because)
    audit.record("cases.case.opened", subject=case, by=by, service=service.code, number=case.number)


def _agree(case: Case, service: Service, agreed: tuple[str, ...], *, by: Any) -> None:
    """Write down each consent given with the request, for this case."""
    for one in service.agrees:
        if one.purpose in agreed:
            people.give_consent(
                person=case.person,
                purpose=one.purpose,
                text_version=one.version,
                separate=one.separate,
                channel=case.channel,
                subject_id=case.number,
                by=by,
            )


def _tell(case: Case, routed: Routed, *, by: Any) -> None:
    facts = {"unit": case.unit, "due": text.full_day(case.due_on)}
    words = _("由%(unit)s办理，承诺%(due)s前答复。") % facts
    tell_worker(case, "received", _("已提交：%(case)s") % {"case": named(case)}, words, by=by, key=f"in:{case.pk}")
    for unit in (case.unit, *routed.copies):
        tell_unit(case, unit, "new", _("新的诉求"), named(case), by=by, key=f"new:{case.pk}:{unit.pk}")
