"""办结回访: whom to call, and writing down what they said."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit import clock
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..choices import CallState
from ..forms import CallForm
from ..permissions import Cases
from .files import file_of

BY_DAY = ("call_by", "pk")


@reads(Cases.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    state = _state(request)
    rows = paged(request, queries.call_backs(request.user, state), by=BY_DAY)
    states = [("all", _("全部")), *CallState.choices, ("late", _("逾期已报上级"))]
    return page(request, "cases/calls.html", rows=rows, state=state, states=states, today=clock.today())


@changes(Cases.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, without what the worker said."""
    rows = queries.call_backs(request.user, _state(request)).order_by(*BY_DAY)
    return file_of(request, rows, _columns(), title=_("办结回访"), what="cases.calls", back=reverse("cases:calls"))


def _state(request: HttpRequest) -> str:
    return request.GET.get("state", CallState.WAITING)


def _columns() -> list[tuple[str, Any]]:
    return [
        (_("编号"), "number"),
        (_("事项"), "title"),
        (_("来件人"), "who"),
        (_("承办工会"), "unit__name"),
        (_("办结日期"), "closed_on"),
        (_("回访期限"), "call_by"),
        (_("回访结果"), lambda row: row.get_state_display()),
        (_("回访时间"), lambda row: timezone.localdate(row.called_at) if row.called_at else None),
        (_("回访人"), "called_by_name"),
        (_("已报上级"), "late_told_on"),
    ]


@changes(Cases.VIEW)
def detail(request: HttpRequest, number: str, closing: int) -> HttpResponse:
    """One closing, and the form for whoever calls about it."""
    call = queries.call_back_for(request.user, number, closing)
    open_now = call.state == CallState.WAITING and queries.may_call(request.user, call)
    form = CallForm(request.POST or None) if open_now else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        try:
            call = actions.record_call(call=call, state=given["state"], words=given["says"], by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已记录回访：%(state)s") % {"state": call.get_state_display()})
            return redirect("cases:calls")
    status = 422 if form is not None and form.is_bound else 200
    return page(request, "cases/call_detail.html", status=status, call=call, form=form, today=clock.today())
