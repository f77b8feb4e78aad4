"""团（组）长联席会议: entered at the congress's page; what the next session said of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit.pages import changes
from unionhall.kit.text import full_day

from .. import actions, queries
from ..forms.congress import ConfirmForm, HeadsForm
from ..permissions import Bargaining
from .acting import act_page, posted


@changes(Bargaining.CONGRESS, once=True)
def new(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = queries.congress_for(request.user, unit, pk, Bargaining.CONGRESS)
    back = reverse("bargaining:congress", args=[unit, pk])
    return act_page(
        request, HeadsForm(posted(request)),
        lambda given: actions.settle_between(congress=row, by=request.user, **given),
        title=_("登记团（组）长联席会议"), back=back,
        crumbs=[(_("职工代表大会"), reverse("bargaining:congresses")), (row.title, back)],
        words=_("闭会期间需要临时解决的重要问题，由联席会议协商处理，并向下一次职工代表大会报告、提请确认。"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def confirm(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    """What a session held since has said of it."""
    found = queries.heads_for(request.user, unit, pk)
    row = queries.congress_for(request.user, unit, found.congress_id, Bargaining.CONGRESS)
    since, words = queries.sessions_since(found), _("第%(n)d次会议，%(day)s")
    sessions = {one.pk: one for one, _on in since}
    choices = [(one.pk, words % {"n": one.number, "day": full_day(on)}) for one, on in since]
    back = reverse("bargaining:congress", args=[unit, row.pk])

    def act(given: dict[str, Any]) -> Any:
        session = sessions[given.pop("session")]
        return actions.confirm_settled(meeting=found, session=session, by=request.user, **given)

    return act_page(
        request, ConfirmForm(posted(request), sessions=choices), act,
        title=_("“%(about)s”的确认结果") % {"about": found.about}, back=back,
        crumbs=[(_("职工代表大会"), reverse("bargaining:congresses")), (row.title, back)],
        words=found.settled if choices else _("联席会议以后还没有召开达到法定人数的会议。"),
    )  # fmt: skip
