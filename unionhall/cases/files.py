"""Handing out a paper once its page has asked who may see it."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header

PLAIN = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}  # shown in the page; all else is downloaded


def file_of(row: Any, *, small: bool = False) -> Any:  # streamed, which the stubs do not count among HttpResponses
    """A paper as stored: pictures in the page, everything else as a download; nothing is kept by caches."""
    name = row.thumbnail if small and row.thumbnail else row.file
    if not default_storage.exists(name):
        raise Http404
    kind = PLAIN.get("jpeg" if small else row.kind, "application/octet-stream")
    response = FileResponse(
        default_storage.open(name), as_attachment=row.kind not in PLAIN, filename=row.name, content_type=kind
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def pdf_of(body: bytes, name: str) -> HttpResponse:
    """A PDF made for this person, as a download."""
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf")
    response["Cache-Control"] = "private, no-store"
    return response
