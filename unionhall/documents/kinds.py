"""Kinds of documents, declared in rooms' `papers.py`.

    from unionhall.documents import blocks, kinds

    LETTER = kinds.DocumentKind(
        code="supervision.opinion", title=_("工会劳动法律监督意见书"), series="工劳监意", official=True,
        needs=Supervision.VIEW, signs=Supervision.SIGN, public=True, body=opinion,
    )

`body(facts)` is plain Python: the same facts give the same document, today and in ten years.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from unionhall.kit.discover import declared

from .blocks import Block


class NoSuchKind(LookupError):
    """A code no room declares: a mistake in the code, not something to tell a person."""


@dataclass(frozen=True)
class DocumentKind:
    """What a document of this kind is called, how it is numbered, who reads and signs it, and what stands in it."""

    code: str
    title: Any
    series: str  # the letters of its number: 工劳监意 → 〔2026〕7号
    needs: str  # permission to read it, at its unit
    signs: str  # permission to sign it off and to withdraw it
    body: Callable[[dict[str, Any]], list[Block]]
    official: bool = False  # a letter with a red head (GB/T 9704); else a plain form
    public: bool = False  # the page of its verification code shows its text too, not only that it exists
    proven: bool = False  # it is served with a receipt, a slip of the post or a photo: none, not served
    signing: Callable[[Any, Any, str], None] | None = None  # signing(document, by, post) refuses who or what may not
    heading: Any = ""  # what stands in the red head; the unit's name followed by «文件» where it is empty


@dataclass(frozen=True)
class Sender:
    """Whose report or case a document is about, as far as the declaring room knows; None where nobody's.

    Nobody of a union signs, sends or opens papers of their own business (回避, decision 17).
    """

    of: Callable[[Any], int | None]


@cache
def senders() -> list[Sender]:
    return declared("papers", Sender)


@cache
def _kinds() -> dict[str, DocumentKind]:
    found: dict[str, DocumentKind] = {}
    for one in declared("papers", DocumentKind):
        if found.setdefault(one.code, one) is not one:
            raise ValueError(f"document kind {one.code} is declared twice")
    return found


def all_kinds() -> list[DocumentKind]:
    return list(_kinds().values())


def kind(code: str) -> DocumentKind:
    """The kind of this code; NoSuchKind if no room declares it."""
    try:
        return _kinds()[code]
    except KeyError:
        raise NoSuchKind(code) from None
