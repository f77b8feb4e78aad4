"""Hazards: the list, one hazard with what may be done now, entering one, the poster for a site."""

from collections.abc import Mapping
from typing import Any

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from unionhall.kit.money import yuan
from unionhall.kit.pages import changes, page, reads
from unionhall.matters import desk as matters
from unionhall.rules import queries as rules

from .. import actions, queries
from ..choices import Grade, HazardKind, HazardSource
from ..forms import AuthorityTold, HazardForm, PassOn, PosterForm
from ..models import Hazard
from ..permissions import Safety
from .acting import act_page, new_page, places, posted


def _narrowed(rows: Any, request: HttpRequest) -> Any:
    """By grade and by inspection, as the address says."""
    if request.GET.get("grade") in Grade.values:
        rows = rows.filter(grade=request.GET["grade"])
    if request.GET.get("inspection"):
        rows = rows.filter(inspection=request.GET["inspection"][:32])
    return rows


LIST = matters.MatterList(
    Hazard,
    _("安全隐患"),
    export="safety:hazards-export",
    new="safety:hazard-new",
    new_title=_("登记隐患"),
    opens=Safety.REPORT,
    filters=_narrowed,
    help=_("职工报告、检查发现和监管部门转来的隐患，从核实到复查销号。"),
    columns=[
        (_("类别"), lambda row: HazardKind(row.kind).label),
        (_("等级"), lambda row: Grade(row.grade).label),
        (_("来源"), lambda row: HazardSource(row.source).label),
        (_("具体位置"), lambda row: row.spot),
        (_("整改期限"), lambda row: row.fix_by),
        (_("复查日期"), lambda row: row.rechecked_on),
        (_("首次逾期"), lambda row: row.overdue_since),
        (_("监管部门"), lambda row: row.authority),
    ],
)


@reads(Safety.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    return matters.list_page(request, LIST)


@changes(Safety.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    return matters.export_page(request, LIST)


@reads(Safety.VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    hazard = queries.hazard_for(request.user, number)
    context = matters.detail_context(request, hazard)
    context["moves"] = [move for move in context["moves"] if _offered(hazard, move.name)]
    return page(
        request, "safety/hazard.html", hazard=hazard, facts=_facts(hazard), five=_five(hazard), danger=_danger(hazard),
        basis=[(_step_of(kept), rules.in_words(kept)) for kept in hazard.kept_rules],
        may_pass=not hazard.is_closed and request.user.may(Safety.WORK, at=hazard.unit),  # type: ignore[union-attr]
        **context,
    )  # fmt: skip


STEPS = {
    "verify": _("核实"), "notice": _("书面通知用人单位"), "answer": _("用人单位答复"), "recheck": _("复查"),
    "escalate": _("上报"),
}  # fmt: skip


def _step_of(kept: Mapping[str, Any]) -> Any:
    """Which step of the hazard the kept rule gave its time."""
    return STEPS.get(kept["code"].split(".")[-1].split("-")[0], "")


def _offered(hazard: Hazard, name: str) -> bool:
    """Moves that the grade does not know are not shown."""
    if name == "decide":
        return hazard.is_imminent
    if name == "answer":
        return not hazard.is_imminent
    return True


def _facts(hazard: Hazard) -> list[dict[str, Any]]:
    rows = [
        (_("等级"), Grade(hazard.grade).label), (_("类别"), HazardKind(hazard.kind).label),
        (_("来源"), HazardSource(hazard.source).label), (_("地点"), hazard.site), (_("具体位置"), hazard.spot),
        (_("核实的事实"), hazard.found), (_("依据"), hazard.basis), (_("用人单位答复"), hazard.employer_said),
    ]  # fmt: skip
    return [{"label": label, "value": value} for label, value in rows if value]


def _five(hazard: Hazard) -> list[dict[str, Any]]:
    """五落实, all five shown so that what is missing is seen."""
    if hazard.stage_code in ("reported", "verified", "unfounded") or (hazard.passed_to and not hazard.measure):
        return []
    return [
        {"label": _("整改措施"), "value": hazard.measure}, {"label": _("责任人"), "value": hazard.responsible},
        {"label": _("资金"), "value": "" if hazard.money is None else yuan(hazard.money)},
        {"label": _("期限"), "value": hazard.fix_by},
        {"label": _("应急预案"), "value": hazard.emergency_plan},
    ]  # fmt: skip


def _danger(hazard: Hazard) -> dict[str, Any] | None:
    """What the notice above an imminent or escalated hazard says."""
    if not hazard.is_imminent and hazard.escalated_at is None:
        return None
    told = _("、").join(hazard.escalated_to)
    return {"told": told, "waiting": hazard.is_imminent and hazard.decided_at is None and not hazard.is_closed}


@changes(Safety.VIEW, once=True)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return matters.move_page(request, Hazard, number, name)


@changes(Safety.WORK, once=True)
def pass_on(request: HttpRequest, number: str) -> HttpResponse:
    """The place of work is elsewhere: to the union there, with a reason."""
    row = queries.hazard_for(request.user, number, needs=Safety.WORK)
    if row.is_closed:
        raise Http404

    def run(by: Any, place: Any, because: str) -> None:
        actions.pass_hazard(hazard=row, place=place.code, because=because, by=by)

    matters.as_seen(request, row)
    done = _("已移交工作地的工会，时限照算。")
    form = PassOn(*posted(request)[:1])
    return act_page(request, row, form, run, title=_("移交工作地的工会"), done=done)


@changes(Safety.WORK, once=True)
def authority(request: HttpRequest, number: str) -> HttpResponse:
    """That the authority was told; the hazard goes on as it stands."""
    row = queries.hazard_for(request.user, number, needs=Safety.WORK)
    if row.is_closed or row.authority_told_at is not None:
        raise Http404
    form = AuthorityTold(*posted(request)[:1], initial={"told_at": timezone.localtime()})

    def run(by: Any, **given: Any) -> None:
        actions.tell_authority(hazard=row, by=by, **given)

    return act_page(request, row, form, run, title=_("登记已报告监管部门"))


@reads(Safety.VIEW)
def paper(request: HttpRequest, number: str, pk: int) -> Any:
    return matters.paper(request, Hazard, number, pk)


@changes(Safety.REPORT, once=True)
def new(request: HttpRequest) -> HttpResponse:
    form = HazardForm(*posted(request), places=places(request, Safety.REPORT))
    return new_page(request, form, actions.report_hazard, title=_("登记隐患"), back=reverse("safety:hazards"))


@reads(Safety.REPORT)
def poster(request: HttpRequest) -> HttpResponse:
    """A page to print and hang up on site: the code leads to the report, with the place filled in."""
    form = PosterForm(request.GET or None)
    code, firm, spot = "", None, ""
    if form.is_bound and form.is_valid():
        firm, spot = form.cleaned_data["employer"], form.cleaned_data["spot"]
        way = reverse("safety:report", args=[firm.credit_code])
        address = f"{settings.PUBLIC_ADDRESS.rstrip('/')}{way}?{urlencode({'spot': spot})}"
        code = segno.make(address, error="m").svg_data_uri(scale=6, light="#fff")
    return page(
        request, "safety/poster.html", form=form, code=code, firm=firm, spot=spot, status=422 if form.errors else 200
    )
