"""Blocks as plain data with ready texts: what is printed, kept and shown, whichever way it is written afterwards."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from unionhall.kit import text

from . import blocks
from .blocks import Block

Plain = dict[str, Any]

_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # pasted with a text; no Word file may hold them


def printed(value: Any) -> str:
    """2026年3月5日 for a date, nothing for None, 是 or 否, else the text itself."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return text.moment(value)
    if isinstance(value, date):
        return text.full_day(value)
    if isinstance(value, Decimal):
        return f"{value:,}"
    return _UNPRINTED.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))


def plain(content: list[Block], title: Any) -> tuple[str, list[Plain]]:
    """The document's title (its own, or that of its kind) and its parts."""
    named = [printed(one.text) for one in content if isinstance(one, blocks.Title)]
    return (named or [printed(title)])[0], [_part(one) for one in content if not isinstance(one, blocks.Title)]


def _part(one: Block) -> Plain:
    name = type(one).__name__.lower()
    if isinstance(one, blocks.Heading):
        return {"kind": name, "level": one.level, "text": printed(one.text)}
    if isinstance(one, blocks.Para):
        return {"kind": name, "indent": one.indent, "text": printed(one.text)}
    if isinstance(one, blocks.Facts | blocks.Signatures):
        return {"kind": name, "rows": [[printed(cell) for cell in row] for row in one.rows]}
    if isinstance(one, blocks.Table):
        rows = [[printed(cell) for cell in row] for row in one.rows]
        return {"kind": name, "heads": [printed(h) for h in one.heads], "rows": rows, "widths": list(one.widths)}
    if isinstance(one, blocks.Items | blocks.Annexes):
        return {"kind": name, "items": [printed(item) for item in one.items]}
    if isinstance(one, blocks.Note):
        return {"kind": name, "text": printed(one.text)}
    raise TypeError(f"{one!r} is no part of a document")
