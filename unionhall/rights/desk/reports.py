"""报告主管部门: what is still to be told and what was; writing it down, drawing the letter, naming one more."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.cases import queries as cases
from unionhall.cases.permissions import Cases
from unionhall.kit.exports import Wanted
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..forms import AnotherAuthority, ReportDropped, ReportLetter, Told
from .showing import file_of

COLUMNS: list[Wanted] = [
    (gettext_lazy("编号"), "number"), (gettext_lazy("事项"), "title"), (gettext_lazy("单位"), "employer.name"),
    (gettext_lazy("事由"), "get_grounds_display"), (gettext_lazy("工会"), "unit.name"),
    (gettext_lazy("应报部门"), "wanted"), (gettext_lazy("报告期限"), "due_at"), (gettext_lazy("报告时间"), "told_at"),
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
def detail(request: HttpRequest, number: str, place_no: int) -> HttpResponse:
    """One of them, the others of the same case, and the forms for whoever works there."""
    report = queries.report_for(request.user, number, place_no)
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
    others = [one for one in queries.lines_of(report) if one.pk != report.pk]
    own = cases.is_own(request.user, report)
    status = 422 if name else 200
    return page(request, "rights/report.html", status=status, row=report, others=others, own=own, **forms)


def _forms(request: HttpRequest, report: Any) -> dict[str, Any]:
    """None for who sent it; those that write down an end only while there is none."""
    user = request.user
    if cases.is_own(user, report):
        return {}
    kinds: dict[str, Any] = {}
    is_open = report.told_at is None and report.dropped_on is None
    if user.may(Cases.WORK, at=report.unit):  # type: ignore[union-attr]
        kinds |= {"told": Told, "letter": ReportLetter} if is_open else {}
        kinds["another"] = AnotherAuthority
    if is_open and user.may(Cases.DECIDE, at=report.unit):  # type: ignore[union-attr]
        kinds["dropped"] = ReportDropped
    sent, known = request.POST.get("act", ""), {"authority": report.wanted}
    return {
        name: kind(
            request.POST if sent == name else None, auto_id=f"{name}_%s", initial={} if name == "another" else known
        )
        for name, kind in kinds.items()
    }


def _done(request: HttpRequest, report: Any, name: str, given: dict[str, Any]) -> tuple[Any, ...]:
    by = request.user
    if name == "letter":
        letter = actions.draw_report(report=report, by=by, **given)
        messages.success(request, _("报告函已生成，请核对、签发后送达，再登记报告时间。"))
        return ("documents:detail", letter.pk)
    if name == "another":
        added = actions.add_report(report=report, by=by, **given)
        messages.success(request, _("已加上一条，期限从现在起算。"))
        return ("rights:report", added.number, added.place_no)
    act = actions.drop_report if name == "dropped" else actions.record_report
    act(report=report, by=by, **given)
    messages.success(request, _("已记录。"))
    return ("rights:reports",)
