"""Two records side by side: choose for each fact which one is right, then merge; undo within a month."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unionhall.kit import text
from unionhall.kit.pages import changes, page
from unionhall.kit.refusal import Refusal

from .. import actions, forms, queries
from ..permissions import People


@never_cache
@changes(People.MERGE)
def merge(request: HttpRequest) -> HttpResponse:
    """Without two records: the form that asks for them. With them: both, and the choice."""
    kept, other = (_person(request, name) for name in ("kept", "other"))
    if kept is None or other is None:
        return page(request, "people/merge_choose.html", form=_finder(request), kept=kept, other=other)
    form = forms.Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = {name: request.POST.get(name, "kept") for name in actions.CHOOSABLE}
        try:
            actions.merge_people(
                kept=kept, other=other, by=request.user, because=form.cleaned_data["because"], chosen=chosen
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("两份档案已合并。%(days)d 天内没有再改动，可以撤销。") % {"days": actions.UNDO_DAYS}
            )
            return redirect("people:person", kept.pk)
    return page(
        request, "people/merge.html", form=form, kept=kept, other=other, rows=queries.side_by_side(kept, other),
        moving=queries.rows_to_move(other),
    )  # fmt: skip


def _finder(request: HttpRequest) -> Any:
    return forms.ToMerge(request.GET if {"kept", "other"} <= request.GET.keys() else None)


def _person(request: HttpRequest, name: str) -> Any:
    given = text.whole_number(request.GET.get(name, ""))
    return queries.person_for(request.user, given, needs=People.MERGE) if given is not None else None


@never_cache
@changes(People.MERGE)
def undo(request: HttpRequest, person_id: int, pk: int) -> HttpResponse:
    found = queries.person_for(request.user, person_id, needs=People.MERGE)
    row = next((one for one in queries.merges_of(found) if one.pk == pk), None)
    if row is None:
        raise Http404
    form = forms.Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.undo_merge(merge=row, by=request.user, because=form.cleaned_data["because"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("合并已撤销，又是两份档案。"))
            return redirect("people:person", found.pk)
    return page(request, "people/merge_undo.html", form=form, person=found, merge=row)
