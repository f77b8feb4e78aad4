"""A worker's own cases: the list, the timeline with its promise, answering, meeting, papers."""

from collections.abc import Callable
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unionhall.documents import queries as documents
from unionhall.kit.pages import PUBLIC, SIGNED_IN, changes, page, reads, tried
from unionhall.kit.paging import paged
from unionhall.people import queries as people

from .. import actions, queries, tokens
from ..asked import asked_by, told_by
from ..choices import AppointmentState
from ..files import file_of
from ..forms import Answer, Lookup, Message
from ..labelled import named
from .door import Door, own, with_code


@reads(SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    rows = paged(request, queries.my_cases(request.user), by=("-received_at", "-pk"), size=20)
    return page(request, "cases/mine.html", rows=rows)


@never_cache
@reads(SIGNED_IN)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    return _detail(request, own(request, number))


@never_cache
@reads(PUBLIC)
def follow(request: HttpRequest, number: str) -> HttpResponse:
    return _detail(request, with_code(request, number))


@changes(SIGNED_IN)
def say(request: HttpRequest, number: str) -> HttpResponse:
    return _say(request, own(request, number))


@changes(PUBLIC)
def follow_say(request: HttpRequest, number: str) -> HttpResponse:
    return _say(request, with_code(request, number))


@changes(SIGNED_IN)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return _move(request, own(request, number), name)


@changes(PUBLIC)
def follow_move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return _move(request, with_code(request, number), name)


@changes(SIGNED_IN)
def meet(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    return _meet(request, own(request, number), pk)


@changes(PUBLIC)
def follow_meet(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    return _meet(request, with_code(request, number), pk)


@reads(SIGNED_IN)
def paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    return file_of(queries.attachment_of(own(request, number).case, pk), small="small" in request.GET)


@reads(PUBLIC)
def follow_paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    return file_of(queries.attachment_of(with_code(request, number).case, pk), small="small" in request.GET)


@changes(PUBLIC)
def lookup(request: HttpRequest) -> HttpResponse:
    """Anonymous senders: number and query code."""
    form = Lookup(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number, code = form.cleaned_data["number"].strip(), form.cleaned_data["code"].strip().upper()
        if queries.by_query_code(number, code) is not None:
            request.session["query_codes"] = {**request.session.get("query_codes", {}), number: code}
            return redirect("cases:follow-detail", number)
        form.add_error(None, _("编号或查询码不对，请核对。"))
    return page(request, "cases/lookup.html", status=422 if form.is_bound else 200, form=form)


# --- the same page for both doors ------------------------------------------------------------------------------------


def _detail(request: HttpRequest, door: Door) -> HttpResponse:
    case = door.case
    name, phone = people.contact_of(case.unit)
    meetings = queries.appointments_of(case)
    moves = [one for one in queries.allowed_moves(door.by, case) if one.by_worker]  # the portal might make others too
    return page(
        request,
        "cases/my_case.html",
        case=case,
        stage=case.stage,
        door=door,
        urls=door.urls,
        clock=queries.clock(case),
        entries=queries.timeline(case, for_worker=True),
        moves=[{"title": one.title, "url": door.url("move", one.name), "primary": one.primary} for one in moves],
        panels=queries.panels_of(case, door.by, "home"),
        contact=case.holder_name or name,
        phone=phone,
        meetings=[_meeting(request, door, one) for one in meetings],
        papers=[{"row": one, "url": door.url("paper", one.pk)} for one in queries.attachments_of(case)],
        documents=documents.papers_for(documents.of_subject(case)) if not door.sender else [],
        sent=named(case, queries.as_sent(case)),
        may_rate=case.is_closed and bool(case.rate_token) and not door.sender,
    )


def _meeting(request: HttpRequest, door: Door, one: Any) -> dict[str, Any]:
    agreed = one.state == AppointmentState.AGREED
    code = tokens.appointment_code(one.pk) if agreed else ""
    address = f"{reverse('cases:check-in')}?code={door.case.number}-{code}"
    picture = segno.make(request.build_absolute_uri(address), error="m").svg_data_uri(scale=4, light="#fff")
    return {"row": one, "code": code, "qr": picture if agreed else "", "url": door.url("meet", one.pk)}


def _say(request: HttpRequest, door: Door) -> HttpResponse:
    form = Message(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _answer(
            request,
            door,
            lambda: actions.write_to_union(
                case=door.case,
                words=form.cleaned_data["says"],
                papers={"": form.cleaned_data["papers"]},
                by=door.by,
                sender=door.sender,
            ),
        )
    title = _("给工会留言")
    return _form(request, door, form, title, _("发送"))


def _move(request: HttpRequest, door: Door, name: str) -> HttpResponse:
    step = queries.step_for(door.case, name)
    if step is None or not step.by_worker:
        raise Http404
    form = Answer(request.POST or None, request.FILES or None, label=step.says, required=bool(step.says))
    asks = asked_by(step, door.case, request.POST or None, request.FILES or None)
    if request.method == "POST" and all(one.is_valid() for one in (form, asks) if one is not None):
        facts, papers = told_by(asks)
        given = {"says": form.cleaned_data["says"], "papers": {"": form.cleaned_data["papers"], **papers}}
        return _answer(request, door, lambda: actions.move(case=door.case, name=name, by=door.by, **given, **facts))
    return _form(request, door, form, str(step.title or name), str(step.title or name), asks=asks)


def _meet(request: HttpRequest, door: Door, pk: int) -> HttpResponse:
    one = queries.appointment_of(door.case, pk)
    if request.method != "POST":
        return redirect(door.url("detail"))
    act = actions.cancel_appointment if "cancel" in request.POST else actions.agree_appointment
    return _answer(request, door, lambda: act(case=door.case, appointment=one, by=door.by, sender=door.sender))


def _answer(request: HttpRequest, door: Door, act: Callable[[], Any]) -> HttpResponse:
    tried(request, act)
    return redirect(door.url("detail"))


def _form(request: HttpRequest, door: Door, form: Any, title: str, primary: str, asks: Any = None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return page(
        request, "cases/my_act.html", status=status, case=door.case, form=form, title=title, primary=primary,
        back=door.url("detail"), asks=asks,
    )  # fmt: skip
