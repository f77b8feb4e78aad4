"""Drawing up and redrawing: a draft is facts, nothing is numbered yet. The room that draws has asked who may."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from unionhall.audit import actions as audit
from unionhall.kit import mask
from unionhall.kit.ids import new_id
from unionhall.kit.text import in_house_language

from .. import facts as written
from .. import keys
from ..choices import DocumentState
from ..kinds import kind as kind_of
from ..models import Document, Pointer
from ..plain import plain
from .standing import change, locked, now


@in_house_language
@transaction.atomic
def draw_up(
    *,
    kind: str,
    unit: Any,
    facts: dict[str, Any],
    by: Any,
    subject: Model | None = None,
    employer: Any = None,
    addressee: str = "",
    person_id: int | None = None,
    case_number: str = "",
    copies_to: str = "",
) -> Document:
    """A draft of that kind. `addressee` is by default the employer's name; a worker's is masked in lists."""
    declared = kind_of(kind)
    addressee = addressee or (employer.name if employer is not None else "")
    title, _parts = plain(declared.body(facts), declared.title)  # facts the kind cannot use fail now, not at signing
    row: Document = Document.objects.create(
        id=new_id(), desk_id=unit.desk_id, unit=unit, kind_code=declared.code, needs=declared.needs,
        signs=declared.signs, title=title[:120], employer=employer, addressee=_shown(addressee, employer, person_id),
        person_id=person_id, case_number=case_number, sealed=_sealed(facts, addressee, copies_to),
        subject_type=subject._meta.label if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        drawn_by_id=by.pk, drawn_by_name=str(by)[:60], drawn_at=now(),
    )  # fmt: skip
    for key in keys.of_row(row):
        Pointer.objects.create(key=key, desk_id=row.desk_id, document_id=row.pk)
    audit.record("documents.document.drawn", subject=row, by=by, kind=kind)
    return row


@in_house_language
@transaction.atomic
def redraw(
    *, document: Document, facts: dict[str, Any], by: Any, addressee: str | None = None, copies_to: str | None = None
) -> Document:
    """New facts for a draft; NotNow once it is signed."""
    row = locked(document, DocumentState.DRAFT)
    was = written.load(row.sealed.reveal())
    addressee = was["addressee"] if addressee is None else addressee
    copies_to = was["copies_to"] if copies_to is None else copies_to
    title, _parts = plain(row.kind.body(facts), row.kind.title)
    change(
        row, sealed=_sealed(facts, addressee, copies_to), title=title[:120],
        addressee=_shown(addressee, row.employer, row.person_id),
    )  # fmt: skip
    audit.record("documents.document.redrawn", subject=row, by=by, kind=row.kind_code)
    return row


@transaction.atomic
def drop_draft(*, document: Document, by: Any) -> None:
    """A draft nobody needs any more goes; it never had a number."""
    row = locked(document, DocumentState.DRAFT)
    audit.record("documents.document.dropped", subject=row, by=by, kind=row.kind_code, title=row.title)
    for key in keys.of_row(row):
        Pointer.objects.filter(key=key, document_id=row.pk).delete()
    row.delete()


def _sealed(facts: dict[str, Any], addressee: str, copies_to: str) -> str:
    return written.dump({"facts": facts, "addressee": addressee, "copies_to": copies_to})


def _shown(addressee: str, employer: Any, person_id: int | None) -> str:
    if employer is not None and addressee == employer.name:
        return str(employer.shown_name)
    return mask.name(addressee) if person_id is not None and len(addressee) <= 6 else addressee[:120]
