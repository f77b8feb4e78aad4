"""Signing off: the number is taken, the text frozen, the PDF made and its digest kept. Withdrawing: never deleting."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from unionhall.audit import actions as audit
from unionhall.kit.text import in_house_language

from .. import facts as written
from .. import keeping, keys, looks, numbering
from ..choices import STANDING, DocumentState
from ..models import Document, EmployerLink, Pointer
from ..refusals import WordsNeeded
from . import letterheads
from .standing import change, event, locked, now, require


@in_house_language
@transaction.atomic
def sign_off(*, document: Document, by: Any, post: str = "") -> Document:
    """The document with its number and code; from now on its text does not change. NoFonts if no PDF can be made."""
    row = locked(document, DocumentState.DRAFT)
    require(by, row, row.signs)
    if row.kind.signing is not None:
        row.kind.signing(row, by, post)
    at = now()
    title, parts = looks.parts_of(row)
    letters, heading = letterheads.settled(row.unit)
    row.number = numbering.take(row.unit, row.kind.series, timezone.localdate(at).year, letters)
    row.code, row.signed_at, row.state = keys.new_code(), at, DocumentState.SIGNED
    row.sealed = written.dump({**looks.payload(row), "title": title, "parts": parts, "heading": heading})
    file, sha256 = keeping.keep_pdf(looks.as_pdf(row))
    change(
        row, number=row.number, code=row.code, signed_at=at, state=row.state, sealed=row.sealed, file=file,
        sha256=sha256, signed_by_id=by.pk, signed_by_name=str(by)[:60], post=post.strip()[:60],
    )  # fmt: skip
    Pointer.objects.create(key=keys.of_code(row.code), desk_id=row.desk_id, document_id=row.pk)
    audit.record("documents.document.signed", subject=row, by=by, **event(row), number=row.number, sha256=sha256)
    return row


@in_house_language
@transaction.atomic
def withdraw(*, document: Document, reason: str, by: Any) -> Document:
    """It stands no longer, but keeps its number and its page; a link sent to the employer ends."""
    if not reason.strip():
        raise WordsNeeded
    row = locked(document, *STANDING)
    require(by, row, row.signs)
    at = now()
    change(
        row, state=DocumentState.WITHDRAWN, withdrawn_at=at, withdrawn_by_name=str(by)[:60],
        withdrawn_because=reason.strip()[:300],
    )  # fmt: skip
    EmployerLink.objects.at_desks([row.desk_id]).filter(document_id=row.pk, dropped_at=None).update(dropped_at=at)
    audit.record("documents.document.withdrawn", subject=row, by=by, because=reason.strip(), **event(row))
    return row
