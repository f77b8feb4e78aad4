"""The same document as a Word file an office can go on writing in: red head, fonts and spacing of GB/T 9704."""

import io
import re
from typing import Any

from django.utils.translation import gettext as _
from docx import Document as new_document
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from ..plain import Plain
from . import measure
from .pdf import Look

# as Word names them; a computer without them shows its own song face
BODY, TITLE, BLACK, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")  # Word minds the order of what it reads
RED = RGBColor(0xD7, 0x00, 0x0F)
SIZE_2, SIZE_3, SIZE_4 = Pt(22), Pt(16), Pt(14)
PITCH, PITCH_FORM = Pt(28.95), Pt(24)
GRID = {"type": "lines", "linePitch": "579"}  # in 1/20 pt: 22 lines on 225 mm
NEARER = "-5"  # in 1/20 pt: 28 characters of 三号 take 156 mm; a grid of characters would need Word itself to be read
AFTER_WORDS = ("annexes", "note", "signatures")
LONG_NUMBER = re.compile(r"[0-9A-Za-z-]{12,}")
FIELDS = {"{n}": "PAGE", "{all}": "NUMPAGES"}


def word(look: Look) -> bytes:
    """A .docx of the same parts as the PDF."""
    made = _Writing(look)
    made.head()
    for part in look.parts:
        made.part(part)
    made.foot()
    made.keep_end()
    return made.saved()


class _Writing:
    """One file while it is written."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.size = SIZE_3 if look.official else SIZE_4
        self.file: Document = new_document()
        self.words_end: Any = None
        self._page()
        self._styles()

    def _page(self) -> None:
        section = self.file.sections[0]
        section.start_type = WD_SECTION.NEW_PAGE
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(19)
        grid = section._sectPr.find(qn("w:docGrid"))
        if self.look.official and grid is not None:
            for name, value in GRID.items():
                grid.set(qn(f"w:{name}"), value)
        self.file.settings.odd_and_even_pages_header_footer = self.look.official
        self._foot_of_page(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        if self.look.official:
            self._foot_of_page(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
        self.file.core_properties.title = self.look.title
        self.file.core_properties.author = self.look.unit
        self.file.core_properties.language = "zh-CN"

    def _foot_of_page(self, footer: Any, side: Any) -> None:
        """— 1 — on the outer side of a letter; 第 1 页 共 2 页 in the middle of a form; the code beneath."""
        line = footer.paragraphs[0]
        line.alignment = side if self.look.official else WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = SIZE_4
        line.paragraph_format.line_spacing = Pt(16)
        size, words = (SIZE_4, "— {n} —") if self.look.official else (Pt(10.5), _("第 {n} 页 共 {all} 页"))
        for part in re.split(r"(\{\w+\})", words):
            if part in FIELDS:
                _field(_run(line, "", SONG, size), FIELDS[part])
            else:
                _run(line, part, SONG, size)
        if self.look.code:
            note = footer.add_paragraph()
            note.paragraph_format.line_spacing = Pt(10)
            _run(note, _("验证码 %(code)s") % {"code": self.look.code}, BLACK, Pt(8))

    def _styles(self) -> None:
        normal = self.file.styles["Normal"]
        normal.font.name, normal.font.size = LATIN, self.size  # type: ignore[attr-defined]
        properties = normal.element.get_or_add_rPr()
        _east(properties, BODY)
        if self.look.official:
            _spaced(properties, NEARER)
        for one in self.file.styles.element.iter(qn("w:lang")):  # else marks stand as in Taiwan or Japan
            one.set(qn("w:eastAsia"), "zh-CN")
        spacing = normal.paragraph_format  # type: ignore[attr-defined]
        spacing.space_before = spacing.space_after = Pt(0)
        spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        spacing.line_spacing = PITCH if self.look.official else PITCH_FORM
        _without(normal.element.get_or_add_pPr(), "autoSpaceDE", "autoSpaceDN")  # 2026年 and not 2026 年

    def line(self, text: str = "", *, indent: bool = False, face: str = BODY, size: Any = None) -> Paragraph:
        made = self.file.add_paragraph()
        if indent:
            made.paragraph_format.first_line_indent = self.size * 2
        _run(made, text, face, size or self.size)
        return made

    def head(self) -> None:
        if self.look.official:
            red = self.line()
            red.alignment = WD_ALIGN_PARAGRAPH.CENTER
            red.paragraph_format.space_before = Mm(35)
            red.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            fits = min(56, int(420 / max(len(self.look.heading), 1)))
            _run(red, self.look.heading, TITLE, Pt(fits)).font.color.rgb = RED
            self.line()
            number = self.line(self.look.number)
            number.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _ruled(number, "bottom", colour="D7000F", size="12", space="11")
            self.line()
        title = self.line(measure.balanced(self.look.title), face=TITLE, size=SIZE_2)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.line_spacing = Pt(32)
        if not self.look.official and self.look.number:
            self.line(self.look.number, size=Pt(12)).alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.line()
        if self.look.official and self.look.addressee:
            self.line(f"{self.look.addressee}：")

    def part(self, part: Plain) -> None:
        getattr(self, f"_{part['kind']}")(part)
        if part["kind"] not in AFTER_WORDS:
            self.words_end = self.file.element.body[-2]  # before the section's own element

    def _heading(self, part: Plain) -> None:
        made = self.line(part["text"], indent=self.look.official, face=BLACK if part["level"] == 1 else KAI)
        made.paragraph_format.keep_with_next = True

    def _para(self, part: Plain) -> None:
        for at, text in enumerate(part["text"].split("\n")):  # a line broken off within a paragraph is drawn apart
            made = self.line(text, indent=part["indent"] and at == 0)
            if not LONG_NUMBER.search(text):  # else the line before it would be
                made.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    def _items(self, part: Plain) -> None:
        for at, item in enumerate(part["items"], start=1):
            self.line(f"{at}. {item}", indent=True)

    def _annexes(self, part: Plain) -> None:
        self.line()
        many = len(part["items"]) > 1
        for at, item in enumerate(part["items"], start=1):
            lead = _("附件：") if at == 1 else "　　　"
            self.line(f"{lead}{f'{at}. ' if many else ''}{item}", indent=True)

    def _facts(self, part: Plain) -> None:
        self._grid(part["rows"], measure.labels(part, 4.94), first_column=BLACK)

    def _table(self, part: Plain) -> None:
        self._grid([part["heads"], *part["rows"]], measure.columns(part), first_row=BLACK, size=Pt(12))

    def _grid(
        self, rows: list[list[str]], widths: list[float], *, first_row: str = BODY, first_column: str = "",
        size: Any = None,
    ) -> None:  # fmt: skip
        self._after_table()  # else Word makes one table of the two
        made = self.file.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
        made.autofit = False
        for row in made.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Mm(width)
        for at, cells in enumerate(rows):
            for place, text in enumerate(cells):
                cell = made.cell(at, place)
                cell.width, cell.vertical_alignment = Mm(widths[place]), WD_ALIGN_VERTICAL.CENTER
                face = first_column if place == 0 and first_column else first_row if at == 0 else BODY
                line = cell.paragraphs[0]
                line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
                line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(4)
                _without(line._element.get_or_add_pPr(), "snapToGrid")
                _run(line, text, face, size or SIZE_4)
        if first_row == BLACK:
            mark = OxmlElement("w:tblHeader")
            made.rows[0]._tr.get_or_add_trPr().append(mark)

    def _after_table(self) -> None:
        """A narrow line where a table stands last."""
        body = self.file.element.body
        if len(body) > 1 and body[-2].tag == qn("w:tbl"):
            self.line().paragraph_format.line_spacing = Pt(8)

    def _signatures(self, part: Plain) -> None:
        """Kept on one page, each as wide as its words leave room for."""
        self.line().paragraph_format.keep_with_next = True
        for at, (who, note) in enumerate(part["rows"], start=1):
            free = measure.FORM - measure.breadth(who) - measure.breadth(note) - 2
            made = self.line(f"{who}：{'_' * max(8, min(24, int(free / 0.5)))}　{note}")
            made.paragraph_format.space_before = Pt(10)
            made.paragraph_format.keep_with_next = at < len(part["rows"])

    def _note(self, part: Plain) -> None:
        made = self.line(part["text"], size=Pt(10.5))
        made.paragraph_format.line_spacing = Pt(16)
        made.paragraph_format.space_before = Pt(12)

    def foot(self) -> None:
        if self.look.closes:
            self.line()
            self._signed()
        if self.look.address:
            self.line()
            said = _("验证码：%(code)s\n扫码，或打开 %(address)s 查验真伪。")
            made = self.line(said % {"code": self.look.code, "address": self.look.address}, face=BLACK, size=Pt(9))
            made.paragraph_format.line_spacing = Pt(14)
        if self.look.official:
            self._imprint()

    def _signed(self) -> None:
        """Union and date, each in the middle of the other, four characters from the edge: there the seal goes."""
        lines = (self.look.unit, self.look.signed_on)
        wide = max(map(measure.breadth, lines))
        for text in lines:
            made = self.line(text)
            made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            made.paragraph_format.right_indent = int(self.size * (4 + (wide - measure.breadth(text)) / 2))
            made.paragraph_format.keep_with_next = text == self.look.unit

    def _imprint(self) -> None:
        """版记: who gets a copy, who printed it and when, between black rules."""
        rows = [_("抄送：") + self.look.copies_to + "。"] if self.look.copies_to else []
        printed = f"{self.look.signed_on}{_('印发')}" if self.look.signed_on else ""
        for at, text in enumerate([*rows, f"{self.look.unit}\t{printed}"]):
            made = self.line(f"　{text}", size=SIZE_4)  # the rules are as wide as the page's text
            made.paragraph_format.tab_stops.add_tab_stop(Mm(156) - SIZE_4, WD_TAB_ALIGNMENT.RIGHT)
            _ruled(made, *(("top",) if at == 0 else ()), "bottom", colour="000000", size="8", space="1")

    def keep_end(self) -> None:
        """The end of the words goes with signature and imprint: neither stands alone on a page."""
        if self.words_end is None or not (self.look.official or self.look.closes):
            return
        rows = list(self.words_end.iter(qn("w:tr")))
        last = rows[-1] if rows else self.words_end
        after = [one for one in self.words_end.itersiblings() if one.tag == qn("w:p")]
        kept = [*last.iter(qn("w:p")), *after[:-1]]
        for one in kept:
            Paragraph(one, self.file).paragraph_format.keep_with_next = True  # type: ignore[arg-type]

    def saved(self) -> bytes:
        self._after_table()  # a file ends with a line
        made = io.BytesIO()
        self.file.save(made)
        return made.getvalue()


def _run(line: Paragraph, text: str, face: str, size: Any) -> Any:
    made = line.add_run()
    for at, part in enumerate(text.split("\n")):
        if at:
            made.add_break()
        for place, words in enumerate(part.split("\t")):
            if place:
                made.add_tab()  # a tab among letters is none
            made.add_text(words)
    made.font.name, made.font.size = LATIN, size
    _east(made._element.get_or_add_rPr(), face)
    return made


def _east(properties: Any, face: str) -> None:
    """The face of Chinese letters, which python-docx has no word for."""
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), face)


def _without(properties: Any, *names: str) -> None:
    """Ways of Word's own switched off for a paragraph or style."""
    for name in names:
        made = OxmlElement(f"w:{name}")
        made.set(qn("w:val"), "0")
        properties.insert_element_before(made, "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _spaced(properties: Any, value: str) -> None:
    """Each character so much nearer to the next."""
    made = OxmlElement("w:spacing")
    made.set(qn("w:val"), value)
    properties.insert_element_before(made, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")


def _field(run: Any, name: str) -> None:
    """A field Word fills in itself, such as the number of the page."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        if kind:
            made = OxmlElement("w:fldChar")
            made.set(qn("w:fldCharType"), kind)
        else:
            made = OxmlElement("w:instrText")
            made.text = text
        run._element.append(made)


def _ruled(line: Paragraph, *sides: str, colour: str, size: str, space: str) -> None:
    """Rules above or beneath a line; size in eighths of a point, space in points."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", size), ("space", space), ("color", colour)):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    line._element.get_or_add_pPr().insert_element_before(borders, *AFTER_BORDERS)
