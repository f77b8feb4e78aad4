"""The system administrator's page and the audit administrator's log. Neither shows business content."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import queries as audit
from unionhall.kit import acts, clock, exports, text
from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.refusal import Refusal

from .. import actions
from ..forms import LogFilter
from ..permissions import Accounts
from ..queries import health, versions
from ..queries.log import asked_by, log

COLUMNS: list[exports.Wanted] = [
    (gettext_lazy("序号"), "seq"),
    (gettext_lazy("时间"), lambda row: row.at.astimezone().isoformat(timespec="seconds")),
    (gettext_lazy("事项"), "said"),
    (gettext_lazy("事项代码"), "action"),
    (gettext_lazy("谁做的"), "by_name"),
    (gettext_lazy("代谁办理"), lambda row: row.for_person_id and str(row.for_person_id)),
    (gettext_lazy("对象"), "about_what"),
    (gettext_lazy("对象代码"), lambda row: f"{row.subject_type} {row.subject_id}".strip()),
    (gettext_lazy("单位编号"), lambda row: row.unit_code),
    (gettext_lazy("理由"), "because"),
    (gettext_lazy("链值"), "chain"),
]


@reads(Accounts.SYSTEM)
def system(request: HttpRequest) -> HttpResponse:
    return page(request, "accounts/system.html", part="accounts/_system.html", lines=health(), versions=versions())


@reads(Accounts.LOG_READ)
def lines(request: HttpRequest) -> HttpResponse:
    """Today's lines, unless other days are asked for."""
    form = LogFilter(request.GET or None)
    wanted, complaint = asked_by(request.user, form.cleaned_data if form.is_valid() else {})
    rows, mark = log(wanted, before=text.whole_number(request.GET.get("before", "")))
    return page(
        request, "accounts/log.html", part="accounts/_log_rows.html", form=form, rows=rows, complaint=complaint,
        acts=_acts(), next=_next(request, mark), verified=audit.last_verification(), seal=audit.last_seal(),
        wanted=wanted,
    )  # fmt: skip


def _acts() -> list[str]:
    """Words to choose from while typing, each once."""
    return sorted({str(words) for words in acts.known().values()})


def _next(request: HttpRequest, mark: int | None) -> str:
    if mark is None:
        return ""
    asked = request.GET.copy()
    asked["before"] = str(mark)
    return f"?{asked.urlencode()}"


@changes(Accounts.LOG_READ)
def export(request: HttpRequest) -> HttpResponse:
    """POST with a purpose gives the lines asked for as a file, at most as many as any export; GET asks for it."""
    if request.method == "GET":
        return page(request, "accounts/export.html", what=_("留痕记录"), back="")
    form = LogFilter(request.POST)
    wanted, _complaint = asked_by(request.user, form.cleaned_data if form.is_valid() else {})
    try:
        with transaction.atomic():  # a list too long leaves no line
            actions.export_log(purpose=request.POST.get("purpose", ""), by=request.user, **_days(wanted))
            rows, _mark = log(wanted, most=exports.MOST + 1)
            return exports.sheet(rows, COLUMNS, _("留痕-%(day)s") % {"day": clock.today()}, by=request.user)
    except Refusal as refusal:
        told(request, refusal)
        return redirect(request.get_full_path())  # what was asked for stands in the address


def _days(wanted: Any) -> dict[str, str]:
    return {"first_day": wanted.first_day.isoformat(), "last_day": wanted.last_day.isoformat()}
