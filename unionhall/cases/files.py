"""Handing out a paper once its page has asked who may see it."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

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
