"""What is added to a case of this room: days for limitation, papers for the ways on, the group it goes with."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.cases import queries as cases
from unionhall.cases.permissions import Cases
from unionhall.kit.pages import changes, page, tried
from unionhall.kit.refusal import Refusal

from .. import actions, panels, queries
from ..choices import FilePaper, GroupState, Way
from ..forms import GroupPick, LimitDates, OutsideForm, PowerForm, StrikeForm
from ..limitation import DAYS


@changes(Cases.WORK)
def dates(request: HttpRequest, number: str) -> HttpResponse:
    """补充时效信息: what is known now is filled in."""
    case = _with(panels.limits, request, number)
    known = {name: case.answers.get(name) for name in (*DAYS, "employed")}
    form = LimitDates(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        given = {"dates": form.dates(), "says": form.cleaned_data["says"]}
        if tried(request, lambda: actions.learn_dates(case=case, by=request.user, **given), _("已重新计算时效。")):
            return redirect("cases:detail", number)
    return _form(request, case, form, _("补充时效信息"))


@changes(Cases.WORK)
def way(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Draw up the application for one way on; a link in the case leads to it."""
    case = _with(panels.limits, request, number)
    if code not in Way.values:
        raise Http404
    if request.method == "POST":
        tried(
            request, lambda: actions.draw_way(case=case, way=code, by=request.user), _("申请书已生成，请核对后打印。")
        )
    return redirect("cases:detail", number)


@changes(Cases.WORK)
def file_paper(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Draw up a paper of a mediation's file; a button in the case leads to it."""
    case = cases.case_for(request.user, number, needs=Cases.WORK)
    if code not in FilePaper.values:
        raise Http404
    if request.method == "POST":
        done = _("文书已生成，请核对后打印。")
        tried(request, lambda: actions.draw_for_file(case=case, paper=code, by=request.user), done)
    return redirect("cases:detail", number)


@changes(Cases.WORK)
def power(request: HttpRequest, number: str) -> HttpResponse:
    """授权委托书: the lawyer assigned, else whoever opens the page, is filled in as the one who stands in."""
    case = cases.case_for(request.user, number, needs=Cases.WORK)
    aid = queries.aid_of(case)
    lawyer = queries.lawyer_of(aid) if aid is not None else None
    known = (
        {"agent": lawyer.name, "firm": lawyer.firm, "certificate": lawyer.certificate}
        if lawyer is not None
        else {"agent": str(request.user), "firm": str(case.unit)}
    )
    form = PowerForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            paper = actions.draw_power(case=case, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("授权委托书已生成，请核对后打印，由职工本人签名。"))
            return redirect("documents:detail", paper.pk)
    return _form(request, case, form, _("生成授权委托书"))


@changes(Cases.WORK)
def group_new(request: HttpRequest, number: str) -> HttpResponse:
    """成立或并入集体争议."""
    case = _with(panels.group, request, number)
    form = GroupPick(request.POST or None, open_to=queries.groups(request.user, GroupState.OPEN, needs=Cases.WORK))
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["number"]:
                group = form.cleaned_data["group"]
                actions.join_group(case=case, group=group, by=request.user)
            else:
                group = actions.form_group(case=case, people=form.cleaned_data["people"], by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已并入集体争议%(number)s。") % {"number": group.number})
            return redirect("rights:group", group.number)
    return _form(request, case, form, _("成立或并入集体争议"))


@changes(Cases.WORK)
def outside(request: HttpRequest, number: str) -> HttpResponse:
    """登记仲裁、诉讼、监察进展: the office named last is filled in."""
    case = _with(panels.outside, request, number)
    known: dict[str, object] = {"office": next((one.office for one in reversed(queries.outside_steps(case))), "")}
    mediation = queries.mediation_of(case)
    promised = [one.due_on for one in queries.promises_of(mediation)] if mediation is not None else []
    known["perform_by"] = max(promised, default=None)  # of an agreement that is confirmed
    form = OutsideForm(request.POST or None, request.FILES or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_step(case=case, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已登记，期限已重新计算。"))
            return redirect("cases:detail", number)
    return _form(request, case, form, _("登记仲裁、诉讼、监察进展"))


@changes(Cases.WORK)
def outside_strike(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A step written down by mistake."""
    case = _with(panels.outside, request, number)
    step = queries.outside_step(case, pk)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"step": step, "because": form.cleaned_data["because"]}
        if tried(request, lambda: actions.strike_step(case=case, by=request.user, **given), _("已撤销。")):
            return redirect("cases:detail", number)
    return _form(request, case, form, _("撤销登记：%(step)s") % {"step": step.get_step_display()})


def _with(panel: Callable[..., Any], request: HttpRequest, number: str) -> Any:
    """A case whose page shows that panel: of any other service there is nothing to add here."""
    case = cases.case_for(request.user, number, needs=Cases.WORK)
    if panel not in case.service.panels:
        raise Http404
    return case


def _form(request: HttpRequest, case: object, form: forms.Form, title: str) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return page(request, "rights/case_form.html", status=status, case=case, form=form, title=title)
