"""Papers of matters in the private files folder: checked by their content, stored, handed out again."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils import timezone

from unionhall.kit.ids import new_id
from unionhall.kit.uploads import PICTURES, CheckedFile, check_upload

PLAIN = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}  # shown in the page; all else is downloaded


def keep(given: Any) -> dict[str, Any]:
    """The columns of a MatterPaper; the file is stored before its row. A BadUpload says how to mend it."""
    checked = given if isinstance(given, CheckedFile) else check_upload(given)
    place = f"matters/{timezone.localdate():%Y/%m}/{new_id()}"
    suffix = "jpg" if checked.kind in PICTURES else checked.kind.value
    file = default_storage.save(f"{place}.{suffix}", ContentFile(checked.content))
    small = default_storage.save(f"{place}-small.jpg", ContentFile(checked.small)) if checked.small else ""
    return {
        "name": checked.name, "file_kind": checked.kind.value, "size": checked.size, "sha256": checked.sha256,
        "file": file, "thumbnail": small,
    }  # fmt: skip


def file_of(paper: Any, *, small: bool = False) -> Any:
    """A paper as stored: pictures in the page, everything else as a download; nothing is kept by caches."""
    name = paper.thumbnail if small and paper.thumbnail else paper.file
    if not default_storage.exists(name):
        raise Http404
    kind = PLAIN.get("jpeg" if small else paper.file_kind, "application/octet-stream")
    attached = paper.file_kind not in PLAIN
    response = FileResponse(default_storage.open(name), as_attachment=attached, filename=paper.name, content_type=kind)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
