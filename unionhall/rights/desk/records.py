"""The desk's own lists of mediations and of legal aid, by state, stage and who has them; and as files."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unionhall.cases.permissions import Cases
from unionhall.kit import clock
from unionhall.kit.exports import Wanted
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.workflow import Service

from .. import queries
from ..choices import RecordKind
from ..forms import RecordFilter
from ..services.legal_aid import LEGAL_AID
from ..services.mediation import MEDIATION
from .showing import file_of


@dataclass(frozen=True)
class Kept:
    """What one list is called, whose cases it is of, and what its columns are about."""

    kind: str
    service: Service
    title: Any
    hands: Any
    due: Any
    amount: Any
    help: Any

    @property
    def stages(self) -> dict[str, Any]:
        return {stage.code: stage.title for stage in self.service.stages}


LISTS = {
    "mediations": Kept(
        RecordKind.MEDIATION, MEDIATION, _("调解台账"), _("调解员"), _("法定期限"), _("协议金额（元）"),
        _("每件调解到了哪一步、谁在调解、法定期限到哪天；点编号看全部经过。"),
    ),
    "aids": Kept(
        RecordKind.AID, LEGAL_AID, _("法律援助申请"), _("律师"), _("本环节期限"), _("挽回金额（元）"),
        _("每件援助申请到了哪一步、指派了哪位律师；指派和结案的明细在“援助律师”的台账里。"),
    ),
}  # fmt: skip
STATES = [("open", _("在办")), ("late", _("超期")), ("closed", _("已结束")), ("all", _("全部"))]


def _chosen(request: HttpRequest, kept: Kept) -> tuple[RecordFilter, str, Any]:
    form = RecordFilter(request.GET, stages=list(kept.stages.items()), hands=kept.hands)
    form.is_valid()
    state, given = request.GET.get("state", "open"), form.cleaned_data
    stage, hands = given.get("stage", ""), given.get("hands", "")
    return form, state, queries.records(request.user, kept.kind, state=state, stage=stage, hands=hands)


@reads(Cases.VIEW)
def index(request: HttpRequest, what: str) -> HttpResponse:
    kept = LISTS[what]
    form, state, rows = _chosen(request, kept)
    found = paged(request, rows, by=("-begun_on", "-pk"))
    return page(
        request, "rights/records.html", rows=found, shown=[(row, kept.stages.get(row.stage_code, "")) for row in found],
        kept=kept, what=what, form=form, state=state, states=STATES, today=clock.today(),
        query=request.GET.urlencode(), export=reverse(f"rights:{what}-export"),
    )  # fmt: skip


@changes(Cases.VIEW)
def export(request: HttpRequest, what: str) -> HttpResponse:
    """The list as a file; asked for by POST, because it leaves a line in the log."""
    kept = LISTS[what]
    _form, _state, found = _chosen(request, kept)
    rows = found.order_by("-begun_on", "-pk")
    back = reverse(f"rights:{what}")
    return file_of(request, rows, _columns(kept), title=kept.title, what=f"rights.{what}", back=back)


def _columns(kept: Kept) -> list[Wanted]:
    stages = kept.stages
    return [
        (_("编号"), "number"), (_("事项"), "title"), (_("申请人"), "who"), (_("对方"), "other_side"),
        (_("承办工会"), "unit.name"), (kept.hands, "hands"), (_("环节"), lambda row: stages.get(row.stage_code, "")),
        (_("申请日期"), "begun_on"), (kept.due, "due_on"), (_("结束日期"), "ended_on"), (kept.amount, "amount"),
    ]  # fmt: skip
