"""Asking for a service: start, one subject a page, check your answers, sent."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.kit import workdays
from unionhall.kit.clock import today
from unionhall.kit.ids import new_id
from unionhall.kit.pages import PUBLIC, changes, page, reads, told
from unionhall.kit.refusal import Refusal
from unionhall.workflow import Service

from .. import actions, asking, queries
from ..catalogue import services
from ..forms import Sending, employer_named


@reads(PUBLIC)
def start(request: HttpRequest, code: str) -> HttpResponse:
    """What it is, what is asked, who answers by when."""
    service = _service(code)
    person = asking.asker(request)
    refused = service.open_to(person) if service.open_to is not None and person is not None else None
    return page(
        request,
        "cases/start.html",
        service=service,
        steps=asking.steps_of(service, person),
        refused=refused,
        begun=bool(asking.load(request, service).answers),
        due=workdays.add_working_days(today(), service.days).due,
        must_sign_in=service.needs_person and person is None,
    )


@changes(PUBLIC)
def ask(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One subject; what was typed is kept before the next page is shown."""
    service = _service(code)
    if refused := _sign_in_first(request, service):
        return refused
    person = asking.asker(request)
    steps = asking.steps_of(service, person)
    step = next((one for one in steps if one.number == number), None)
    if step is None:
        raise Http404
    unsent = asking.load(request, service)
    if request.method != "POST":
        form = asking.blank_form(service, person, unsent, step, request.GET.dict())
    else:
        form = asking.form_of(service, person, unsent, step=step, request=request)
        if form.is_valid():
            asking.take_answers(unsent, form, request)
            asking.save(request, service, unsent, person)
            return redirect(_after(service, step, steps, request))
    return page(
        request,
        "cases/ask.html",
        status=422 if form.is_bound else 200,
        service=service,
        step=step,
        steps=steps,
        form=form,
        papers=[paper for paper in unsent.papers if paper["field"] in step.fields],
        back=reverse("cases:ask", args=[code, number - 1]) if number > 1 else reverse("cases:start", args=[code]),
    )


@changes(PUBLIC)
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Check your answers; sending twice opens one case."""
    service = _service(code)
    if refused := _sign_in_first(request, service):
        return refused
    person = asking.asker(request)
    unsent, steps = asking.load(request, service), asking.steps_of(service, person)
    form = asking.form_of(service, person, unsent)
    if not form.is_valid():
        if request.method == "POST" and (again := _already_sent(request, service)):
            return again
        return redirect(_first_wrong(service, steps, form))
    sending = Sending(request.POST or None, service=service, signed_in=person is not None)
    if request.method == "POST" and sending.is_valid():
        return _send(request, service, person, unsent, form, sending)
    employer = employer_named(form)
    mark = queries.fingerprint(service, employer, form.open_answers())
    return page(
        request,
        "cases/check.html",
        status=422 if request.method == "POST" else 200,
        service=service,
        rows=asking.shown(form, unsent, service, steps),
        sending=sending,
        token=request.POST.get("token") or _new_token(),
        duplicates=queries.likely_duplicates(person, mark, service_code=code),
        anonymous=person is None,
        back=reverse("cases:ask", args=[code, steps[-1].number]),
    )


@reads(PUBLIC)
def sent(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The receipt: number, who has it, by when; for an anonymous sender the query code."""
    service = _service(code)
    told_codes = request.session.get("query_codes", {})
    if request.user.is_authenticated:
        case = queries.my_case(request.user, number)
    else:
        found = queries.by_query_code(number, told_codes.get(number, ""))
        if found is None:
            raise Http404
        case = found
    return page(
        request,
        "cases/sent.html",
        service=service,
        case=case,
        clock=queries.clock(case),
        query_code=told_codes.get(number, "") if case.query_code else "",
        draft_name=f"cases:{code}",
    )


def _send(
    request: HttpRequest, service: Service, person: Any, unsent: asking.Unsent, form: Any, sending: Sending
) -> HttpResponse:
    token = request.POST.get("token", "")
    by = request.user if person is not None else accounts.system_user("portal")
    try:
        case = actions.open_case(
            service=service,
            person=person,
            papers=unsent.kept(),
            by=by,
            token=token,
            sender_id=None if person is not None else _sender_id(token),
            **sending.with_answers(form),
        )
    except Refusal as refusal:
        told(request, refusal)
        return redirect("cases:start", service.code)
    asking.forget(request, service)
    if case.code_to_tell:
        request.session["query_codes"] = {**request.session.get("query_codes", {}), case.number: case.code_to_tell}
    request.session["sent"] = {**dict(list(request.session.get("sent", {}).items())[-9:]), token: case.number}
    return redirect("cases:sent", service.code, case.number)


def _already_sent(request: HttpRequest, service: Service) -> HttpResponse | None:
    """The second of two taps: the draft has gone with the first."""
    number = request.session.get("sent", {}).get(request.POST.get("token", ""))
    return redirect("cases:sent", service.code, number) if number else None


def _service(code: str) -> Service:
    if code not in services:
        raise Http404
    return services[code]


def _sign_in_first(request: HttpRequest, service: Service) -> HttpResponse | None:
    if service.needs_person and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not service.needs_person and not service.may_be_anonymous and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return None


def _after(service: Service, step: asking.Step, steps: list[asking.Step], request: HttpRequest) -> str:
    """The next page; coming from «change» on the last one, back to it."""
    following = next((one for one in steps if one.number > step.number), None)
    if following is None or request.GET.get("back") == "check":
        return reverse("cases:check", args=[service.code])
    return reverse("cases:ask", args=[service.code, following.number])


def _first_wrong(service: Service, steps: list[asking.Step], form: Any) -> str:
    wrong = next((step for step in steps if any(name in form.errors for name in step.fields)), steps[0])
    return reverse("cases:ask", args=[service.code, wrong.number])


def _new_token() -> str:
    """Made when the page is shown; carries the id an anonymous sender will have, so a second tap finds the first."""
    return signing.dumps([new_id(), get_random_string(12)], salt="cases.sending")


def _sender_id(token: str) -> int:
    try:
        return int(signing.loads(token, salt="cases.sending")[0])
    except signing.BadSignature as wrong:
        raise Refusal(_("页面已过期，请返回上一页重新提交。")) from wrong
