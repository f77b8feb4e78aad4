"""成卷 for the worker: everything of one's own case as one PDF."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from unionhall.kit.pages import SIGNED_IN, changes, page, tried

from .. import actions, queries
from ..files import pdf_of
from .door import own


@changes(SIGNED_IN)
def bundle(request: HttpRequest, number: str) -> HttpResponse:
    """How far it is; POST begins it."""
    door = own(request, number)
    if request.method == "POST":
        tried(request, lambda: actions.ask_bundle(case=door.case, by=door.by))
        return redirect("cases:my-bundle", number)
    job = queries.bundle_of(door.case, door.by)
    back = door.url("detail")
    return page(
        request, "cases/my_bundle.html", part="cases/_bundle.html", case=door.case, job=job,
        file="cases:my-bundle-file", again="cases:my-bundle", back=back,
    )  # fmt: skip


@changes(SIGNED_IN)
def file(request: HttpRequest, number: str) -> HttpResponse:
    door = own(request, number)
    taken: list[Any] = []
    if request.method == "POST":
        tried(request, lambda: taken.append(actions.take_bundle(case=door.case, by=door.by)))
    return pdf_of(taken[0], door.case.number) if taken else redirect("cases:my-bundle", number)
