"""Restructuring: choose, see the dry run, confirm in writing, follow the progress."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit import seeing
from unionhall.kit.pages import changes, page, reads, tried
from unionhall.kit.paging import paged

from .. import actions, queries
from ..choices import ChangeState
from ..forms import ChangeForm, ConfirmForm
from ..models import UnitChange
from ..permissions import Orgs
from .answering import done, status_of


@reads(Orgs.RESTRUCTURE)
def changes_list(request: HttpRequest) -> HttpResponse:
    rows = paged(request, queries.changes_seen(request.user), by=("-pk",))
    return page(request, "orgs/change_list.html", part="orgs/_change_rows.html", rows=rows)


@changes(Orgs.RESTRUCTURE)
def change_new(request: HttpRequest, code: str) -> HttpResponse:
    """What is to be done: leads to a dry run, which changes nothing."""
    unit = queries.unit_for(request.user, code, Orgs.RESTRUCTURE)
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        change = done(form, lambda: actions.draw_up(unit=unit, by=request.user, **form.cleaned_data))
        if change:
            return redirect("orgs:change-detail", number=change.pk)
    return page(request, "orgs/change_new.html", status=status_of(form), unit=unit, form=form)


@changes(Orgs.RESTRUCTURE)
def change_detail(request: HttpRequest, number: int) -> HttpResponse:
    """The dry run; POST carries it out once the approval number was typed again."""
    change = queries.change_for(request.user, number)
    form = ConfirmForm(request.POST or None, expected=change.approval_no)
    if request.method == "POST" and form.is_valid():
        carried = done(form, lambda: actions.carry_out(change=change, by=request.user))
        if carried:
            messages.success(request, _("组织关系已调整，相关数据正在后台划转。"))
            return redirect("orgs:change-detail", number=number)
    return page(
        request,
        "orgs/change_detail.html",
        status=status_of(form),
        change=change,
        form=form,
        job=queries.job_of(change),
        job_url=_job_url(change),
        is_draft=change.state == ChangeState.DRAFT,
        total=sum(line["count"] for line in change.found),
        reasons=seeing.why(request.user, Orgs.RESTRUCTURE, change.unit, change.target),
    )


@changes(Orgs.RESTRUCTURE)
def change_drop(request: HttpRequest, number: int) -> HttpResponse:
    """Give the dry run up."""
    return _done_with(request, number, actions.drop_change)


@changes(Orgs.RESTRUCTURE)
def change_carry_on(request: HttpRequest, number: int) -> HttpResponse:
    """Start the carrying of rows again after it has failed."""
    return _done_with(request, number, actions.carry_on)


def _done_with(request: HttpRequest, number: int, act: Callable[..., Any]) -> HttpResponse:
    change = queries.change_for(request.user, number)
    if request.method == "POST":
        tried(request, lambda: act(change=change, by=request.user))
    return redirect("orgs:change-detail", number=number)


def _job_url(change: UnitChange) -> str:
    """The page of the job that carries the rows; empty before there is one."""
    if change.job_id is None:
        return ""
    return reverse("faces:job", args=[change.job_desk_id, change.job_id])
