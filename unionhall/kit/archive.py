"""Office files are zip archives made by strangers: what must be true of one before any library opens it."""

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from .refusal import Refusal

MEGABYTE = 1024 * 1024
CHUNK = 256 * 1024
OVERLAP = 64  # bytes carried over, so that a word cut by a chunk's edge is still seen
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wrote before 2007, and writes when there is a password


class BadArchive(Refusal, ValueError):
    text = _("文件已损坏或不是 Office 文件，请重新另存为 .xlsx 或 .docx 后再上传。")


@dataclass(frozen=True)
class ArchiveLimits:
    """Bytes and counts; `ratio` is only asked above `ratio_from` unpacked bytes, small files compress as they like."""

    unpacked: int = 200 * MEGABYTE
    ratio: int = 100
    ratio_from: int = 8 * MEGABYTE
    entries: int = 2000


_TOO_LARGE = _("文件解压后过大，不予打开。请删去多余的工作表、空白行列和图片后再上传。")
_MACROS = _("文件含有宏，为安全起见不能上传。请另存为不含宏的 .xlsx 或 .docx。")
_LINKS = _("文件引用了其他文件或含有嵌入的程序。请断开外部链接、删除嵌入对象后再上传。")
_LOCKED = _("文件有密码或是旧格式（.xls、.doc）。请去掉密码，另存为 .xlsx 或 .docx 后再上传。")

_UNWANTED = (
    (re.compile(r"vbaproject|(^|/)macrosheets/|(^|/)activex/", re.I), _MACROS),
    (re.compile(r"(^|/)externallinks/|(^|/)embeddings/.*\.(bin|exe|vbs|js|bat|cmd)$", re.I), _LINKS),
)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_OUTSIDE = re.compile(rb"(?:attachedTemplate|oleObject|externalLink|/frame)\"[^>]*TargetMode=\"External\"", re.I)
_OUTSIDE_FIRST = re.compile(rb"TargetMode=\"External\"[^>]*(?:attachedTemplate|oleObject|externalLink|/frame)\"", re.I)


def check_archive(file: IO[bytes], *, must_hold: str, limits: ArchiveLimits | None = None, watch: Any = None) -> None:
    """Refuse bombs, macros, links to outside, DTDs and locked files; `watch(name, chunk)` sees the unpacked bytes.

    Sizes are counted while unpacking: an archive may lie about them.
    """
    limits = limits or ArchiveLimits()
    file.seek(0)
    if file.read(8) == OLE:
        raise BadArchive(_LOCKED)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_names(entries, must_hold, limits)
            room = limits.unpacked
            for entry in entries:
                room = _check_entry(file, entry, room, limits, watch)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError) as problem:
        if isinstance(problem, Refusal):
            raise
        raise BadArchive from problem
    finally:
        file.seek(0)


def _check_names(entries: list[zipfile.ZipInfo], must_hold: str, limits: ArchiveLimits) -> None:
    if len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.unpacked:
        raise BadArchive(_TOO_LARGE)
    names = [entry.filename for entry in entries]
    if "[Content_Types].xml" not in names or not any(name.startswith(must_hold) for name in names):
        raise BadArchive
    if len(set(names)) != len(names):
        raise BadArchive  # two readers could each see another one of the twins
    for pattern, complaint in _UNWANTED:
        if any(pattern.search(name) for name in names):
            raise BadArchive(complaint)


def _check_entry(file: IO[bytes], entry: zipfile.ZipInfo, room: int, limits: ArchiveLimits, watch: Any) -> int:
    if entry.flag_bits & 1:
        raise BadArchive(_LOCKED)
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    total, tail = 0, b""
    for chunk in _unpacked(file, entry):
        total += len(chunk)
        if total > room or (total > limits.ratio_from and total > limits.ratio * max(entry.compress_size, 1)):
            raise BadArchive(_TOO_LARGE)
        if is_xml:
            _check_xml(entry.filename, tail + chunk, first=total == len(chunk))
            tail = (tail + chunk)[-OVERLAP:]
        if watch:
            watch(entry.filename, chunk)
    if total != entry.file_size:
        raise BadArchive
    return room - total


def _unpacked(file: IO[bytes], entry: zipfile.ZipInfo) -> Any:
    """The entry's bytes in chunks, inflated to their true end, whatever length the directory claims."""
    file.seek(entry.header_offset)
    header = LOCAL_HEADER.unpack(file.read(LOCAL_HEADER.size))
    file.seek(header[-2] + header[-1], 1)  # name and extra field
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadArchive
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    left = entry.compress_size
    while left:
        packed = file.read(min(CHUNK, left))
        if not packed:
            raise EOFError
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, 4 * CHUNK)
            packed = inflate.unconsumed_tail
    if inflate:
        yield inflate.flush()
        if not inflate.eof:
            raise EOFError


def _check_xml(name: str, text: bytes, *, first: bool) -> None:
    if first and text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadArchive  # UTF-16 would hide from the search below; Office writes UTF-8
    if b"<!" in text and _DOCTYPE.search(text):
        raise BadArchive
    if name.endswith(".rels") and (_OUTSIDE.search(text) or _OUTSIDE_FIRST.search(text)):
        raise BadArchive(_LINKS)
    if name == "[Content_Types].xml" and b"macroEnabled" in text:
        raise BadArchive(_MACROS)
