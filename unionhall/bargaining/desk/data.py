"""Numbers on the table of a round: those beside the matrix, and noting one more."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.pages import changes

from .. import actions, contents, queries
from ..forms.rounds import DatumForm
from ..models import Round
from ..permissions import Bargaining
from .acting import act_page, posted

GROUPS: Mapping[str, tuple[Sequence[contents.Topic], Any, Any]] = {
    "factors": (
        contents.FACTORS, gettext_lazy("登记协商依据"),
        gettext_lazy("工资指导线或者物价指数上涨的，职工方可以在合同期内要求增加工资。"),
    ),
    "handed": (
        contents.HANDED, gettext_lazy("登记单位提供的资料"),
        gettext_lazy("单位应在首次会议前如实提供；不提供的，可以提请行政部门协调处理。"),
    ),
}  # fmt: skip


@changes(Bargaining.WORK, once=True)
def new(request: HttpRequest, number: str, group: str) -> HttpResponse:
    """One number more, published or handed over by the employer."""
    if group not in GROUPS:
        raise Http404
    row = queries.round_for(request.user, number, Bargaining.WORK)
    topics, title, words = GROUPS[group]
    start = {"year": timezone.localdate().year - 1, "code": request.GET.get("code", "")}
    form = DatumForm(posted(request), topics=topics, handed=group == "handed", initial=start)
    return act_page(
        request, form, lambda given: actions.note_datum(round=row, by=request.user, **given), title=title, words=words,
        back=reverse("bargaining:matrix", args=[number]),
        crumbs=[
            (_("集体协商"), reverse("bargaining:rounds")), (row.number, reverse("bargaining:round", args=[number])),
        ],
    )  # fmt: skip


def beside_matrix(row: Round) -> dict[str, Any]:
    """What the matrix's page shows of them: each number with its years, what is missing and by when it was due."""
    factors, handed, due = queries.data_of(row)
    return {"factors": factors, "handed": handed, "data_due": due}
