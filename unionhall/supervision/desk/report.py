"""The report of supervision: one unit and period on a page, and as a file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import access
from unionhall.kit.exports import sheet
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.templatetags.hall import percent
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..permissions import Supervision
from ..queries.report import Line, Report, period_of

TITLES = [
    ("clues", gettext_lazy("线索")),
    ("accepted", gettext_lazy("受理")),
    ("not_accepted", gettext_lazy("不予受理")),
    ("letters_reminder", gettext_lazy("提示函")),
    ("letters_opinion", gettext_lazy("意见书")),
    ("letters_correction", gettext_lazy("整改意见书")),
    ("letters_recommendation", gettext_lazy("建议书")),
    ("letters_due", gettext_lazy("应答复")),
    ("replies_in_time", gettext_lazy("按期答复")),
    ("measures_due", gettext_lazy("复查措施")),
    ("measures_done", gettext_lazy("已落实")),
    ("feedbacks", gettext_lazy("部门反馈")),
    ("recovered", gettext_lazy("追回金额（元）")),
    ("people", gettext_lazy("受益职工")),
    ("yellow", gettext_lazy("黄色")),
    ("orange", gettext_lazy("橙色")),
    ("red", gettext_lazy("红色")),
    ("warnings_up", gettext_lazy("升级")),
    ("warnings_down", gettext_lazy("降级")),
    ("supervisors", gettext_lazy("监督员")),
    ("supervisors_trained", gettext_lazy("培训合格")),
]
STEPS = {
    "accept": gettext_lazy("线索→受理"),
    "hear": gettext_lazy("受理→听取意见"),
    "find": gettext_lazy("听取意见→查实"),
    "sign": gettext_lazy("拟稿→签发"),
    "serve": gettext_lazy("签发→送达"),
    "reply": gettext_lazy("送达→答复"),
    "recheck": gettext_lazy("答复→复查"),
    "feedback": gettext_lazy("建议书送达→反馈"),
}
RATES = [
    (gettext_lazy("按期答复率"), "reply_rate"),
    (gettext_lazy("整改率"), "correction_rate"),
    (gettext_lazy("反馈率"), "feedback_rate"),
    (gettext_lazy("培训合格率"), "trained_rate"),
]


def _report(request: HttpRequest) -> tuple[Report, int, int | None]:
    today = timezone.localdate()
    year = request.GET.get("year", "")
    quarter = request.GET.get("quarter", "")
    at = int(year) if year.isdecimal() and len(year) == 4 and 2000 <= int(year) <= today.year else today.year
    part = int(quarter) if quarter in ("1", "2", "3", "4") else None
    return queries.report_of(request.user, _unit(request), period_of(at, part, today)), at, part


def _unit(request: HttpRequest) -> Any:
    code = request.GET.get("unit", "")
    if code:
        return orgs.unit_for(request.user, code, Supervision.VIEW)
    held = access.outermost(access.holding(request.user, Supervision.VIEW))  # type: ignore[arg-type]
    if not held:
        raise Http404
    return orgs.unit(held[0].unit_id)


@reads(Supervision.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    report, year, quarter = _report(request)
    return page(
        request,
        "supervision/report.html",
        report=report,
        unit=report.unit,
        year=year,
        quarter=quarter,
        years=range(timezone.localdate().year, timezone.localdate().year - 5, -1),
        places=orgs.places_to_choose(request.user, Supervision.VIEW),
        counts=[(title, report.whole.counts[name]) for name, title in TITLES],
        rates=[(title, percent(getattr(report.whole, name))) for title, name in RATES],
        steps=[(STEPS[name], days) for name, days in report.days if days is not None],
        children=[_child(line) for line in report.children],
    )


def _child(line: Line) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "counts": line.counts,
        "reply": percent(line.reply_rate),
        "correction": percent(line.correction_rate),
    }


@changes(Supervision.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The unit and those right beneath as a file; a POST, because it leaves a line."""
    if request.method != "POST":
        return redirect("supervision:report")
    report, _year, _quarter = _report(request)
    lines = [report.whole, *report.children]
    columns: list[tuple[Any, Any]] = [(_("工会"), lambda line: line.unit.name)]
    columns += [(title, _counted(name)) for name, title in TITLES]
    columns += [(title, _rated(name)) for title, name in RATES]
    file = sheet(lines, columns, _("监督报表"), request.user)
    actions.record_export(what="supervision.report", unit=report.unit, rows=len(lines), by=request.user)
    return file


def _counted(name: str) -> Any:
    return lambda line: line.counts[name]


def _rated(name: str) -> Any:
    return lambda line: percent(getattr(line, name))
