"""One case at the desk, what was written in it, its papers, and checking in by a code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..choices import AppointmentState
from ..files import file_of
from ..forms import CheckIn
from ..permissions import Cases
from .showing import VIEWS, named, opening, shown


@reads(*VIEWS)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    return shown(request, queries.case_for(request.user, number))


@never_cache
@changes(*VIEWS)
def words(request: HttpRequest, number: str) -> HttpResponse:
    """What the sender wrote is sealed: one answer is opened at a time, for a reason, and that leaves a line."""
    case = queries.case_for(request.user, number)
    if request.method != "POST":
        return redirect("cases:detail", number)
    form = opening(case, request.POST)
    if not form.is_valid():
        return shown(request, case, status=422, opening=form)
    field, because = form.cleaned_data["field"], form.cleaned_data["because"]
    try:
        answer = actions.read_sealed(case=case, field=field, reason=because, by=request.user)
    except Refusal as refusal:
        told(request, refusal)
        return redirect("cases:detail", number)
    return shown(request, case, opened=named(case, {field: answer}))


@reads(*VIEWS)
def paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    case = queries.case_for(request.user, number)
    return file_of(queries.attachment_of(case, pk), small="small" in request.GET)


@changes(Cases.WORK)
def check_in(request: HttpRequest) -> HttpResponse:
    """The worker shows a code; scanning it opens this page with the code filled in."""
    form = CheckIn(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        number, code = form.cleaned_data["code"]
        case = queries.case_for(request.user, number)
        agreed = [one for one in queries.appointments_of(case) if one.state == AppointmentState.AGREED]
        try:
            if not agreed:
                raise Refusal(_("这件诉求没有已约定的面谈。"))
            actions.check_in(case=case, appointment=agreed[0], code=code, by=request.user)
            return redirect("cases:detail", number)
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    return page(request, "cases/check_in.html", status=422 if form.is_bound else 200, form=form)
