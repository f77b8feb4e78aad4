"""成卷 at the desk: everything of a case as one PDF, for those who work on it and say what for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unionhall.kit.pages import changes, page, tried
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..files import pdf_of
from ..forms import Told
from .showing import VIEWS


def _worked_on(request: HttpRequest, number: str) -> Any:
    """The case, if this user may work on it; for others there is no such page."""
    case = queries.case_for(request.user, number)
    if not queries.may_work(request.user, case):
        raise Http404
    return case


@changes(*VIEWS)
def bundle(request: HttpRequest, number: str) -> HttpResponse:
    case = _worked_on(request, number)
    form = Told(request.POST or None, label=_("成卷的用途"))
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_bundle(case=case, by=request.user, reason=form.cleaned_data["says"])
            return redirect("cases:bundle", number)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return page(
        request, "cases/bundle.html", part="cases/_bundle.html", status=422 if form.errors else 200, case=case,
        job=queries.bundle_of(case, request.user), file="cases:bundle-file", again="cases:bundle",
        back=reverse("cases:detail", args=[number]), form=form,
    )  # fmt: skip


@changes(*VIEWS)
def file(request: HttpRequest, number: str) -> HttpResponse:
    case = _worked_on(request, number)
    taken: list[Any] = []
    if request.method == "POST":
        tried(request, lambda: taken.append(actions.take_bundle(case=case, by=request.user)))
    return pdf_of(taken[0], number) if taken else redirect("cases:bundle", number)
