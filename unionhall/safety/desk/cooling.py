"""送清凉: plans, their places, what was signed for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.pages import changes, page, reads
from unionhall.matters import desk as matters
from unionhall.matters import queries as matter_queries

from .. import actions, queries
from ..forms import CoolingForm, CoolingVisitForm, SignForm
from ..models import Cooling
from ..permissions import Safety
from .acting import act_page, new_page, places, posted

LIST = matters.MatterList(
    Cooling,
    gettext_lazy("送清凉"),
    export="safety:coolings-export",
    new="safety:cooling-new",
    new_title=gettext_lazy("写计划"),
    opens=Safety.COOLING,
    help=gettext_lazy("先有计划和慰问点，批准后上门，逐点签收。"),
    columns=[
        (gettext_lazy("年度"), lambda row: row.year),
        (gettext_lazy("计划金额（元）"), lambda row: row.budget),
        (gettext_lazy("资金来源"), lambda row: row.fund),
        (gettext_lazy("开始日期"), lambda row: row.starts_on),
        (gettext_lazy("结束日期"), lambda row: row.ends_on),
        (gettext_lazy("慰问组"), lambda row: row.teams),
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
    row = _plan(request, number)
    visits = queries.visits_of(row)
    done = [one for one in visits if one.done_on]
    works = request.user.may(Safety.COOLING, at=row.unit)  # type: ignore[union-attr]
    return page(
        request, "safety/cooling.html", cooling=row, visits=visits, planned=queries.planned_sum(visits),
        spent=queries.planned_sum(done), people=sum(one.people for one in done),
        may_add=works and row.stage_code == "planned", may_sign=works and row.stage_code == "approved",
        **matters.detail_context(request, row),
    )  # fmt: skip


@changes(Safety.VIEW, once=True)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return matters.move_page(request, Cooling, number, name)


@reads(Safety.VIEW)
def paper(request: HttpRequest, number: str, pk: int) -> Any:
    return matters.paper(request, Cooling, number, pk)


@changes(Safety.COOLING, once=True)
def new(request: HttpRequest) -> HttpResponse:
    form = CoolingForm(*posted(request)[:1], places=places(request, Safety.COOLING))
    return new_page(request, form, actions.plan_cooling, title=_("送清凉计划"), back=reverse("safety:coolings"))


@changes(Safety.COOLING, once=True)
def place(request: HttpRequest, number: str) -> HttpResponse:
    """One place more."""
    row = _plan(request, number, Safety.COOLING)

    def run(by: Any, **given: Any) -> None:
        actions.add_visit(cooling=row, by=by, **given)

    return act_page(request, row, CoolingVisitForm(*posted(request)[:1]), run, title=_("添加慰问点"))


@changes(Safety.COOLING, once=True)
def sign(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    row = _plan(request, number, Safety.COOLING)
    one = queries.visit_of(row, pk)

    def run(by: Any, **given: Any) -> None:
        actions.sign_visit(cooling=row, visit=one, by=by, **given)

    return act_page(request, row, SignForm(*posted(request)), run, title=_("登记签收"))


def _plan(request: HttpRequest, number: str, needs: str = "") -> Cooling:
    row: Cooling = matter_queries.matter_for(Cooling, request.user, number, needs=needs)
    return row
