"""What the room's pages share: the unit one stands at, and the page of one act."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.kit import access
from unionhall.kit.pages import page
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from ..permissions import Bargaining

Crumb = tuple[str, str]


def unit_named(request: HttpRequest, needs: str = Bargaining.VIEW) -> Any:
    """The unit the address names, if it may be seen; None when it names none."""
    code = request.GET.get("unit") or request.POST.get("unit")
    return orgs.unit_for(request.user, code, needs) if code else None


def own_unit(request: HttpRequest, needs: str) -> Any:
    """The unit named, or else the highest where one holds the permission; 404 for who holds it nowhere."""
    code = request.GET.get("unit")
    if code:
        return orgs.unit_for(request.user, code, needs)
    held = access.outermost(access.holding(request.user, needs))  # type: ignore[arg-type]
    if not held:
        raise Http404
    return orgs.unit(held[0].unit_id)


def places(request: HttpRequest, needs: str = Bargaining.VIEW) -> list[Any]:
    return orgs.places_to_choose(request.user, needs)


def act_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: Any,
    back: str,
    done: Any = "",
    words: Any = "",
    crumbs: Sequence[Crumb] = (),
    to: Callable[[Any], str] | None = None,
    template: str = "bargaining/form.html",
) -> HttpResponse:
    """The form on GET; on POST the act, its refusal in the summary, or the way on (`to` of what the act returned)."""
    if request.method == "POST" and form.is_valid():
        try:
            made = act(form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, str(done or _("已保存。")))
            return redirect(to(made) if to is not None else back)
    status = 422 if form.is_bound else 200
    return page(request, template, status=status, form=form, title=title, back=back, words=words, crumbs=list(crumbs))


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
