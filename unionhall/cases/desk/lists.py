"""The desk's list: filtered, sorted, paged by key, exported, and named in bulk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.kit import text
from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal
from unionhall.kit.templatetags.hall import short_day
from unionhall.orgs import queries as orgs

from .. import actions, links, queries
from ..catalogue import services
from ..forms import CaseFilterForm, HolderPick
from ..permissions import Cases
from ..queries import CaseFilter
from .files import file_of
from .showing import VIEWS

SORTS = {
    "due": ("next_due_on", "pk"),
    "-due": ("-next_due_on", "-pk"),
    "received": ("received_at", "pk"),
    "-received": ("-received_at", "-pk"),
    "number": ("number", "pk"),
    "-number": ("-number", "-pk"),
}
BULK_MOST = 50
ON_A_PAGE = 20  # the page costs by the row


def chosen(request: HttpRequest) -> tuple[CaseFilterForm, CaseFilter]:
    """The filter as given; a value that is none of the choices counts as not given."""
    form = CaseFilterForm(request.GET or {"state": "open"})
    form.is_valid()
    given = form.cleaned_data
    unit = orgs.unit_by_code(request.GET.get("unit", "")) if request.GET.get("unit") else None
    return form, CaseFilter(
        state=given.get("state") or "open",
        service=given.get("service") or "",
        stars=given.get("stars"),
        time_class=given.get("time_class") or "",
        holder=request.user.pk if given.get("holder") == "me" else None,
        employer=text.whole_number(request.GET.get("employer", "")),
        firm=given.get("firm") or "",
        text=given.get("text") or "",
        unit=unit,
    )


@reads(*VIEWS)
def index(request: HttpRequest) -> HttpResponse:
    form, wanted = chosen(request)
    order = SORTS.get(request.GET.get("sort", ""), SORTS["-received" if wanted.state == "closed" else "due"])
    rows = paged(request, queries.listed_cases(request.user, wanted), by=order, size=ON_A_PAGE)
    return page(
        request,
        "cases/list.html",
        part="cases/_case_rows.html",
        form=form,
        rows=rows,
        lines=[line(row) for row in rows],
        unit=wanted.unit,
        places=orgs.places_to_choose(request.user, Cases.VIEW),
        may_assign=request.user.may(Cases.ASSIGN),  # type: ignore[union-attr]
        may_open=request.user.may(Cases.OPERATE),  # type: ignore[union-attr]
        bulk=_colleagues(request),
    )


def line(row: Any) -> dict[str, Any]:
    """A row ready to print."""
    service = services.get(row.service_code)
    title = str(service.title) if service else row.service_code
    return {
        "row": row,
        "service": title,
        "url": links.desk(row.number),
        "under": f"{title} · {row.employer}" if row.employer else title if title != row.title else "",
        "stage": service.stage(row.stage_code).title if service else row.stage_code,
        "tone": _tone(row),
        "day": short_day(row.closed_at if row.status == "closed" else row.next_due_on),
        "mark": _mark(row),
    }


def _tone(row: Any) -> str:
    if row.status == "closed":
        return "done" if row.closed_on_time else "late"
    today = timezone.localdate()
    if row.status == "waiting":
        return "info"
    return "late" if row.next_due_on < today else "due" if row.next_due_on == today else "neutral"


def _mark(row: Any) -> str:
    if row.to_decide:
        return _("待裁定")
    if row.wrote_at and row.status != "closed":
        return _("有新留言")
    if row.helper:
        return _("协办")
    return _("待签收") if row.status == "open" and row.taken_at is None else ""


@changes(*VIEWS)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file: asked on GET, made on POST, as it leaves a line."""
    _form, wanted = chosen(request)
    rows = queries.desk_cases(request.user, wanted).order_by("next_due_on", "pk")
    return file_of(request, rows, _columns(), title=_("诉求"), what="cases.list", back=reverse("cases:list"))


def _columns() -> list[tuple[str, Any]]:
    def of(name: str) -> Any:
        return lambda row: line(row)[name]

    return [
        (_("编号"), "number"),
        (_("事项"), of("service")),
        (_("标题"), "title"),
        (_("来件人"), "who"),
        (_("单位"), "employer__name"),
        (_("承办工会"), "unit__name"),
        (_("承办人"), "holder_name"),
        (_("环节"), of("stage")),
        (_("收件时间"), lambda row: timezone.localtime(row.received_at).strftime("%Y-%m-%d %H:%M")),
        (_("承诺日期"), "due_on"),
        (_("办结时间"), lambda row: timezone.localdate(row.closed_at) if row.closed_at else None),
        (_("按时"), "closed_on_time"),
        (_("评价"), "rated_stars"),
        (_("退回次数"), "returns"),
    ]


@changes(Cases.ASSIGN)
def assign_many(request: HttpRequest) -> HttpResponse:
    """Name one person for the ticked cases; each is its own act, and each refusal is told."""
    form = HolderPick(request.POST or None, holders=_colleagues(request))
    numbers = request.POST.getlist("number")[:BULK_MOST]
    if request.method == "POST" and numbers and form.is_valid():
        done = 0
        for number in numbers:
            try:
                case = queries.case_for(request.user, number)
                actions.assign(case=case, to_person=form.cleaned_data["holder"], by=request.user)
                done += 1
            except Refusal as refusal:
                told(request, Refusal(_("%(number)s：%(why)s") % {"number": number, "why": refusal}))
        if done:
            from django.contrib import messages

            messages.success(request, _("已指定 %(done)d 件的承办人。") % {"done": done})
    elif request.method == "POST":
        told(request, Refusal(_("请先勾选诉求，再选承办人。")))
    return redirect("cases:list")


def _colleagues(request: HttpRequest) -> list[tuple[int, str]]:
    """Those who work on cases at the units where this user assigns."""
    from unionhall.kit import access

    found: dict[int, str] = {}
    for held in access.outermost(access.holding(request.user, Cases.ASSIGN))[:3]:  # type: ignore[arg-type]
        found.update(accounts.holders(Cases.WORK, orgs.unit(held.unit_id)))
    return sorted(found.items(), key=lambda one: one[1])
