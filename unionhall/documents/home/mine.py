"""A worker's own documents: agreements and notices about a case of theirs, as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from unionhall.kit.pages import SIGNED_IN, changes, page, reads

from .. import actions, keeping, queries


@reads(SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    return page(request, "documents/mine.html", documents=queries.of_person(request.user.pk))  # type: ignore[arg-type]


@changes(SIGNED_IN)
def file(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    row = queries.own_document(request.user.pk, desk_id, pk)  # type: ignore[arg-type]
    if request.method != "POST":
        return redirect("documents:mine")
    body = actions.download_pdf(document=row, by=request.user)
    return keeping.download(body, f"{row.title} {row.number}", "pdf")
