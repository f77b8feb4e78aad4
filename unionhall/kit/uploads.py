"""Attachments: what a file is, is read from its content; pictures are made anew, so nothing hidden comes along.

`check_upload(file, rule=EVIDENCE)` gives a CheckedFile, or a BadUpload whose text says how to mend it.
"""

import hashlib
import io
import re
import unicodedata
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from .archive import MEGABYTE, OLE, ArchiveLimits, check_archive
from .refusal import Refusal


class FileKind(TextChoices):
    JPEG = "jpeg", _("JPG 图片")
    PNG = "png", _("PNG 图片")
    WEBP = "webp", _("WebP 图片")
    PDF = "pdf", _("PDF 文件")
    DOCX = "docx", _("Word 文档（.docx）")
    XLSX = "xlsx", _("Excel 表格（.xlsx）")
    MP4 = "mp4", _("MP4 视频")


PICTURES = frozenset((FileKind.JPEG, FileKind.PNG, FileKind.WEBP))
_SUFFIX = {kind: "." + ("jpg" if kind == FileKind.JPEG else kind.value) for kind in FileKind}


@dataclass(frozen=True)
class UploadRule:
    """What one place for attachments takes; a picture's pixels are counted before it is decoded."""

    kinds: frozenset[FileKind] = PICTURES | {FileKind.PDF, FileKind.DOCX, FileKind.XLSX}
    most_bytes: int = 10 * MEGABYTE
    most_pixels: int = 60_000_000
    kept_pixels: int = 8_000_000  # by area, not by side: long screenshots of chats stay legible
    small_side: int = 480
    archive: ArchiveLimits = field(default_factory=lambda: ArchiveLimits(unpacked=100 * MEGABYTE))


EVIDENCE = UploadRule()


@dataclass(frozen=True)
class CheckedFile:
    """What may be stored: `content` is what to keep, `small` the thumbnail of a picture (JPEG)."""

    name: str
    kind: FileKind
    content: bytes = field(repr=False)
    sha256: str
    size: int
    small: bytes | None = field(default=None, repr=False)


class BadUpload(Refusal, ValueError):
    """This file is not taken; the text says what to do instead."""


_EMPTY = _("文件是空的，请重新选择。")
_TOO_BIG = _("文件 {size} MB，超过了 {most} MB。图片请用“原图”以外的方式发送，文档请压缩或拆分后再上传。")
_OTHER_KIND = _("这里只能上传：{kinds}。请转换格式后再上传。")
_HEIC = _("这是苹果手机的 HEIC 照片。请在“设置—相机—格式”中选“兼容性最佳”后重拍，或把照片截图后上传。")
_BAD_PICTURE = _("图片已损坏，无法打开。请重新拍照，或在手机上打开后截图再上传。")
_MANY_PIXELS = _("图片尺寸过大，请用较低的分辨率重拍，或缩小后再上传。")
_ACTIVE_PDF = _("这个 PDF 含有脚本或会启动其他程序，不能上传。请用“打印为 PDF”另存一份后再上传。")
_LOCKED_PDF = _("这个 PDF 有密码或权限限制。请解除后，用“打印为 PDF”另存一份再上传。")
_BAD_PDF = _("PDF 已损坏，无法打开。请重新导出或拍照后上传。")


def check_upload(file: IO[bytes], *, name: str = "", rule: UploadRule = EVIDENCE) -> CheckedFile:
    """The file as it may be stored. `file` is an upload or any binary file; nothing is written to disk."""
    size = file.seek(0, io.SEEK_END)
    if size == 0:
        raise BadUpload(_EMPTY)
    if size > rule.most_bytes:
        found = f"{size / MEGABYTE:.1f}"
        raise BadUpload(format_lazy(_TOO_BIG, size=found, most=rule.most_bytes // MEGABYTE))
    file.seek(0)
    content = file.read(rule.most_bytes + 1)
    kind = _kind_of(content, rule)
    small = None
    if kind in PICTURES:
        content, small = _fresh_picture(content, kind, rule)
        kind = FileKind.JPEG
    elif kind == FileKind.PDF:
        _check_pdf(content)
    elif kind in (FileKind.DOCX, FileKind.XLSX):
        must_hold = "word/" if kind == FileKind.DOCX else "xl/"
        check_archive(io.BytesIO(content), must_hold=must_hold, limits=rule.archive)
    digest = hashlib.sha256(content).hexdigest()
    return CheckedFile(safe_name(name or getattr(file, "name", ""), kind), kind, content, digest, len(content), small)


def safe_name(name: str, kind: FileKind) -> str:
    """A name for showing and downloading: no path, no controls, no reversed writing, the suffix of its true kind."""
    base = PurePosixPath(str(name).replace("\\", "/")).name
    # categories C*: controls, and the marks that turn writing round (evil‮gpj.exe)
    clean = "".join(c for c in unicodedata.normalize("NFC", base) if unicodedata.category(c)[0] != "C")
    stem = re.sub(r'[<>:"/|?*%\s]+', "_", clean.rpartition(".")[0] or clean).strip("._ ")
    return (stem[:80] or "file") + _SUFFIX[kind]


# --- what it is ------------------------------------------------------------------------------------------------------

_MP4_BRANDS = tuple(b"isom iso2 iso4 iso5 iso6 mp41 mp42 avc1 3gp4 3gp5".split())
_HEIC_BRANDS = tuple(b"heic heix hevc heim heis mif1 msf1".split())


def _kind_of(content: bytes, rule: UploadRule) -> FileKind:
    kind = _recognise(content)
    if kind and kind in rule.kinds:
        return kind
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise BadUpload(_HEIC)
    if content.startswith(OLE):
        check_archive(io.BytesIO(content), must_hold="xl/")  # says that it is locked or of the old format
    taken = _("、").join(str(one.label) for one in FileKind if one in rule.kinds)
    raise BadUpload(format_lazy(_OTHER_KIND, kinds=taken))


def _recognise(content: bytes) -> FileKind | None:
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileKind.WEBP
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content[4:8] == b"ftyp" and content[8:12] in _MP4_BRANDS:
        return FileKind.MP4
    if content.startswith(b"PK\x03\x04"):
        inside = {FileKind.DOCX: b"word/document.xml", FileKind.XLSX: b"xl/workbook.xml"}
        return next((kind for kind, part in inside.items() if part in content), None)
    return None


# --- pictures --------------------------------------------------------------------------------------------------------


def _fresh_picture(content: bytes, kind: FileKind, rule: UploadRule) -> tuple[bytes, bytes]:
    """The picture painted on a new canvas, upright, without the camera's notes; and a small one."""
    try:
        with Image.open(io.BytesIO(content), formats=[kind.value.upper()]) as picture:
            if picture.width * picture.height > rule.most_pixels:
                raise BadUpload(_MANY_PIXELS)
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            canvas = _on_white(upright)
    except BadUpload:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise BadUpload(_MANY_PIXELS) from problem
    except (OSError, SyntaxError, ValueError, zlib.error) as problem:
        raise BadUpload(_BAD_PICTURE) from problem
    area = canvas.width * canvas.height
    if area > rule.kept_pixels:
        canvas = _scaled(canvas, (rule.kept_pixels / area) ** 0.5)
    if max(canvas.size) > 65_000:  # JPEG ends at 65,535
        canvas = _scaled(canvas, 65_000 / max(canvas.size))
    small = _scaled(canvas, min(1.0, rule.small_side / max(canvas.size)))
    return _jpeg(canvas, 85), _jpeg(small, 75)


def _on_white(picture: Image.Image) -> Image.Image:
    picture = picture.convert("RGBA") if picture.mode not in ("RGB", "L", "CMYK", "YCbCr") else picture.convert("RGB")
    canvas = Image.new("RGB", picture.size, "white")
    canvas.paste(picture, mask=picture if picture.mode == "RGBA" else None)
    return canvas


def _scaled(picture: Image.Image, factor: float) -> Image.Image:
    size = (max(1, int(picture.width * factor)), max(1, int(picture.height * factor)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=quality, optimize=True, progressive=True)
    return made.getvalue()


# --- PDF -------------------------------------------------------------------------------------------------------------

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)
_HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|RichMedia)(?![A-Za-z0-9])")
_SCRIPT = re.compile(rb"/(?:JS|XFA)(?![A-Za-z0-9])")
_MOST_UNPACKED = 32 * MEGABYTE


def _check_pdf(content: bytes) -> None:
    """Refuse scripts and launches, in packed object streams too; attachments are data, invoices carry them."""
    if b"%%EOF" not in content[-2048:]:
        raise BadUpload(_BAD_PDF)
    readable = _STREAM.sub(b"", content)
    if re.search(rb"/Encrypt(?![A-Za-z0-9])", readable):
        raise BadUpload(_LOCKED_PDF)  # its packed objects cannot be looked at
    room = _MOST_UNPACKED
    for text in (content, readable, *_packed_objects(content, room)):
        plain = _HEX_NAME.sub(lambda found: bytes([int(found[1], 16)]), text)
        # two letters turn up by chance in compressed bytes, so they count only where text is
        if _ACTIVE.search(plain) or (text is not content and _SCRIPT.search(plain)):
            raise BadUpload(_ACTIVE_PDF)


def _packed_objects(content: bytes, room: int) -> list[bytes]:
    """The object streams, unpacked; one that does not unpack holds no objects a reader could use."""
    found = []
    for stream in _STREAM.finditer(content):
        head = content[max(0, stream.start() - 400) : stream.start()].rpartition(b" obj")[2]
        if b"ObjStm" not in _HEX_NAME.sub(lambda name: bytes([int(name[1], 16)]), head):
            continue
        try:
            text = zlib.decompressobj().decompress(stream[1], room)
        except zlib.error:
            continue
        room -= len(text)
        if room <= 0:
            raise BadUpload(_BAD_PDF)
        found.append(text)
    return found
