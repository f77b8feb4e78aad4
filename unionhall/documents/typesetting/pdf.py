"""PDF by typst: a compiler a process, used by one thread at a time; a letter takes some ten milliseconds."""

import io
import json
import os
import threading
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import segno
import typst
from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter

from ..plain import Plain
from . import fonts, measure

DATA = Path(__file__).resolve().parent.parent / "data"
STANDARD: Literal["a-2b"] = "a-2b"  # PDF/A for the archive: fonts inside, nothing active

_at_work = threading.Lock()
_compilers: dict[Path, tuple[int, typst.Compiler]] = {}


@dataclass(frozen=True)
class Look:
    """What stands around the parts of a document."""

    title: str
    unit: str
    official: bool = False
    heading: str = ""  # 发文机关标志
    number: str = ""
    addressee: str = ""
    signed_on: str = ""
    copies_to: str = ""
    code: str = ""  # by which anybody may ask whether it is genuine
    address: str = ""  # where to ask
    mark: str = ""  # 草稿, laid over every page
    parts: list[Plain] = field(default_factory=list)

    @property
    def closes(self) -> bool:
        """Whether union and date stand at the end: on what is signed off, unless people sign by hand there."""
        return bool(self.signed_on) and (self.official or all(one["kind"] != "signatures" for one in self.parts))


def pdf(look: Look, *, at: datetime) -> bytes:
    """The document as PDF/A; the same look at the same moment gives the same bytes."""
    return typeset("paper.typ", _data(look), at=at)


def typeset(source: Path | str, data: dict[str, Any], *, at: datetime) -> bytes:
    """Set the data with a typst source: one of this room's `data` folder, or another room's own by its path.

    NoFonts without Chinese fonts. The source finds the data as JSON in `sys.inputs.data`, the fonts under `faces`.
    """
    given = json.dumps({**data, "faces": fonts.faces().as_data()}, ensure_ascii=False)
    with _at_work:
        made = _compiler(DATA / source).compile(
            format="pdf", sys_inputs={"data": given}, pdf_standards=STANDARD, timestamp=int(at.timestamp())
        )
    return bytes(made)  # type: ignore[arg-type]  # one file, because no `output` is named


def _compiler(source: Path) -> typst.Compiler:
    """One for each source, made anew in a forked process."""
    pid, known = _compilers.get(source, (0, None))
    if known is None or pid != os.getpid():
        known = typst.Compiler(source, root=source.parent, font_paths=fonts.fonts(), ignore_system_fonts=True)
        _compilers[source] = (os.getpid(), known)
    return known


def _data(look: Look) -> dict[str, Any]:
    given = asdict(look)
    return given | {
        "title": measure.balanced(look.title),
        "blocks": [_measured(part, look.official) for part in given.pop("parts")],
        "copies": given.pop("copies_to"),
        "signed_by": look.unit if look.closes else "",
        "qr": _qr(look.address) if look.address else "",
        "words": {
            "page": _("第 {n} 页 共 {all} 页"),
            "check": _("验证码 %(code)s") % {"code": look.code},
            "qr": _("查验二维码"),
            "verify": _("验证码：%(code)s\n扫码，或打开 %(address)s 查验真伪。")
            % {"code": look.code, "address": look.address},
            "copies": _("抄送："),
            "printed": _("印发"),
        },
    }


def _measured(part: Plain, official: bool) -> Plain:
    if part["kind"] == "facts":
        return {**part, "columns": measure.labels(part, 5.65 if official else 4.94)}  # 三号, 四号
    return {**part, "columns": measure.columns(part)} if part["kind"] == "table" else part


def _qr(address: str) -> str:
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", xmldecl=False, omitsize=True)
    return picture.getvalue().decode()


def marked(content: bytes, mark: str, *, at: datetime) -> bytes:
    """The same pages with a word laid over each, e.g. 已撤回; the pages themselves stay what was signed."""
    over = PdfReader(io.BytesIO(typeset("mark.typ", {"mark": mark}, at=at))).pages[0]
    writer = PdfWriter(clone_from=io.BytesIO(content))
    for one in writer.pages:
        one.merge_page(over)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
