"""What the room's pages share: the unit one stands at, and the page of one act."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.kit import access
from unionhall.kit.exports import sheet
from unionhall.kit.pages import page
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.orgs import queries as orgs

from ..forms.fields import Plain
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


def narrowed(request: HttpRequest, form: type[Any], rows_of: Callable[..., Any], state: str) -> tuple[Any, Any, Any]:
    """(form of what is chosen, the unit named, its rows); `state` is chosen where the address says nothing."""
    chosen, unit = form(request.GET or {"state": state}), unit_named(request)
    return chosen, unit, rows_of(request.user, under=unit, **chosen.chosen())


REFUSED: Any = object()


def acted(request: HttpRequest, form: Plain, act: Callable[[dict[str, Any]], Any], done: Any = "") -> Any:
    """What the act returned; REFUSED when nothing was posted, or with the words why at the field they are about."""
    if request.method != "POST" or not form.is_valid():
        return REFUSED
    try:
        made = act(form.cleaned_data)
    except Refusal as refused:
        form.refuse(refused)
        return REFUSED
    messages.success(request, str(done or _("已保存。")))
    return made


def act_page(
    request: HttpRequest,
    form: Plain,
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
    made = acted(request, form, act, done)
    if made is not REFUSED:
        return redirect(to(made) if to is not None else back)
    status = 422 if form.is_bound else 200
    return page(request, template, status=status, form=form, title=title, back=back, words=words, crumbs=list(crumbs))


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What was typed and which files came with it, for a form that takes files."""
    return posted(request), request.FILES if request.method == "POST" else None


def file_page(
    request: HttpRequest, rows: Any, columns: Sequence[tuple[Any, Any]], *, code: str, what: Any, back: str
) -> HttpResponse:
    """A list as a file: asked on GET, made on POST, as it leaves a line; `rows` are ordered, or a list."""
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    if request.method != "POST":
        return page(request, "ask_export.html", count=count, what=what, back=back)
    file = sheet(rows, columns, str(what), request.user)  # first: a list no file will hold leaves no line
    matters.record_export(kind=f"bargaining.{code}", rows=count, filters=request.GET.dict(), by=request.user)
    return file
