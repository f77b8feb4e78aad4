"""The one kind of document every union may write by hand: a plain official letter."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from .blocks import Block, Heading, Para, Title
from .kinds import DocumentKind
from .permissions import Documents

_FIRST = re.compile(r"^[一二三四五六七八九十]+、")
_SECOND = re.compile(r"^（[一二三四五六七八九十]+）")


def letter(facts: dict[str, Any]) -> list[Block]:
    """Each line a paragraph; a short one that begins 一、 or （一） is a heading."""
    lines = [line.strip() for line in facts["text"].splitlines() if line.strip()]
    return [Title(facts["title"]), *(_line(line) for line in lines)]


def _line(line: str) -> Block:
    if len(line) <= 40 and _FIRST.match(line):
        return Heading(line, 1)
    if len(line) <= 40 and _SECOND.match(line):
        return Heading(line, 2)
    return Para(line)


LETTER = DocumentKind(
    code="documents.letter",
    title=_("工会函件"),
    series="工函",
    official=True,
    needs=Documents.VIEW,
    signs=Documents.SIGN,
    body=letter,
)
