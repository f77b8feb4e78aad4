"""The telephone desk: who calls, what they asked before, and a new case in under a minute."""

from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.accounts import directory
from unionhall.kit.ids import new_id
from unionhall.kit.pages import changes, page, told
from unionhall.kit.refusal import Refusal
from unionhall.people import actions as people_actions
from unionhall.people import queries as people

from .. import actions, queries
from ..catalogue import services
from ..choices import TAKEN_DOWN, Channel
from ..forms import Caller, Sending
from ..permissions import Cases


def _offered() -> list[Any]:
    """What can be taken down on the telephone: services of the desk's own kind."""
    return [service for service in services if service.view == Cases.VIEW]


@changes(Cases.OPERATE)
def new(request: HttpRequest) -> HttpResponse:
    """The number on the line: earlier cases are at hand before anything is typed."""
    form = Caller(request.POST or None, offered=_offered())
    earlier: list[Any] = []
    if request.method == "POST" and form.data.get("phone"):
        known = directory.find("phone", form.data["phone"].strip())
        earlier = list(queries.my_cases(people.person(known))[:5]) if known else []
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        given = form.cleaned_data
        try:
            caller = 0
            if not given["anonymous"]:
                person = people_actions.register_caller(name=given["name"], phone=given["phone"], by=request.user)
                caller = person.pk
        except (Refusal, ValueError) as refusal:
            form.add_error("phone", str(refusal))
        else:
            ticket = signing.dumps([caller, new_id()], salt="cases.caller")
            came = given["channel"] or Channel.HOTLINE
            return redirect(f"{reverse('cases:record', args=[given['service']])}?caller={ticket}&channel={came}")
    status = 422 if form.is_bound and "look" not in request.POST else 200
    return page(request, "cases/new.html", status=status, form=form, earlier=earlier)


@changes(Cases.OPERATE)
def record(request: HttpRequest, code: str) -> HttpResponse:
    """The service's questions on one page, sent for the caller."""
    service = next((one for one in _offered() if one.code == code), None)
    caller, sender_id, ticket = _caller(request)
    if service is None:
        raise Http404
    person = people.person(caller) if caller else None
    form = service.form(request.POST or None, request.FILES or None, person=person)
    sending = Sending(request.POST or None, service=service, signed_in=person is not None)
    if request.method == "POST" and form.is_valid() and sending.is_valid():
        try:
            case = actions.open_case(
                service=service,
                person=person,
                papers=form.papers(),
                by=request.user,
                channel=_channel(request),
                token=ticket,
                sender_id=None if person else sender_id,
                **sending.with_answers(form),
            )
        except Refusal as refusal:
            told(request, refusal)
            return redirect("cases:new")
        return page(request, "cases/recorded.html", case=case, clock=queries.clock(case))
    return page(
        request,
        "cases/record.html",
        status=422 if form.is_bound else 200,
        service=service,
        form=form,
        sending=sending,
        caller=person.name if person else _("匿名来电"),
        anonymous=person is None,
    )


def _channel(request: HttpRequest) -> str:
    """How it came, as chosen on the page before; the telephone, unless it is one of the others."""
    came = request.GET.get("channel", "")
    return came if came in TAKEN_DOWN else Channel.HOTLINE


def _caller(request: HttpRequest) -> tuple[int, int, str]:
    """(person id or 0, id for an anonymous sender, the ticket), as signed by the page before."""
    ticket = request.GET.get("caller", "")
    try:
        caller, sender_id = signing.loads(ticket, salt="cases.caller", max_age=4 * 3600)
    except signing.BadSignature as wrong:
        raise Http404 from wrong
    return int(caller), int(sender_id), ticket
