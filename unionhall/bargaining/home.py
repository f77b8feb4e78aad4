"""For workers: contracts that bind the employer, what was disclosed there, opinions; a delegate's motions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unionhall.kit.pages import SIGNED_IN, changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from . import actions, contents, queries
from .actions.papers import agreed
from .forms.congress import MotionForm, OwnRating
from .forms.disclosure import OpinionForm
from .models import Disclosure


@never_cache
@reads(SIGNED_IN)
def at_work(request: HttpRequest) -> HttpResponse:
    """Contracts in force, and the latest things made known."""
    rows = paged(request, queries.disclosed_at_work(request.user), by=("-disclosed_on", "-pk"), size=20)
    return page(
        request, "bargaining/at_work.html", agreements=queries.agreements_at_work(request.user), rows=rows,
        congress=queries.congress_at_work(request.user), seat=queries.my_seat(request.user),
    )  # fmt: skip


@never_cache
@reads(SIGNED_IN)
def agreement(request: HttpRequest, number: str) -> HttpResponse:
    """A contract that binds one's employer, whole."""
    row = next((one for one in queries.agreements_at_work(request.user) if one.number == number), None)
    if row is None:
        raise Http404
    return page(
        request, "bargaining/my_agreement.html", row=row,
        terms=[(one, agreed(one)) for one in queries.terms_of(row)],
        contents=[str(title) for code, title in contents.CONTENTS[row.kind] if code in row.contents],
    )  # fmt: skip


@never_cache
@changes(SIGNED_IN, once=True)
def disclosed(request: HttpRequest, pk: int) -> HttpResponse:
    """What the employer made known; one's opinion on it, and the answer."""
    row = _disclosed(request, pk)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_feedback(item=row, by=request.user, **form.cleaned_data)
        except Refusal as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("已提交，三十日内答复您。"))
            return redirect("bargaining:disclosed", pk)
    return page(
        request, "bargaining/disclosed.html", status=422 if form.is_bound else 200, row=row, form=form,
        mine=queries.my_feedback(request.user).get(row.pk, []),
    )  # fmt: skip


def _disclosed(request: HttpRequest, pk: int) -> Disclosure:
    found = queries.disclosed_at_work(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@never_cache
@reads(SIGNED_IN)
def motions(request: HttpRequest) -> HttpResponse:
    rows = paged(request, queries.my_motions(request.user), by=("-opened_at", "-pk"), size=20)
    return page(request, "bargaining/my_motions.html", rows=rows, seat=queries.my_seat(request.user))


@never_cache
@changes(SIGNED_IN, once=True)
def motion_new(request: HttpRequest) -> HttpResponse:
    """For delegates of a congress whose term runs."""
    found = queries.my_seat(request.user)
    if found is None:
        raise Http404
    _seat, congress = found
    form = MotionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.file_motion(congress=congress, by=request.user, **form.cleaned_data)
        except Refusal as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("提案已提交，编号%(number)s。") % {"number": made.number})
            return redirect("bargaining:my-motion", made.number)
    return page(
        request, "bargaining/home_form.html", status=422 if form.is_bound else 200, form=form, title=_("提交提案"),
        words=_("写清案由和办法，至少两名代表附议；立案后三十日内答复。"), back=reverse("bargaining:my-motions"),
        primary=_("提交"),
    )  # fmt: skip


@never_cache
@changes(SIGNED_IN, once=True)
def motion(request: HttpRequest, number: str) -> HttpResponse:
    """One's own motion, its answer, and whether one is satisfied."""
    row = queries.my_motion(request.user, number)
    form = OwnRating(request.POST or None) if row.stage_code == "answered" else None
    if request.method == "POST" and form is not None and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            actions.rate_reply(motion=row, by=request.user, **given)
        except Refusal as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("谢谢您的评价。"))
            return redirect("bargaining:my-motion", number)
    bound = form is not None and form.is_bound
    return page(request, "bargaining/my_motion.html", status=422 if bound else 200, row=row, form=form)
