"""Doing something with a case: the form on GET, the act on POST, refused when somebody acted since."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.kit import text
from unionhall.kit.pages import changes, page, told
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..asked import asked_by, told_by
from ..choices import AppointmentState
from ..forms import Told
from ..permissions import Cases
from .acting import ACTS, Act
from .showing import VIEWS, shown


@changes(Cases.WORK, Cases.ASSIGN, Cases.DECIDE)
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act: its form on GET, the doing on POST."""
    case = queries.case_for(request.user, number)
    one = ACTS.get(name)
    if one is None or not one.offered(request.user, case):
        raise Http404
    form = one.form(request, case)
    if request.method == "POST" and (one.at_once or form.is_valid()):
        return _done(request, case, one, form)
    return _asked(request, case, form, one.title)


@changes(*VIEWS)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """A move of the service: the words it wants, and its own small form."""
    case = queries.case_for(request.user, number)
    step = queries.step_for(case, name)
    if step is None or step.by_worker:
        raise Http404
    if request.method != "POST" and queries.why_not(case, step, by=request.user) is not None:
        raise Http404  # on POST the act itself says why not
    says = Told(request.POST or None, label=step.says, required=True) if step.says else None
    asks = asked_by(step, case, request.POST or None, request.FILES or None)
    given = [form for form in (says, asks) if form is not None]
    if request.method == "POST" and all(form.is_valid() for form in given):
        facts, papers = told_by(asks)
        words = says.cleaned_data["says"] if says is not None else ""
        _as_seen(request, case)
        try:
            actions.move(case=case, name=name, by=request.user, says=words, papers=papers, **facts)
        except Refusal as refusal:
            told(request, refusal)
        return redirect("cases:detail", number)
    return _asked(request, case, says, step.title or name, asks=asks, bound=any(form.is_bound for form in given))


@changes(Cases.WORK)
def answer_help(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A helper unit's answer."""
    case = queries.case_for(request.user, number)
    helper = next((one for one in queries.helpers_of(case) if one.pk == pk), None)
    if helper is None or not request.user.may(Cases.WORK, at=helper.unit) or queries.is_own(request.user, case):  # type: ignore[union-attr]
        raise Http404
    form = Told(request.POST or None, label=_("协办结果"))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_help(case=case, helper=helper, words=form.cleaned_data["says"], by=request.user)
        except Refusal as refusal:
            told(request, refusal)
        return redirect("cases:detail", number)
    return _asked(request, case, form, _("答复协办"))


@changes(Cases.WORK)
def meeting(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """An appointment did not take place: called off, or nobody came."""
    case = queries.case_for(request.user, number)
    one = queries.appointment_of(case, pk)
    if request.method == "POST":
        try:
            if "missed" in request.POST and one.state == AppointmentState.AGREED:
                actions.miss_appointment(case=case, appointment=one, by=request.user)
            else:
                actions.cancel_appointment(case=case, appointment=one, by=request.user)
        except Refusal as refusal:
            told(request, refusal)
    return redirect("cases:detail", number)


def _done(request: HttpRequest, case: Any, one: Act, form: Any) -> HttpResponse:
    _as_seen(request, case)
    try:
        result = one.run(case, request.user, form)
    except Refusal as refusal:
        told(request, refusal)
        return redirect("cases:detail", case.number)
    if one.name == "identity":
        return shown(request, case, identity=result)
    messages.success(request, _("%(title)s：已办。") % {"title": one.title})
    if request.user.may(case.service.view, at=case.unit):  # type: ignore[union-attr]
        return redirect("cases:detail", case.number)
    return redirect("cases:list")  # it has left one's reach


def _as_seen(request: HttpRequest, case: Any) -> None:
    """The version the page showed: if somebody acted since, the act refuses."""
    seen = text.whole_number(request.POST.get("version", ""))
    if seen is not None:
        case.version = seen


def _asked(
    request: HttpRequest, case: Any, form: Any, title: Any, *, asks: Any = None, bound: bool | None = None
) -> HttpResponse:
    is_bound = form.is_bound if bound is None and form is not None else bool(bound)
    return page(
        request, "cases/act.html", status=422 if is_bound else 200, case=case, form=form, asks=asks, title=title,
        who=queries.who(case),
    )  # fmt: skip
