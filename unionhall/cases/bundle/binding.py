"""Binding: every piece as A4 pages, then cover and index, then a stamp with its number on every page."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, StreamObject

from unionhall.documents.typesetting import typeset
from unionhall.kit.uploads import FileKind

from .content import Gathered, Piece

SOURCE = Path(__file__).resolve().parent.parent / "data" / "bundle.typ"
WIDTH, HEIGHT = 595.28, 841.89  # A4 in points
EDGE = 45.0  # left free for the stamp, above and below
LARGE, POINTS, MOST_POINTS = 600_000, 1600, 2400  # bytes of a picture, and its longer side: 150 to the inch on A4
PICTURES = (FileKind.JPEG, FileKind.PNG, FileKind.WEBP)
Progress = Callable[[int, int], None]


@dataclass
class _Part:
    """One line of the index; without pages it is only listed."""

    title: str
    note: str
    pages: list[PageObject] = field(default_factory=list)


def bind(content: Gathered, *, at: datetime, progress: Progress = lambda done, total: None) -> bytes:
    """The whole file as PDF; `progress` hears after each piece how many are done."""
    writer = PdfWriter()
    parts = [
        _Part(_("诉求内容"), "", _set("asked", content, at, heading=_("诉求内容"), rows=content.asked)),
        _Part(_("办理经过"), "", _set("timeline", content, at, heading=_("办理经过"), rows=content.timeline)),
    ]
    for done, piece in enumerate(content.pieces, start=1):
        parts.append(_bound(writer, piece))
        progress(done, len(content.pieces))
    front = _front(content, parts, at)
    _put(writer, [_Part(_("封面和目录"), "", front), *parts])
    _stamp(writer, content, [_Part(_("目录"), "", front), *parts], at)
    writer.add_metadata({"/Title": f"{_('案卷')} {content.number}", "/Author": content.unit})
    writer.compress_identical_objects()
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _set(part: str, content: Gathered, at: datetime, **data: Any) -> list[PageObject]:
    """Pages typst makes of one written part."""
    words = {
        "index": _("目录"),
        "heads": [_("序号"), _("名称"), _("说明"), _("页码")] if part == "front" else [_("时间"), _("经过")],
        "page": _("第 {n} 页 共 {all} 页"),
    }
    given = {"part": part, "title": _("案卷"), "unit": content.unit, "number": content.number, "words": words, **data}
    return list(PdfReader(io.BytesIO(typeset(SOURCE, given, at=at))).pages)


def _front(content: Gathered, parts: list[_Part], at: datetime) -> list[PageObject]:
    """Cover and index. How many pages they take decides the numbers in the index, so they are set twice."""
    blank = [(one.title, one.note, "") for one in parts]
    size = len(_set("front", content, at, cover=content.cover, note=content.note, index=blank))
    index, page = [], size + 1
    for one in parts:
        index.append((one.title, one.note, str(page) if one.pages else "—"))
        page += len(one.pages)
    return _set("front", content, at, cover=content.cover, note=content.note, index=index)


def _put(writer: PdfWriter, parts: list[_Part]) -> None:
    for part in parts:
        for page in part.pages:
            writer.add_page(page)
        if part.pages:
            writer.add_outline_item(part.title, len(writer.pages) - len(part.pages))


def _stamp(writer: PdfWriter, content: Gathered, parts: list[_Part], at: datetime) -> None:
    titles = [part.title for part in parts for _page in part.pages]
    stamps = _set("stamp", content, at, pages=titles)
    for page, stamp in zip(writer.pages, stamps, strict=True):
        page.merge_page(stamp)


def _bound(writer: PdfWriter, piece: Piece) -> _Part:
    """The piece's pages; of a file that cannot be shown as pages, or is broken, only its line in the index."""
    if piece.kind not in (*PICTURES, FileKind.PDF):
        return _Part(piece.title, piece.note or _("原件另附"))
    try:
        body = piece.load()
        pages = _pages_of(body) if piece.kind == FileKind.PDF else [_picture(writer, body)]
    except (PyPdfError, OSError, ValueError, KeyError):  # a stranger's file; its line says so, the rest is bound
        return _Part(piece.title, _("文件无法读取，原件另附"))
    return _Part(piece.title, piece.note, pages)


def _pages_of(body: bytes) -> list[PageObject]:
    """Every page upright on A4, made smaller where it is larger; our own letters stay as they are."""
    return [_on_a4(page) for page in PdfReader(io.BytesIO(body)).pages]


def _on_a4(page: PageObject) -> PageObject:
    if page.rotation:
        page.transfer_rotation_to_content()
    box = page.mediabox
    width, height = float(box.width), float(box.height)
    if abs(width - WIDTH) < 2 and abs(height - HEIGHT) < 2:
        return page
    scale = min((WIDTH - EDGE) / width, (HEIGHT - 2 * EDGE) / height, 1.0)
    move = Transformation().translate(-float(box.left), -float(box.bottom)).scale(scale)
    move = move.translate((WIDTH - width * scale) / 2, (HEIGHT - height * scale) / 2)
    made = PageObject.create_blank_page(width=WIDTH, height=HEIGHT)
    made.merge_transformed_page(page, move)
    return made


def _fit_to_print(body: bytes) -> tuple[bytes, int, int, str]:
    """(JPEG, width, height, mode): a small one as it is, a large one with as many points as a printed page shows."""
    with Image.open(io.BytesIO(body)) as picture:
        small = len(body) <= LARGE or max(picture.size) <= POINTS
        if small and picture.format == "JPEG" and picture.mode in ("RGB", "L"):
            return body, *picture.size, picture.mode
        share = min(POINTS / max(picture.size), 1.0)
        wanted = (int(picture.width * share), int(picture.height * share))
        picture.draft("RGB", wanted)  # decoded at a half or a quarter, never below `wanted`: most need nothing more
        page = picture.convert("RGB")
        if max(page.size) > MOST_POINTS:
            page.thumbnail(wanted, Image.Resampling.BILINEAR, reducing_gap=1.5)
        made = io.BytesIO()
        page.save(made, "JPEG", quality=80)
        return made.getvalue(), *page.size, "RGB"


def _picture(writer: PdfWriter, body: bytes) -> PageObject:
    """A picture on a page of its own; its bytes go in as they are, for JPEG is what PDF keeps."""
    body, width, height, mode = _fit_to_print(body)
    image = StreamObject()
    image._data = body
    image.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(width),
            NameObject("/Height"): NumberObject(height),
            NameObject("/ColorSpace"): NameObject("/DeviceRGB" if mode == "RGB" else "/DeviceGray"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    scale = min((WIDTH - 2 * EDGE) / width, (HEIGHT - 2 * EDGE) / height)
    w, h = width * scale, height * scale
    drawn = DecodedStreamObject()
    drawn.set_data(f"q {w:.2f} 0 0 {h:.2f} {(WIDTH - w) / 2:.2f} {(HEIGHT - h) / 2:.2f} cm /Im0 Do Q".encode())
    page = PageObject.create_blank_page(width=WIDTH, height=HEIGHT)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Im0"): writer._add_object(image)})}
    )
    page[NameObject("/Contents")] = writer._add_object(drawn)
    return page
