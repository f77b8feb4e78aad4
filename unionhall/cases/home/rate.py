"""Rating: by the one-time link without signing in, or signed in as the person served."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from unionhall.accounts import queries as accounts
from unionhall.kit.pages import PUBLIC, SIGNED_IN, changes, page, reads, told
from unionhall.kit.refusal import Refusal

from .. import actions, queries, tokens
from ..forms import RatingForm


@changes(PUBLIC)
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page says what was done, never who asked."""
    case = queries.by_rate_token(token)
    if case is None:
        raise Http404
    link = tokens.read_rate_link(token)
    if link is None or not tokens.matches(link[2], case.rate_token):
        return page(request, "cases/rated.html", case=case, used=True)
    return _rate(request, case, token=token, by=accounts.system_user("portal"), done="cases:rated")


@changes(SIGNED_IN)
def own(request: HttpRequest, number: str) -> HttpResponse:
    case = queries.my_case(request.user, number)
    return _rate(request, case, token="", by=request.user, done="cases:rated")


@reads(PUBLIC)
def rated(request: HttpRequest) -> HttpResponse:
    return page(request, "cases/rated.html", case=None, used=False)


def _rate(request: HttpRequest, case: Any, *, token: str, by: Any, done: str) -> HttpResponse:
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.rate(case=case, stars=given["stars"], tags=given["tags"], words=given["says"], token=token, by=by)
        except Refusal as refusal:
            told(request, refusal)
            return redirect(request.path)
        return redirect(done)
    return page(request, "cases/rate.html", status=422 if form.is_bound else 200, case=case, form=form)
