"""报告主管部门: what is still to be told and what was, and writing it down or drawing the letter."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.cases.permissions import Cases
from unionhall.kit.exports import Wanted
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..forms import ReportDropped, ReportLetter, Told
from .showing import file_of

COLUMNS: list[Wanted] = [
    (gettext_lazy("编号"), "number"), (gettext_lazy("事项"), "title"), (gettext_lazy("单位"), "employer.name"),
    (gettext_lazy("事由"), "get_grounds_display"), (gettext_lazy("工会"), "unit.name"),
    (gettext_lazy("报告期限"), "due_at"), (gettext_lazy("报告时间"), "told_at"),
    (gettext_lazy("主管部门"), "authority"), (gettext_lazy("方式"), "get_way_display"),
    (gettext_lazy("对方"), "receiver"), (gettext_lazy("谁报告的"), "told_by_name"),
    (gettext_lazy("不需要报告"), "dropped_because"),
]  # fmt: skip


@reads(Cases.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "waiting")
    rows = paged(request, queries.reports(request.user, state), by=("-due_at", "-pk"))
    states = [("waiting", _("待报告")), ("told", _("已报告")), ("all", _("全部"))]
    return page(request, "rights/reports.html", rows=rows, state=state, states=states)


@changes(Cases.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file; asked for by POST, because it leaves a line in the log."""
    rows = queries.reports(request.user, request.GET.get("state", "all")).order_by("-due_at", "-pk")
    back = reverse("rights:reports")
    return file_of(request, rows, COLUMNS, title=_("报告主管部门"), what="rights.reports", back=back)


@changes(Cases.VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One of them, and the two forms for whoever works there."""
    report = queries.report_for(request.user, number)
    forms = _forms(request, report)
    name = request.POST.get("act", "")
    if request.method == "POST" and name in forms and forms[name].is_valid():
        try:
            to = _done(request, report, name, forms[name].cleaned_data)
        except Refusal as refusal:
            field = getattr(refusal, "field", None)
            forms[name].add_error(field if field in forms[name].fields else None, str(refusal))
        else:
            return redirect(*to)
    return page(request, "rights/report.html", status=422 if name else 200, row=report, **forms)


def _forms(request: HttpRequest, report: Any) -> dict[str, Any]:
    if report.told_at is not None or report.dropped_on is not None:
        return {}
    kinds: dict[str, Any] = {}
    if request.user.may(Cases.WORK, at=report.unit):  # type: ignore[union-attr]
        kinds |= {"told": Told, "letter": ReportLetter}
    if request.user.may(Cases.DECIDE, at=report.unit):  # type: ignore[union-attr]
        kinds["dropped"] = ReportDropped
    sent = request.POST.get("act", "")
    return {name: kind(request.POST if sent == name else None, auto_id=f"{name}_%s") for name, kind in kinds.items()}


def _done(request: HttpRequest, report: Any, name: str, given: dict[str, Any]) -> tuple[Any, ...]:
    if name == "dropped":
        actions.drop_report(report=report, by=request.user, **given)
        messages.success(request, _("已记录。"))
        return ("rights:reports",)
    if name == "told":
        actions.record_report(report=report, by=request.user, **given)
        messages.success(request, _("已记录。"))
        return ("rights:reports",)
    letter = actions.draw_report(report=report, by=request.user, **given)
    messages.success(request, _("报告函已生成，请核对、签发后送达，再登记报告时间。"))
    return ("documents:detail", letter.pk)
