"""援助律师: the roster with fields, load and certificates; the ledger of what was given to whom."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import clock
from unionhall.kit.exports import Wanted
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..choices import CauseGroup
from ..forms import LawyerForm
from ..permissions import Rights
from .showing import file_of

ROSTER: list[Wanted] = [
    (gettext_lazy("姓名"), "name"),
    (gettext_lazy("律师事务所"), "firm"),
    (gettext_lazy("执业证号"), "certificate"),
    (gettext_lazy("有效至"), "certified_until"),
    (gettext_lazy("擅长"), lambda row: fields_of(row)),
    (gettext_lazy("在办"), "load"),
    (gettext_lazy("最多"), "most"),
    (gettext_lazy("在册"), lambda row: _("是") if row.active else _("否")),
    (gettext_lazy("工会"), "unit.name"),
]
LEDGER: list[Wanted] = [
    (gettext_lazy("编号"), "number"),
    (gettext_lazy("事项"), "title"),
    (gettext_lazy("种类"), "get_kind_display"),
    (gettext_lazy("律师"), "lawyer_name"),
    (gettext_lazy("指派日期"), "assigned_on"),
    (gettext_lazy("办结日期"), "ended_on"),
    (gettext_lazy("结果"), "get_result_display"),
    (gettext_lazy("挽回（元）"), "recovered"),
    (gettext_lazy("补贴（元）"), "subsidy"),
]


@reads(Rights.LAWYER_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    rows = paged(request, queries.lawyers(request.user), by=("name", "pk"))
    shown = [(row, fields_of(row)) for row in rows]
    may_edit = request.user.may(Rights.LAWYER_EDIT)  # type: ignore[union-attr]
    return page(request, "rights/lawyers.html", rows=rows, shown=shown, today=clock.today(), may_edit=may_edit)


@reads(Rights.LAWYER_VIEW)
def ledger(request: HttpRequest) -> HttpResponse:
    """Every case given to a lawyer, newest first."""
    rows = paged(request, queries.assignments(request.user), by=("-assigned_on", "-pk"))
    return page(request, "rights/ledger.html", rows=rows)


@changes(Rights.LAWYER_VIEW)
def export(request: HttpRequest, what: str) -> HttpResponse:
    """Roster or ledger as a file; asked for by POST, because it leaves a line in the log."""
    of_roster = what == "roster"
    rows: Any = (
        queries.lawyers(request.user).order_by("name", "pk")
        if of_roster
        else queries.assignments(request.user).order_by("-assigned_on", "-pk")
    )
    title = _("援助律师名册") if of_roster else _("法律援助台账")
    back = reverse("rights:lawyers" if of_roster else "rights:ledger")
    columns = ROSTER if of_roster else LEDGER
    return file_of(request, rows, columns, title=title, what=f"rights.{what}", back=back)


@changes(Rights.LAWYER_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """A line more, on the roster of a unit one keeps."""
    places = orgs.places_held(request.user, Rights.LAWYER_EDIT)
    unit = next((one for one in places if one.code == request.GET.get("unit")), places[0])
    return _edit(request, unit, None)


@changes(Rights.LAWYER_EDIT)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    lawyer = queries.lawyer_for(request.user, pk, needs=Rights.LAWYER_EDIT)
    return _edit(request, lawyer.unit, lawyer)


def _edit(request: HttpRequest, unit: Any, lawyer: Any) -> HttpResponse:
    form = LawyerForm(request.POST or None, initial=_known(lawyer))
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "fields_of_work"}
        given["fields"] = form.cleaned_data["fields_of_work"]
        try:
            actions.enter_lawyer(unit=unit, lawyer=lawyer, by=request.user, **given)
        except Refusal as refusal:
            form.add_error("certificate", str(refusal))
        else:
            messages.success(request, _("已保存。"))
            return redirect("rights:lawyers")
    status = 422 if form.is_bound else 200
    return page(request, "rights/lawyer.html", status=status, form=form, unit=unit, lawyer=lawyer)


def _known(lawyer: Any) -> dict[str, Any]:
    if lawyer is None:
        return {}
    known = {
        name: getattr(lawyer, name) for name in ("name", "firm", "certificate", "certified_until", "most", "active")
    }
    return known | {"fields_of_work": lawyer.fields, "phone": lawyer.phone.reveal() if lawyer.phone else ""}


def fields_of(lawyer: Any) -> str:
    return _("、").join(str(CauseGroup(code).label) for code in lawyer.fields if code in CauseGroup.values)
