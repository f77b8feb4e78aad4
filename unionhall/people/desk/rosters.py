"""Bringing a roster: upload, preview row by row, confirm, report."""

import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from unionhall.kit import access, seeing, text
from unionhall.kit.exports import CSV, TYPES, XLSX
from unionhall.kit.models import JobState
from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal
from unionhall.kit.sheets import write_errors, write_xlsx
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..choices import RosterState, RowState
from ..permissions import People
from ..roster.columns import sheet_columns
from ..roster.limits import KEEP_STAGED_DAYS
from ..roster_forms import BringRoster

BUSY = (RosterState.READING, RosterState.APPLYING)
TONES = {
    RowState.NEW: "done", RowState.CHANGED: "info", RowState.SAME: "neutral", RowState.DUPLICATE: "due",
    RowState.ERROR: "late",
}  # fmt: skip


def units_to_choose(user: Any, needs: str) -> list[tuple[str, str]]:
    """(code, name) of the places where the role is held: rows may name unions beneath them."""
    held = access.outermost(access.holding(user, needs))
    found = orgs.units([one.unit_id for one in held])
    return [(unit.code, unit.name) for unit in sorted(found.values(), key=lambda one: one.path)]


@reads(People.IMPORT)
def rosters(request: HttpRequest) -> HttpResponse:
    rows = paged(request, queries.rosters(request.user), by=("-brought_at", "-pk"))
    return page(request, "people/rosters.html", part="people/_roster_list.html", rows=rows)


@changes(People.IMPORT)
def new(request: HttpRequest) -> HttpResponse:
    units = units_to_choose(request.user, People.IMPORT)
    form = BringRoster(request.POST or None, request.FILES or None, units=units)
    if request.method == "POST" and form.is_valid():
        unit = orgs.unit_for(request.user, form.cleaned_data["unit"], needs=People.IMPORT)
        file = form.cleaned_data["file"]
        try:
            found = actions.bring_roster(unit=unit, file=file, name=file.name, by=request.user)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("people:roster", found.desk_id, found.pk)
    return page(request, "people/roster_new.html", form=form, columns=sheet_columns())


@reads(People.IMPORT)
def template(request: HttpRequest) -> HttpResponse:
    body = io.BytesIO()
    write_xlsx(body, sheet_columns(), [], title=_("会员名册"))
    return as_file(body.getvalue(), _("会员名册模板") + ".xlsx")


@reads(People.IMPORT)
def roster(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    found = queries.roster_for(request.user, desk_id, pk)
    counts = found.applied or found.counts
    reasons = seeing.why(request.user, People.IMPORT, found.unit)
    context: dict[str, Any] = {"roster": found, "reasons": reasons, "days": KEEP_STAGED_DAYS, **_progress(found)}
    context["states"] = [(one, one.label, counts.get(one, 0), TONES[one]) for one in RowState]
    context["to_write"] = sum(found.counts.get(one, 0) for one in (RowState.NEW, RowState.CHANGED))
    context["to_mend"] = sum(counts.get(one, 0) for one in (RowState.ERROR, RowState.DUPLICATE))
    has_rows = found.state in (RosterState.READY, RosterState.DONE) and found.cleared_at is None
    state = request.GET.get("state", "") if request.GET.get("state", "") in RowState.values else ""
    number = text.whole_number(request.GET.get("page", "")) or 1
    rows, total = queries.staged_rows(found, state, number) if has_rows else (None, 0)
    shown = [(row, RowState(one).label, TONES[RowState(one)], why) for row, one, why in rows or []]
    tabs = [("?", _("全部"), sum(counts.values()), not state)]
    tabs += [(f"?state={one.value}", one.label, n, one == state) for one, _l, n, _t in context["states"] if n]
    context |= {"tabs": tabs, "rows": rows, "shown": shown, "total": total, "state": state, "has_rows": has_rows}
    return page(request, "people/roster.html", part="people/_roster_rows.html", **context)


@reads(People.IMPORT)
def progress(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    found = queries.roster_for(request.user, desk_id, pk)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("people:roster", desk_id, pk)
    return page(request, "people/_roster_progress.html", roster=found, **_progress(found))


@reads(People.IMPORT)
def errors(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    """The same file with a column more: what to mend."""
    found, body = queries.roster_for(request.user, desk_id, pk), io.BytesIO()
    write_errors(body, found.columns, queries.rows_to_mend(found), title=_("需更正的行"))
    return as_file(body.getvalue(), _("需更正的行") + f"-{found.pk}.xlsx")


@changes(People.IMPORT)
def confirm(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    return _act(request, desk_id, pk, actions.confirm_roster)


@changes(People.IMPORT)
def drop(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    return _act(request, desk_id, pk, actions.drop_roster)


@changes(People.IMPORT)
def resume(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    return _act(request, desk_id, pk, actions.resume_roster)


def _act(request: HttpRequest, desk_id: int, pk: int, action: Any) -> HttpResponse:
    found = queries.roster_for(request.user, desk_id, pk)
    if request.method == "POST":
        try:
            action(roster=found, by=request.user)
        except Refusal as refusal:
            told(request, refusal)
    return redirect("people:roster", desk_id, pk)


def _progress(found: Any) -> dict[str, Any]:
    job = queries.job_of(found) if found.state in BUSY else None
    broken = job is not None and job.state == JobState.FAILED
    return {
        "busy": found.state in BUSY and not broken,
        "broken": broken,
        "done": job.done if job else 0,
        "most": max(job.total, job.done, 1) if job else 1,
    }


def as_file(body: bytes, name: str) -> HttpResponse:
    kind = CSV if name.endswith(".csv") else XLSX
    answer = HttpResponse(body, content_type=TYPES[kind])
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Cache-Control"] = "no-store"
    return answer
