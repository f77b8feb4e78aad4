"""A form's way through an action: its refusal becomes the form's error, or a message where there is no form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit.pages import page, told
from unionhall.kit.refusal import Refusal
from unionhall.matters import desk

from ..menu import ITEMS


def done(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What the action returns; None when it refused, with its words on the form (at the field it names)."""
    try:
        return act()
    except Refusal as refused:
        field = getattr(refused, "field", "")
        form.add_error(field if field in form.fields else None, str(refused))
    return None


def asked(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Any,
    back: str,
    primary: Any = "",
    help: Any = "",
    seen: Any = None,
) -> HttpResponse:
    """The page of one form: 422 with what is wrong, else as it is; `seen` is the row whose version it brings back."""
    return page(
        request,
        "supervision/form.html",
        status=422 if form.errors else 200,
        form=form,
        title=title,
        back=back,
        back_title=_called(back),
        primary=primary or title,
        help=help,
        version=None if seen is None else seen.version,
    )


def _called(back: str) -> Any:
    """What the page gone back to is called: an entry of the menu, or the number of a matter."""
    lists = {reverse(one.page): one.title for one in ITEMS}
    last = back.rstrip("/").rsplit("/", 1)[-1]
    return lists.get(back) or (last if "-" in last else _("返回"))


def through(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    title: Any,
    back: str,
    said: Any,
    help: Any = "",
    seen: Any = None,
) -> HttpResponse:
    """Show the form, or act on it and go back; refused where somebody changed `seen` since it was shown."""
    if seen is not None:
        desk.as_seen(request, seen)
    if request.method == "POST" and form.is_valid() and done(form, act) is not None:
        messages.success(request, said)
        return redirect(back)
    return asked(request, form, title=title, back=back, help=help, seen=seen)


def drawn(request: HttpRequest, row: Any, draw: Callable[[], Any]) -> HttpResponse:
    """On POST the paper is drawn up and its page shown, where it is signed and printed; else back to the matter."""
    if request.method == "POST":
        try:
            return redirect("documents:detail", draw().pk)
        except Refusal as refusal:
            told(request, refusal)
    return redirect(row.lifecycle.page, row.number)


def labelled(pairs: list[tuple[Any, Any]]) -> list[dict[str, Any]]:
    """What a card of facts prints; what is empty is left out."""
    return [{"label": label, "value": value} for label, value in pairs if value != ""]
