"""A document as it is to be written: its parts (frozen once signed), its head, its marks."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit import text
from unionhall.kit.fields import Sealed

from . import facts
from .choices import DocumentState
from .plain import Plain, plain
from .typesetting import Look, marked, pdf, word


def payload(document: Any) -> dict[str, Any]:
    """What is sealed with the document: facts, addressee, copies_to and, once signed, title and parts."""
    kept = document.sealed
    return facts.load(kept.reveal() if isinstance(kept, Sealed) else kept)  # plain while it is being signed


def parts_of(document: Any) -> tuple[str, list[Plain]]:
    """(title, parts): those frozen when it was signed, else made from the facts."""
    found = payload(document)
    if "parts" in found:
        return found["title"], found["parts"]
    return plain(document.kind.body(found["facts"]), document.kind.title)


def look(document: Any) -> Look:
    kind, found = document.kind, payload(document)
    title, parts = parts_of(document)
    unit = document.unit.name
    return Look(
        title=title,
        unit=unit,
        official=kind.official,
        heading=found.get("heading") or str(kind.heading) or _("%(unit)s文件") % {"unit": unit},
        number=document.number,
        addressee="" if _greets(parts) else found["addressee"],
        copies_to=found["copies_to"],
        signed_on=text.full_day(timezone.localdate(document.signed_at)) if document.signed_at else "",
        code=document.code,
        address=address(document.code) if document.code else "",
        mark=_("草稿") if document.is_draft else "",
        parts=parts,
    )


def _greets(parts: list[Plain]) -> bool:
    """Whether the text itself begins with whom it speaks to, flush left: then the addressee is not printed again."""
    first = parts[0] if parts else {}
    return first.get("kind") == "para" and not first["indent"] and first["text"].endswith("：")


def address(code: str) -> str:
    """Where anybody may check it, as printed beside the code."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/verify/{code}/"


def as_pdf(document: Any, *, stored: bytes | None = None) -> bytes:
    """The draft set just now; of a signed one the file as it was signed, with a mark across it once withdrawn."""
    if stored is None:
        return pdf(look(document), at=document.signed_at or document.drawn_at)
    if document.state == DocumentState.WITHDRAWN:
        return marked(stored, _("已撤回"), at=document.withdrawn_at)
    return stored


def as_word(document: Any) -> bytes:
    found = look(document)
    if document.state == DocumentState.WITHDRAWN:
        found = replace(found, title=_("%(title)s（已撤回）") % {"title": found.title})
    return word(found)
