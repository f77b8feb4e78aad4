"""One way to open a matter by a form, and one to do an act beside the moves."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.kit.forms import Paper
from unionhall.kit.pages import page
from unionhall.kit.refusal import Refusal
from unionhall.matters.desk import asked
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import Industry


def posted(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def industry(row: Any) -> str:
    """The section of GB/T 4754 in words; empty where nobody said."""
    return str(Industry(row.industry).label) if row.industry else ""


def places(request: HttpRequest, permission: str) -> list[Any]:
    """The unions at which the user holds the permission."""
    return orgs.places_held(request.user, permission)


def new_page(
    request: HttpRequest, form: Any, run: Callable[..., Any], *, title: Any, back: str, help: Any = ""
) -> HttpResponse:
    """The form on GET, the opening on POST; what is refused stands above the form, and nothing typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            made = run(by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已登记：%(number)s") % {"number": getattr(made, "number", made)})
            page_name = getattr(getattr(made, "lifecycle", None), "page", "")
            return redirect(page_name, made.number) if page_name else redirect(back)
    status = 422 if form.is_bound else 200
    return page(request, "safety/new.html", form=form, title=title, back=back, help=help, status=status)


def act_page(
    request: HttpRequest, matter: Any, form: forms.Form, run: Callable[..., Any], *, title: Any, done: Any = ""
) -> HttpResponse:
    """An act about a matter that leaves its stage alone; papers of the form come as `papers`."""
    if request.method == "POST" and form.is_valid():
        try:
            run(by=request.user, **_facts(form))
        except Refusal as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, done or _("%(title)s：已办。") % {"title": title})
            return redirect(matter.lifecycle.page, matter.number)
    return asked(request, matter, [form], title)


def _facts(form: forms.Form) -> dict[str, Any]:
    given = {n: v for n, v in form.cleaned_data.items() if not isinstance(form.fields.get(n), Paper)}
    papers = [one for n, v in form.cleaned_data.items() if isinstance(form.fields.get(n), Paper) for one in v or []]
    return given | ({"papers": papers} if any(isinstance(f, Paper) for f in form.fields.values()) else {})
