"""Inspections: the list, one inspection, its record line by line, the check of women's and minors' work."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.pages import changes, page, reads
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matter_actions
from unionhall.matters import desk as matters
from unionhall.matters import queries as matter_queries

from .. import actions, queries
from ..checklist import LINES
from ..choices import Found
from ..forms import InspectionForm, Record, SpecialForm
from ..models import Inspection
from ..permissions import Safety
from .acting import new_page, places, posted

LIST = matters.MatterList(
    Inspection,
    gettext_lazy("劳动保护检查"),
    export="safety:inspections-export",
    new="safety:inspection-new",
    new_title=gettext_lazy("安排检查"),
    opens=Safety.INSPECT,
    help=gettext_lazy("每次检查至少两名检查员，逐项记录，单位签字；不符合的自动登记为隐患。"),
    columns=[
        (gettext_lazy("检查日期"), lambda row: row.inspected_on or row.planned_on),
        (gettext_lazy("不符合项"), lambda row: row.bad_lines),
        (gettext_lazy("计划日期"), lambda row: row.planned_on),
        (gettext_lazy("地点"), lambda row: row.site),
        (gettext_lazy("单位签字人"), lambda row: row.signer),
        (gettext_lazy("拒绝签字"), lambda row: row.refused),
    ],
)
SHOWN = {"good": "done", "bad": "late", "none": "neutral"}


@reads(Safety.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    return matters.list_page(request, LIST)


@changes(Safety.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    return matters.export_page(request, LIST)


@reads(Safety.VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    row = queries.inspection_for(request.user, number)
    shown = [
        {"text": line.text, "tone": SHOWN[found["found"]], "found": Found(found["found"]).label, "note": found["note"]}
        for line in LINES
        if (found := row.lines.get(line.code)) and found["found"] != Found.NONE
    ]
    who = _("、").join(f"{one.name} {one.certificate}" for one in queries.attended(row))
    return page(
        request, "safety/inspection.html", inspection=row, who=who,
        lines=[one for one in shown if one["tone"] == "late"], good=[one for one in shown if one["tone"] != "late"],
        hazards=list(queries.hazards_of_inspection(row)), fine=queries.fine_each(row),
        may_check=row.stage_code in ("recorded", "signed") and request.user.may(Safety.INSPECT, at=row.unit),  # type: ignore[union-attr]
        **matters.detail_context(request, row),
    )  # fmt: skip


@changes(Safety.VIEW, once=True)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    if name == "record":
        return _record(request, queries.inspection_for(request.user, number))
    return matters.move_page(request, Inspection, number, name)


def _record(request: HttpRequest, row: Inspection) -> HttpResponse:
    """The checklist has a page of its own."""
    step = next((one for one in row.lifecycle.moves_from(row.stage_code) if one.name == "record"), None)
    if step is None or matter_queries.why_not(row, step, by=request.user) is not None:
        raise Http404
    form = Record(*posted(request), case=row)
    if request.method == "POST" and form.is_valid():
        matters.as_seen(request, row)
        try:
            papers = form.cleaned_data["photos"] or ()
            matter_actions.move(matter=row, name="record", by=request.user, papers=papers, **form.facts())
            messages.success(request, _("检查记录已保存，不符合的已登记为隐患。"))
            return redirect("safety:inspection", row.number)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            row = queries.inspection_for(request.user, row.number)
    return page(request, "safety/record.html", status=422 if form.is_bound else 200, inspection=row, form=form)


@reads(Safety.VIEW)
def paper(request: HttpRequest, number: str, pk: int) -> Any:
    return matters.paper(request, Inspection, number, pk)


@changes(Safety.INSPECT, once=True)
def new(request: HttpRequest) -> HttpResponse:
    form = InspectionForm(*posted(request), places=places(request, Safety.INSPECT))
    back = reverse("safety:inspections")
    return new_page(request, form, actions.plan_inspection, title=_("安排检查"), back=back)


@changes(Safety.INSPECT, once=True)
def special(request: HttpRequest, number: str) -> HttpResponse:
    """One post or shift list held against the rules for women and minors; breaches are flagged."""
    row = queries.inspection_for(request.user, number, needs=Safety.INSPECT)
    form = SpecialForm(*posted(request)[:1])
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.check_worker(
                inspection=row, worker=form.worker(), post=form.cleaned_data["post"], by=request.user
            )
            words = _("、").join(str(one.text) for one in found)
            told = messages.warning if found else messages.success
            told(request, _("发现：%(what)s") % {"what": words} if found else _("没有发现违反规定的情况。"))
            return redirect("safety:inspection", row.number)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return matters.asked(request, row, [form], _("女职工、未成年工检查"))
