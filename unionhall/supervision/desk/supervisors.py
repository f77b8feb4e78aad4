"""The register of supervisors: list, file, one with certificate and training."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.exports import sheet
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.matters import desk
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..forms import EndForm, ExpertRenewForm, RenewForm, SupervisorFacts, SupervisorFilter, SupervisorForm
from ..models import Supervisor
from ..permissions import Supervision
from .answering import asked, done, through

COLUMNS: list[tuple[Any, Any]] = [
    (gettext_lazy("证号"), "certificate_no"),
    (gettext_lazy("姓名"), "name"),
    (gettext_lazy("工会"), "unit__name"),
    (gettext_lazy("层级"), lambda row: str(row.unit.level_name)),
    (gettext_lazy("监督区域"), "area"),
    (gettext_lazy("发证日期"), "issued_on"),
    (gettext_lazy("有效期至"), "expires_on"),
    (gettext_lazy("培训学时"), "training_hours"),
    (gettext_lazy("考试成绩"), "exam_score"),
    (gettext_lazy("状态"), "get_state_display"),
    (gettext_lazy("特邀"), "invited"),
    (gettext_lazy("聘期届满"), "contract_end"),
]


def _rows(request: HttpRequest) -> tuple[SupervisorFilter, Any, Any]:
    form = SupervisorFilter(request.GET)
    code = request.GET.get("unit", "")
    unit = orgs.unit_for(request.user, code, Supervision.VIEW) if code else None
    return form, queries.supervisors_found(request.user, under=unit, **form.chosen()), unit


@reads(Supervision.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    form, found, unit = _rows(request)
    rows = paged(request, found, by=("expires_on", "pk"), size=20)
    return page(
        request,
        "supervision/supervisors.html",
        part="supervision/_supervisor_rows.html",
        form=form,
        rows=rows,
        unit=unit,
        places=orgs.places_to_choose(request.user, Supervision.VIEW),
        lines=[(row, _tone(row)) for row in rows],
        may_register=request.user.may(Supervision.REGISTER),  # type: ignore[union-attr]
    )


def _tone(row: Supervisor) -> str:
    if row.state == "ended":
        return "neutral"
    return "late" if row.expires_on < timezone.localdate() else "done"


@changes(Supervision.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The register as a file; a POST, because it leaves a line."""
    _form, found, unit = _rows(request)
    if request.method != "POST":
        back = reverse("supervision:supervisors")
        return page(request, "ask_export.html", count=found.count(), back=back, what=_("监督员名册"))
    file = sheet(found.order_by("unit__path", "name", "pk"), COLUMNS, _("监督员名册"), request.user)
    actions.record_export(what="supervision.supervisors", unit=unit, rows=found.count(), by=request.user)
    return file  # made before the line: a list too long leaves none


@changes(Supervision.REGISTER, once=True)
def new(request: HttpRequest) -> HttpResponse:
    form = SupervisorForm(request.POST or None, places=queries.places_to_register(request.user))
    if request.method == "POST" and form.is_valid():
        row = done(form, lambda: actions.register_supervisor(by=request.user, **form.cleaned_data))
        if row is not None:
            return redirect("supervision:supervisor", row.pk)
    return asked(
        request,
        form,
        title=_("登记监督员"),
        back=reverse("supervision:supervisors"),
        help=_("监督员须经培训、考试合格并取得证件，任期与工会委员会相同。"),
    )


@changes(Supervision.VIEW, once=True)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them; who keeps the register corrects facts and training here."""
    row = queries.supervisor_for(request.user, pk)
    may_edit = row.state != "ended" and request.user.may(Supervision.REGISTER, at=row.unit)  # type: ignore[union-attr]
    start = {name: getattr(row, name) for name in SupervisorFacts.base_fields}
    form = SupervisorFacts(request.POST or None, initial=start)
    desk.as_seen(request, row)  # type: ignore[arg-type]  # any row with a version
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: actions.edit_supervisor(supervisor=row, by=request.user, **form.cleaned_data))
    ):
        messages.success(request, _("已保存。"))
        return redirect("supervision:supervisor", pk)
    return page(
        request,
        "supervision/supervisor.html",
        status=422 if form.errors else 200,
        row=row,
        form=form,
        may_edit=may_edit,
        tone=_tone(row),
    )


@changes(Supervision.REGISTER, once=True)
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.supervisor_for(request.user, pk, Supervision.REGISTER)
    kind = ExpertRenewForm if row.invited else RenewForm
    form = kind(request.POST or None, initial={"issued_on": row.issued_on, "contract_end": row.contract_end})
    return through(
        request,
        form,
        lambda: actions.renew_certificate(supervisor=row, by=request.user, **form.cleaned_data),
        title=_("换证（续期）"),
        back=reverse("supervision:supervisor", args=[pk]),
        said=_("已续期。"),
    )


@changes(Supervision.REGISTER, once=True)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.supervisor_for(request.user, pk, Supervision.REGISTER)
    form = EndForm(request.POST or None)
    return through(
        request,
        form,
        lambda: actions.end_supervisor(supervisor=row, by=request.user, **form.cleaned_data),
        title=_("登记卸任：%(name)s") % {"name": row.name},
        back=reverse("supervision:supervisor", args=[pk]),
        said=_("已登记卸任。"),
    )
