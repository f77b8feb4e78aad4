"""Reading what is sealed in a document: by staff, by the worker it concerns, by the employer; each leaves a line."""

from typing import Any

from django.db import transaction

from unionhall.audit import actions as audit
from unionhall.kit import access
from unionhall.kit.text import in_house_language
from unionhall.orgs import queries as orgs

from .. import keeping, looks, queries
from ..models import Document
from ..permissions import Documents
from ..plain import Plain
from ..refusals import BadLink
from .standing import require


@in_house_language
@transaction.atomic
def read(*, document: Document, by: Any) -> tuple[str, list[Plain]]:
    """(title, parts) to show on a page."""
    _note(document, "page", by=by)
    return looks.parts_of(document)


@in_house_language
@transaction.atomic
def download_pdf(*, document: Document, by: Any) -> bytes:
    """The PDF as signed, marked if withdrawn; a draft set just now and marked as such."""
    _note(document, "pdf", by=by)
    return looks.as_pdf(document, stored=keeping.content(document.file) if document.file else None)


@in_house_language
@transaction.atomic
def download_word(*, document: Document, by: Any) -> bytes:
    _note(document, "word", by=by)
    return looks.as_word(document)


@in_house_language
@transaction.atomic
def read_by_link(*, secret: str, browser: str, by: Any, as_file: bool = False) -> tuple[Document, Any]:
    """The document for the browser that opened the link: its parts, or the PDF; BadLink for every other."""
    found = queries.link_of(secret, browser)
    if found is None or not found[2]:
        raise BadLink
    row = found[1]
    audit.record("documents.document.read", subject=row, by=by, how="link")
    return row, keeping.content(row.file) if as_file else looks.parts_of(row)


def _note(row: Document, how: str, *, by: Any) -> None:
    """The line, once it is certain that `by` may read it: where it sits, or as the worker it concerns."""
    if row.person_id is None or row.person_id != by.pk or row.is_draft:
        require(by, row, row.needs)
    audit.record("documents.document.read", subject=row, by=by, how=how)


@transaction.atomic
def record_export(*, rows: int, filters: dict[str, str], by: Any) -> None:
    """The line a list leaves when it is taken out of the house as a file."""
    place = next(iter(access.outermost(access.holding(by, Documents.VIEW))), None)
    unit = orgs.unit(place.unit_id) if place is not None else None
    audit.record("kit.export.made", by=by, unit=unit, what="documents.list", rows=rows, filters=filters)
