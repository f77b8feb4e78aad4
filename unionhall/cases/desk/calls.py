"""办结回访: whom to call, and writing down what they said."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.kit import clock
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..choices import CallState
from ..forms import CallForm
from ..permissions import Cases


@reads(Cases.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", CallState.WAITING)
    rows = paged(request, queries.call_backs(request.user, state), by=("call_by", "pk"))
    states = [("all", _("全部")), *CallState.choices, ("late", _("逾期已报上级"))]
    return page(request, "cases/calls.html", rows=rows, state=state, states=states, today=clock.today())


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
