"""Taking a roll out: ask with a purpose, a second person agrees, download until it expires."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from unionhall.kit.models import JobState
from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..choices import ExportState
from ..permissions import People
from ..roster.limits import ALONE_ROWS, EXPORT_DAYS
from ..roster_forms import AskExport, Decide
from .rosters import as_file, units_to_choose

EITHER = (People.EXPORT, People.EXPORT_AGREE)


@reads(*EITHER)
def exports(request: HttpRequest) -> HttpResponse:
    rows = paged(request, queries.exports(request.user), by=("-asked_at", "-pk"))
    may_ask = request.user.may(People.EXPORT)  # type: ignore[union-attr]
    return page(
        request, "people/roster_exports.html", part="people/_roster_export_list.html", rows=rows, may_ask=may_ask
    )


@changes(People.EXPORT)
def new(request: HttpRequest) -> HttpResponse:
    form = AskExport(request.POST or None, units=units_to_choose(request.user, People.EXPORT))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        unit = orgs.unit_for(request.user, asked["unit"], needs=People.EXPORT)
        try:
            found = actions.ask_export(
                unit=unit, purpose=asked["purpose"], with_numbers=asked["with_numbers"], as_csv=asked["as_csv"],
                by=request.user,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("purpose", str(refusal))
        else:
            return redirect("people:roster-export", found.desk_id, found.pk)
    return page(request, "people/roster_export_new.html", form=form, most=ALONE_ROWS, days=EXPORT_DAYS)


@reads(*EITHER)
def export(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    found = queries.export_for(request.user, desk_id, pk)
    return page(
        request, "people/roster_export.html", export=found, form=Decide(), **_progress(found),
        may_decide=queries.may_decide(request.user, found), may_download=queries.may_download(request.user, found),
    )  # fmt: skip


@reads(*EITHER)
def progress(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    found = queries.export_for(request.user, desk_id, pk)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("people:roster-export", desk_id, pk)
    return page(request, "people/_roster_export_progress.html", export=found, **_progress(found))


@changes(People.EXPORT_AGREE)
def decide(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    found = queries.export_for(request.user, desk_id, pk, needs=(People.EXPORT_AGREE,))
    form = Decide(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["answer"] == "yes":
                actions.agree_export(export=found, by=request.user)
            else:
                actions.refuse_export(export=found, because=form.cleaned_data["because"], by=request.user)
        except Refusal as refusal:
            told(request, refusal)
        return redirect("people:roster-export", desk_id, pk)
    may = queries.may_decide(request.user, found)
    return page(
        request, "people/roster_export.html", export=found, form=form, may_decide=may, may_download=False,
        **_progress(found),
    )  # fmt: skip


@changes(People.EXPORT)
def download(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    """By POST: each time leaves a line."""
    found = queries.export_for(request.user, desk_id, pk, needs=(People.EXPORT,))
    if request.method == "POST":
        try:
            name, body = actions.hand_out_export(export=found, by=request.user)
        except Refusal as refusal:
            told(request, refusal)
        else:
            return as_file(body, name)
    return redirect("people:roster-export", desk_id, pk)


def _progress(found: Any) -> dict[str, Any]:
    job = queries.job_of(found) if found.state == ExportState.MAKING else None
    broken = job is not None and job.state == JobState.FAILED
    return {
        "busy": found.state == ExportState.MAKING and not broken,
        "broken": broken,
        "done": job.done if job else 0,
        "most": max(job.total, job.done, 1) if job else 1,
    }
