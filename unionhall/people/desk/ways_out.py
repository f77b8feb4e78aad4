"""Warnings to members who stay away, talks with them, expulsion; and what the union above takes note of."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unionhall.kit.pages import changes, page, reads, tried
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from .. import actions, forms, queries
from ..permissions import People
from .person import member_page


@never_cache
@changes(People.ADMIT)
def warn(request: HttpRequest, person_id: int) -> HttpResponse:
    words = (_("久未缴费提醒"), _("列入提醒"), _("已列入提醒，请安排劝导谈话。"))
    return member_page(request, person_id, actions.warn, forms.Warning, *words)


@never_cache
@changes(People.ADMIT)
def talk(request: HttpRequest, person_id: int) -> HttpResponse:
    words = (_("劝导谈话"), _("记录谈话"), _("谈话已记录。"))
    return member_page(request, person_id, actions.persuade, forms.Talk, *words)


@never_cache
@changes(People.ADMIT)
def unwarn(request: HttpRequest, person_id: int) -> HttpResponse:
    words = (_("撤销提醒"), _("撤销提醒"), _("提醒已撤销。"))
    return member_page(request, person_id, actions.withdraw_warning, forms.Why, *words)


@never_cache
@changes(People.ADMIT)
def expel(request: HttpRequest, person_id: int) -> HttpResponse:
    words = (_("开除会籍"), _("开除会籍"), _("已开除会籍，并报上一级工会备案。"))
    return member_page(request, person_id, actions.expel, forms.Expelling, *words)


@reads(People.ADMIT)
def expulsions(request: HttpRequest) -> HttpResponse:
    rows = paged(request, queries.expulsions(request.user), by=("-decided_on", "-pk"))
    lines = [(row, queries.may_file(request.user, row.unit)) for row in rows]
    return page(request, "people/expulsions.html", part="people/_expulsion_rows.html", rows=rows, lines=lines)


@changes(People.ADMIT)
def file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Taken note of."""
    found = queries.expulsion_for(request.user, code, pk)
    if request.method == "POST":
        tried(request, lambda: actions.file_expulsion(expulsion=found, by=request.user), _("已备案。"))
    return redirect("people:expulsions")


@never_cache
@changes(People.ADMIT)
def lift(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The person may apply again; a reason."""
    found, form = queries.expulsion_for(request.user, code, pk), forms.Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lift_expulsion(expulsion=found, because=form.cleaned_data["because"], by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已解除，本人可以重新申请入会。"))
            return redirect("people:expulsions")
    return page(
        request, "people/desk_form.html", form=form, title=_("解除开除会籍"), primary=_("解除"),
        back=reverse("people:expulsions"), name=found.name,
    )  # fmt: skip
