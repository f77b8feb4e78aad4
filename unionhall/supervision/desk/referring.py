"""Handing on: the pack of a letter to the inspectorate, clues of a matter to the procuratorate, their answers."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit.pages import changes

from .. import actions, queries
from ..forms import AnswerOfForm, ReferForm
from ..models import Referral
from ..permissions import Supervision
from .answering import through


@changes(Supervision.RECOMMEND, once=True)
def of_letter(request: HttpRequest, number: str) -> HttpResponse:
    """The pack to the labour inspectorate."""
    row = queries.letter_for(request.user, number, Supervision.RECOMMEND)
    help = _("移送函附材料清单；已签发的文书可以装订成一个 PDF。")
    return _refer(request, row, lambda **facts: actions.refer_to_inspectorate(letter=row, **facts), help)


@changes(Supervision.RECOMMEND, once=True)
def of_matter(request: HttpRequest, number: str) -> HttpResponse:
    """Clues to the procuratorate."""
    row = queries.inspection_for(request.user, number, Supervision.RECOMMEND)
    help = _("涉及欠薪、社会保险的群体争议，或特殊群体权益，且用人单位不配合的，可以移送。")
    return _refer(request, row, lambda **facts: actions.refer_to_procuratorate(inspection=row, **facts), help)


def _refer(request: HttpRequest, row: Any, act: Callable[..., Any], help: str) -> HttpResponse:
    form = ReferForm(request.POST or None)
    return through(
        request,
        form,
        lambda: act(by=request.user, **form.cleaned_data),
        title=_("移送劳动保障监察") if row.lifecycle.page == "supervision:letter" else _("移送检察机关线索"),
        back=_page_of(row),
        said=_("已拟移送函，请签发。"),
        help=help,
    )


@changes(Supervision.INSPECT, once=True)
def answer_of_letter(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What the office a pack went to answered."""
    row = queries.letter_for(request.user, number, Supervision.INSPECT)
    return _answered(request, row, queries.referrals_of(letter=row), pk)


@changes(Supervision.INSPECT, once=True)
def answer_of_matter(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What the procuratorate answered."""
    row = queries.inspection_for(request.user, number, Supervision.INSPECT)
    return _answered(request, row, queries.referrals_of(inspection=row), pk)


def _answered(request: HttpRequest, row: Any, referrals: list[Referral], pk: int) -> HttpResponse:
    referral = next((one for one in referrals if one.pk == pk), None)
    if referral is None:
        raise Http404
    form = AnswerOfForm(request.POST or None)
    return through(
        request,
        form,
        lambda: actions.note_answer_of(referral=referral, by=request.user, **form.cleaned_data),
        title=_("登记答复"),
        back=_page_of(row),
        said=_("已登记。"),
    )


def _page_of(row: Any) -> str:
    return reverse(row.lifecycle.page, args=[row.number])
