"""Files of documents in the private files folder: the PDF as signed, proofs of delivery, papers of replies."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from unionhall.kit.ids import new_id
from unionhall.kit.uploads import PICTURES, CheckedFile, check_upload

PLAIN = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}  # shown in the page; all else is downloaded
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def keep(given: Any) -> dict[str, Any]:
    """What a row keeps of an upload; the file is stored before its row. A BadUpload says how to mend it."""
    checked = given if isinstance(given, CheckedFile) else check_upload(given)
    suffix = "jpg" if checked.kind in PICTURES else checked.kind.value
    file = default_storage.save(_place(suffix), ContentFile(checked.content))
    return {
        "id": str(new_id()), "name": checked.name, "kind": checked.kind.value, "size": checked.size,
        "sha256": checked.sha256, "file": file,
    }  # fmt: skip


def keep_pdf(content: bytes) -> tuple[str, str]:
    """(where it lies, its SHA-256)."""
    return default_storage.save(_place("pdf"), ContentFile(content)), hashlib.sha256(content).hexdigest()


def _place(suffix: str) -> str:
    return f"documents/{timezone.localdate():%Y/%m}/{new_id()}.{suffix}"


def content(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())


def file_of(paper: dict[str, Any]) -> Any:
    """A paper as stored: pictures in the page, everything else as a download; nothing is kept by caches."""
    if not default_storage.exists(paper["file"]):
        raise Http404
    kind = PLAIN.get(paper["kind"], "application/octet-stream")
    response = FileResponse(
        default_storage.open(paper["file"]),
        as_attachment=paper["kind"] not in PLAIN,
        filename=paper["name"],
        content_type=kind,
    )
    return _private(response)


def download(body: bytes, name: str, kind: str) -> HttpResponse:
    """A file made just now; `kind` is pdf or docx."""
    response = HttpResponse(body, content_type=TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    return _private(response)  # type: ignore[no-any-return]


def _private(response: Any) -> Any:
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
