"""履行跟踪: duties of agreements to ask about, and writing down what became of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.cases import queries as cases
from unionhall.cases.permissions import Cases
from unionhall.kit import clock
from unionhall.kit.exports import Wanted
from unionhall.kit.pages import changes, page, reads, tried
from unionhall.kit.paging import paged

from .. import actions, queries
from ..choices import PromiseState
from ..forms import Performance
from .showing import file_of

COLUMNS: list[Wanted] = [
    (gettext_lazy("编号"), "number"),
    (gettext_lazy("承办工会"), "unit.name"),
    (gettext_lazy("对方"), "respondent"),
    (gettext_lazy("内容"), "what"),
    (gettext_lazy("金额（元）"), "amount"),
    (gettext_lazy("期限"), "due_on"),
    (gettext_lazy("履行情况"), "get_state_display"),
    (gettext_lazy("已付（元）"), "paid"),
    (gettext_lazy("核实日期"), "checked_on"),
]


@reads(Cases.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "due")
    rows = paged(request, queries.promises(request.user, state), by=("check_on", "pk"))
    states = [("due", _("待核实")), *PromiseState.choices, ("all", _("全部"))]
    return page(request, "rights/promises.html", rows=rows, state=state, states=states, today=clock.today())


@changes(Cases.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file; asked for by POST, because it leaves a line in the log."""
    rows = queries.promises(request.user, request.GET.get("state", "all")).order_by("check_on", "pk")
    back = reverse("rights:promises")
    return file_of(request, rows, COLUMNS, title=_("履行跟踪"), what="rights.promises", back=back)


@changes(Cases.VIEW)
def detail(request: HttpRequest, number: str, place_no: int) -> HttpResponse:
    """One duty, and the form for whoever asks after it."""
    promise = queries.promise_for(request.user, number, place_no)
    form = _form(request, promise)
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        done = tried(
            request,
            lambda: actions.check_promise(
                promise=promise, state=given["state"], says=given["says"], paid=given.get("paid"), by=request.user
            ),
            _("已记录履行情况。"),
        )
        if done:
            return redirect("rights:promises")
    status = 422 if form is not None and form.is_bound else 200
    return page(request, "rights/promise.html", status=status, row=promise, form=form)


def _form(request: HttpRequest, promise: Any) -> Performance | None:
    works = request.user.may(Cases.WORK, at=promise.unit) and not cases.is_own(request.user, promise)  # type: ignore[union-attr]
    open_now = promise.state != PromiseState.KEPT and works
    return Performance(request.POST or None, promise=promise) if open_now else None
