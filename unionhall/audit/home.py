"""The public page of published heads."""

from django.http import HttpRequest, HttpResponse

from unionhall.kit.pages import PUBLIC, page, reads
from unionhall.kit.paging import paged

from . import queries


@reads(PUBLIC)
def heads(request: HttpRequest) -> HttpResponse:
    return page(request, "audit/heads.html", rows=paged(request, queries.seals(), by=("-number",), size=30))
