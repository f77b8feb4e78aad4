"""Heat notices: the list, writing one from a forecast, sending it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.documents import queries as documents
from unionhall.kit.pages import changes, page, reads
from unionhall.matters import desk as matters
from unionhall.matters import queries as matter_queries

from .. import actions
from ..forms import HeatForm
from ..models import HeatNotice
from ..permissions import Safety
from .acting import new_page, places, posted

LIST = matters.MatterList(
    HeatNotice,
    gettext_lazy("高温作业提醒"),
    export="safety:heat-notices-export",
    new="safety:heat-notice-new",
    new_title=gettext_lazy("写提醒"),
    opens=Safety.HEAT,
    first="all",  # a notice is closed as soon as it is sent
    help=gettext_lazy("按气象台预报的最高气温，提醒一个地区的工会和用人单位。"),
    columns=[
        (gettext_lazy("日期"), lambda row: row.day),
        (gettext_lazy("最高气温（℃）"), lambda row: row.highest),
        (gettext_lazy("已通知的工会"), lambda row: row.unions),
        (gettext_lazy("已通知的人数"), lambda row: row.people),
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
    row = matter_queries.matter_for(HeatNotice, request.user, number)
    lines = row.advice.split("\n")
    own = documents.of_subject(row)
    unsigned = request.user.may(Safety.SIGN, at=row.unit) and any(one.is_draft for one in own)  # type: ignore[union-attr]
    return page(
        request,
        "safety/heat_notice.html",
        notice=row,
        lines=lines,
        unsigned=unsigned,
        **matters.detail_context(request, row),
    )


@changes(Safety.VIEW, once=True)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return matters.move_page(request, HeatNotice, number, name)


@reads(Safety.VIEW)
def paper(request: HttpRequest, number: str, pk: int) -> Any:
    return matters.paper(request, HeatNotice, number, pk)


@changes(Safety.HEAT, once=True)
def new(request: HttpRequest) -> HttpResponse:
    form = HeatForm(*posted(request)[:1], places=places(request, Safety.HEAT))
    back = reverse("safety:heat-notices")
    help = _("先存为草稿，看过要求以后再发给本地区各工会；给用人单位的提醒函同时拟好，由负责人签发。")
    return new_page(request, form, actions.write_heat_notice, title=_("写高温作业提醒"), back=back, help=help)
