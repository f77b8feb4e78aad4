"""The ledger of bad ratings: who is to be called back, who objected, what was decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit import clock
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..forms import Decision, Told
from .files import file_of
from .showing import VIEWS

NEWEST = ("-rated_at", "-pk")


@reads(*VIEWS)
def index(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "all")
    rows = paged(request, queries.bad_ratings(request.user, state), by=NEWEST)
    return page(request, "cases/ratings.html", rows=rows, state=state, today=clock.today())


@changes(*VIEWS)
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, without what anybody said."""
    rows = queries.bad_ratings(request.user, request.GET.get("state", "all")).order_by(*NEWEST)
    back = reverse("cases:bad-ratings")
    return file_of(request, rows, _columns(), title=_("差评台账"), what="cases.ratings", back=back)


def _columns() -> list[tuple[str, Any]]:
    def day(name: str) -> Any:
        return lambda row: timezone.localdate(getattr(row, name)) if getattr(row, name) else None

    return [
        (_("编号"), "number"),
        (_("事项"), "title"),
        (_("来件人"), "who"),
        (_("承办工会"), "unit__name"),
        (_("评价"), "stars"),
        (_("评价日期"), day("rated_at")),
        (_("回访期限"), "call_by"),
        (_("回访时间"), day("called_at")),
        (_("回访人"), "called_by_name"),
        (_("申诉日期"), day("objected_at")),
        (_("裁定期限"), "decide_by"),
        (_("裁定日期"), day("decided_at")),
        (_("不计入"), "excluded"),
    ]


@changes(*VIEWS)
def detail(request: HttpRequest, number: str, closing: int) -> HttpResponse:
    """One bad rating, and the forms for what this user may do about it now."""
    bad = queries.bad_rating(request.user, number, closing)
    forms = _forms(request, bad)
    name = request.POST.get("act", "")
    if request.method == "POST" and name in forms and forms[name][1].is_valid():
        _title, form, run = forms[name]
        try:
            run(form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已记录。"))
            return redirect("cases:bad-rating", number, closing)
    return page(
        request, "cases/rating_detail.html", bad=bad, rating=queries.rating_of(bad), today=clock.today(),
        forms=[(act, title, form) for act, (title, form, _run) in forms.items()],
    )  # fmt: skip


def _forms(request: HttpRequest, bad: Any) -> dict[str, tuple[str, Any, Callable[[Any], Any]]]:
    """By name: its title, its form (bound when it was sent) and what it does; only what would not be refused."""
    user, sent = request.user, request.POST.get("act", "")

    def given(name: str) -> Any:
        return request.POST if sent == name else None

    found: dict[str, tuple[str, Any, Callable[[Any], Any]]] = {}
    if queries.may_answer(user, bad):
        if bad.may_call:
            form = Told(given("call"), label=_("回访结果"), prefix="call")
            found["call"] = (_("记录回访"), form, lambda f: actions.call_back(bad=bad, words=_said(f), by=user))
        if bad.objected_at is None and clock.today() <= bad.object_by:
            form = Told(given("object"), label=_("申诉理由"), prefix="object")
            found["object"] = (_("申诉"), form, lambda f: actions.object_to(bad=bad, words=_said(f), by=user))
    if bad.awaits_decision and queries.may_decide_objection(user, bad):
        decision = Decision(given("decide"), prefix="decide")
        found["decide"] = (_("裁定申诉"), decision, lambda f: actions.decide_objection(bad=bad, by=user, **f.decided()))
    return found


def _said(form: Any) -> str:
    return form.cleaned_data["says"]
