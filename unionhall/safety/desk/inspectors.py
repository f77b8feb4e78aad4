"""The register of inspectors: list, file, appointing, renewing, ending."""

from collections.abc import Callable
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
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters

from .. import actions, queries
from ..choices import InspectorLevel
from ..forms import EndForm, InspectorFilter, InspectorForm, RenewForm
from ..permissions import Safety
from .acting import new_page, posted

COLUMNS: list[tuple[Any, Any]] = [
    (gettext_lazy("姓名"), "name"), (gettext_lazy("证书编号"), "certificate"), (gettext_lazy("所在工会"), "unit.name"),
    (gettext_lazy("类别"), lambda row: InspectorLevel(row.level).label),
    (gettext_lazy("任命工会"), "appointed_by.name"),
    (gettext_lazy("任命日期"), "appointed_on"), (gettext_lazy("有效期至"), "expires_on"),
    (gettext_lazy("培训学时"), "training_hours"), (gettext_lazy("熟悉的行业"), "industries"),
    (gettext_lazy("参加检查次数"), "inspections"), (gettext_lazy("免去日期"), "ended_on"),
]  # fmt: skip


@reads(Safety.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    form = InspectorFilter(request.GET or {"state": "current"})
    rows = paged(request, queries.inspectors_seen(request.user, **form.chosen()), by=("expires_on", "pk"))
    today = timezone.localdate()
    lines = [
        {"row": row, "level": InspectorLevel(row.level).label, "tone": _tone(row, today), "may": _may(request, row)}
        for row in rows
    ]
    return page(
        request, "safety/inspectors.html", part="safety/_inspector_rows.html", form=form, rows=rows, lines=lines,
        may_appoint=request.user.may(Safety.APPOINT),  # type: ignore[union-attr]
    )  # fmt: skip


def _may(request: HttpRequest, row: Any) -> bool:
    return row.ended_on is None and request.user.may(Safety.APPOINT, at=row.appointed_by)  # type: ignore[union-attr]


def _tone(row: Any, today: Any) -> str:
    if row.ended_on is not None:
        return "neutral"
    return "late" if row.expires_on < today else "done"


@changes(Safety.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file; asked for by POST, because it leaves a line."""
    form = InspectorFilter(request.GET)
    rows = queries.inspectors_seen(request.user, **form.chosen()).order_by("unit__path", "name", "pk")
    if request.method != "POST":
        back = reverse("safety:inspectors")
        return page(request, "ask_export.html", count=rows.count(), what=_("检查员"), back=back, personal=True)
    file = sheet(rows, COLUMNS, _("劳动保护监督检查员"), request.user)  # a list too long leaves no line
    matters.record_export(kind="safety.inspector", rows=rows.count(), filters=request.GET.dict(), by=request.user)
    return file


@changes(Safety.APPOINT, once=True)
def new(request: HttpRequest) -> HttpResponse:
    form = InspectorForm(*posted(request)[:1])
    back = reverse("safety:inspectors")
    return new_page(request, form, actions.appoint, title=_("任命检查员"), back=back)


@changes(Safety.APPOINT, once=True)
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    return _about(request, pk, RenewForm, actions.renew, _("延长有效期"))


@changes(Safety.APPOINT, once=True)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    return _about(request, pk, EndForm, actions.end_inspector, _("免去检查员"))


def _about(request: HttpRequest, pk: int, kind: Any, run: Callable[..., Any], title: str) -> HttpResponse:
    inspector = queries.inspector_for(request.user, pk, needs=Safety.APPOINT)
    form = kind(*posted(request)[:1])
    if request.method == "POST" and form.is_valid():
        try:
            run(inspector=inspector, by=request.user, **form.cleaned_data)
            messages.success(request, _("%(title)s：已办。") % {"title": title})
            return redirect("safety:inspectors")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    heading = _("%(title)s：%(name)s") % {"title": title, "name": inspector.name}
    return page(
        request, "safety/new.html", form=form, title=heading, back=reverse("safety:inspectors"), help="",
        status=422 if form.is_bound else 200,
    )  # fmt: skip
