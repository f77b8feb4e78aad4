"""Motions: the list, one motion with its moves, one entered for a delegate."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.pages import changes, page, reads
from unionhall.matters import desk as matters
from unionhall.matters import queries as read_matters

from .. import actions, queries
from ..forms.congress import DeskMotionForm
from ..models import Motion
from ..permissions import Bargaining
from .acting import act_page, posted

MOTIONS = matters.MatterList(
    Motion,
    gettext_lazy("职工提案"),
    export="bargaining:motions-export",
    columns=[
        (gettext_lazy("类别"), lambda row: str(row.get_klass_display())),
        (gettext_lazy("承办部门"), lambda row: row.department),
        (gettext_lazy("提案人"), lambda row: row.proposer_name),
        (gettext_lazy("答复日期"), lambda row: row.replied_on),
        (gettext_lazy("评价"), lambda row: str(row.get_satisfaction_display())),
    ],
    help=gettext_lazy("职工代表的提案：立案、答复、评价。"),
)


@reads(Bargaining.VIEW)
def motions(request: HttpRequest) -> HttpResponse:
    return matters.list_page(request, MOTIONS)


@changes(Bargaining.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    return matters.export_page(request, MOTIONS)


@reads(Bargaining.VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    row = read_matters.matter_for(Motion, request.user, number)
    return page(request, "bargaining/motion.html", **matters.detail_context(request, row), row=row)


@changes(Bargaining.CONGRESS, once=True)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return matters.move_page(request, Motion, number, name)


@reads(Bargaining.VIEW)
def paper(request: HttpRequest, number: str, pk: int) -> Any:
    return matters.paper(request, Motion, number, pk)


@changes(Bargaining.CONGRESS, once=True)
def new(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    """A motion brought on paper, entered for the delegate who signed it."""
    row = queries.congress_for(request.user, unit, pk, Bargaining.CONGRESS)
    sitting = {one.pk: one for one in queries.deputies_of(row).filter(until=None, without_vote=False)}
    form = DeskMotionForm(posted(request), deputies=[(one.pk, one.name) for one in sitting.values()])

    def act(given: dict[str, Any]) -> Any:
        proposer = sitting[given.pop("proposer")]
        return actions.file_motion(congress=row, proposer=proposer, by=request.user, **given)

    back = reverse("bargaining:congress", args=[unit, pk])
    return act_page(
        request, form, act, title=_("登记提案"), back=back, crumbs=[(row.title, back)],
        to=lambda made: reverse("bargaining:motion", args=[made.number]),
    )  # fmt: skip
