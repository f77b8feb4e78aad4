"""One structure, two ways of writing it: every sort of part has its text in the PDF and in the Word file."""

import dataclasses
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from docx import Document as open_word
from docx.oxml.ns import qn
from pypdf import PdfReader

from unionhall.documents import blocks as b
from unionhall.documents.facts import dump, load
from unionhall.documents.plain import plain
from unionhall.documents.refusals import NoFonts
from unionhall.documents.typesetting import Look, fonts, marked, measure, pdf, word

from .conftest import FACTS, _agreement, _opinion

AT = datetime(2026, 3, 5, 2, tzinfo=UTC)


def look(content: list[b.Block], **more: Any) -> Look:
    title, parts = plain(content, "监督意见书")
    about = {
        "unit": "杭州市余杭区总工会", "number": "浙余工劳监意字〔2026〕7号", "code": "K7QWM-9MZTA",
        "address": "https://example.cn/verify/K7QWM-9MZTA/", **more,
    }  # fmt: skip
    return Look(title=title, parts=parts, **about)


OFFICIAL = look(
    _opinion(FACTS), official=True, heading="杭州市余杭区总工会文件", addressee="样例制造厂", signed_on="2026年3月5日",
    copies_to="余杭区人社局",
)  # fmt: skip
FORM = look(_agreement({"terms": "一次付清五千元。"}))


def text_of(content: bytes) -> str:
    """The PDF's text without spaces and line ends, as a reader would copy it."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def words_of(content: bytes) -> str:
    file = open_word(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    footer = [line.text for line in file.sections[0].footer.paragraphs]
    return "".join("".join([*(line.text for line in file.paragraphs), *cells, *footer]).split())


HEAD = [
    "杭州市余杭区总工会文件",
    "浙余工劳监意字〔2026〕7号",
    "监督意见书",
    "样例制造厂：",
    "2026年3月5日",
    "K7QWM-9MZTA",
]
PARTS = [
    "经查明，你单位拖欠12名职工三个月工资。",
    "一、整改意见",
    "（一）工资",
    "2.书面告知职工",
    "期限",
    "36,000.00",
    "2026年4月1日",
    "已告知劳动者",
    "是",
    "附件：1.检查记录",
    "2.照片",
    "逾期不改正的，提请劳动保障监察机构处理。",
    "抄送：余杭区人社局。",
]


@pytest.mark.parametrize("words", [*HEAD, *PARTS])
def test_a_letter_says_it_in_both(words: str) -> None:
    assert words in text_of(pdf(OFFICIAL, at=AT))
    assert words in words_of(word(OFFICIAL))


@pytest.mark.parametrize("words", ["劳动争议调解协议书", "一次付清五千元。", "申请人：", "盖章", "K7QWM-9MZTA"])
def test_a_form_says_it_in_both(words: str) -> None:
    assert words in text_of(pdf(FORM, at=AT))
    assert words in words_of(word(FORM))
    assert "文件" not in words_of(word(FORM))


def test_pages_are_a4_with_fonts_inside_and_for_the_archive() -> None:
    content = pdf(OFFICIAL, at=AT)
    page = PdfReader(io.BytesIO(content)).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    assert b"pdfaid" in content
    resources: Any = page["/Resources"]
    assert all("/DescendantFonts" in font.get_object() for font in resources["/Font"].values())


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert pdf(OFFICIAL, at=AT) == pdf(OFFICIAL, at=AT)
    assert pdf(OFFICIAL, at=AT) != pdf(dataclasses.replace(OFFICIAL, number="8号"), at=AT)


def test_a_draft_and_a_withdrawn_one_say_so_on_every_page() -> None:
    long = dataclasses.replace(OFFICIAL, parts=OFFICIAL.parts * 4)
    draft = PdfReader(io.BytesIO(pdf(dataclasses.replace(long, mark="草稿"), at=AT)))
    withdrawn = PdfReader(io.BytesIO(marked(pdf(long, at=AT), "已撤回", at=AT)))
    assert len(draft.pages) > 1
    assert all("草稿" in page.extract_text() for page in draft.pages)
    assert all("已撤回" in page.extract_text() for page in withdrawn.pages)


def test_word_names_the_faces_of_the_standard() -> None:
    file = open_word(io.BytesIO(word(OFFICIAL)))
    faces = {run._element.rPr.rFonts.get(qn("w:eastAsia")) for line in file.paragraphs for run in line.runs}
    assert {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"} <= faces
    ruled = next(line for line in file.paragraphs if line.text == OFFICIAL.number)._element.pPr
    assert [child.tag.rpartition("}")[2] for child in ruled] == ["pBdr", "jc"]
    assert [round(side.mm) for side in (file.sections[0].top_margin, file.sections[0].left_margin)] == [37, 28]


LONG = dataclasses.replace(OFFICIAL, parts=plain([b.Para("会" * 2000, indent=False)], "长函")[1])


def test_a_letter_takes_22_lines_of_28_characters() -> None:
    page = PdfReader(io.BytesIO(pdf(LONG, at=AT))).pages[1].extract_text().splitlines()
    assert [len(line) for line in page if set(line) == {"会"}] == [28] * 22
    file = open_word(io.BytesIO(word(LONG)))
    grid: Any = file.sections[0]._sectPr.find(qn("w:docGrid"))
    assert {name: grid.get(qn(f"w:{name}")) for name in ("type", "linePitch")} == {"type": "lines", "linePitch": "579"}
    normal: Any = file.styles["Normal"]
    assert (normal.font.size.pt, normal.paragraph_format.line_spacing.pt) == (16, 28.95)
    nearer = int(normal.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 156 / 25.4 * 72 // (16 + nearer) == 28
    section: Any = file.sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in edges] == [37, 35, 28, 26]
    assert [line.text for line in file.paragraphs if line.text][-1] == f"　{LONG.unit}\t{LONG.signed_on}印发"


ROWS = [["某", "某"]]
ENDS: dict[str, Any] = {
    "one paragraph": lambda n: [b.Para("某" * 28 * n)],
    "many": lambda n: [b.Para("某")] * n,
    "a table": lambda n: [b.Table(["甲", "乙"], ROWS * n)],
    "facts": lambda n: [b.Facts(ROWS * n)],
    "items": lambda n: [b.Items(["某"] * n)],
    "annexes": lambda n: [b.Para("某" * 28 * n), b.Annexes(["记录", "照片"])],
}


@pytest.mark.parametrize(
    ("end", "lengths"),
    [
        ("one paragraph", (3, 5, 16, 20, 38)), ("many", (4, 6, 26)), ("a table", (4, 9, 33)), ("facts", (4, 9, 30)),
        ("items", (4, 26)), ("annexes", (3, 16)),
    ],
)  # fmt: skip
def test_the_imprint_never_stands_alone(end: str, lengths: tuple[int, ...]) -> None:
    """These lengths leave no room for signature or imprint where the words end: the last words go over with them."""
    for n in lengths:
        file = pdf(dataclasses.replace(OFFICIAL, parts=plain(ENDS[end](n), "函")[1]), at=AT)
        *_before, last = (page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)
        assert _before, n
        assert [words for words in ("某", OFFICIAL.unit, "2026年3月5日印发") if words not in last] == [], n
    whole = text_of(file)
    assert whole.count("某") == str(plain(ENDS[end](n), "函")[1]).count("某")


def test_in_word_the_end_is_kept_together() -> None:
    file = open_word(io.BytesIO(word(dataclasses.replace(OFFICIAL, parts=plain(ENDS["annexes"](3), "函")[1]))))
    body = [line for line in file.paragraphs if line.text]
    start = next(at for at, line in enumerate(body) if "某" in line.text)
    assert [bool(line.paragraph_format.keep_with_next) for line in body[start:]] == [True] * (len(body) - start - 1) + [
        False
    ]


def test_page_numbers_of_a_letter_stand_outside_those_of_a_form_in_the_middle() -> None:
    official, form = (open_word(io.BytesIO(word(one))).sections[0] for one in (OFFICIAL, FORM))
    sides = [foot.paragraphs[0].alignment for foot in (official.footer, official.even_page_footer, form.footer)]
    assert [side.name for side in sides if side is not None] == ["RIGHT", "LEFT", "CENTER"]
    fields = [one.text for one in form.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    pages = [page.extract_text().split() for page in PdfReader(io.BytesIO(pdf(LONG, at=AT))).pages]
    assert all("".join(words).count(f"—{n}—") == 1 for n, words in enumerate(pages, start=1))


def test_what_nobody_signs_by_hand_ends_with_union_and_date() -> None:
    told = look([b.Para("决定不予援助。")], signed_on="2026年3月5日")
    by_hand = look(_agreement({"terms": "一次付清五千元。"}), signed_on="2026年3月5日")
    ends = f"{told.unit}{told.signed_on}"
    for written in (lambda one: text_of(pdf(one, at=AT)), lambda one: words_of(word(one))):
        assert ends in written(told)
        assert ends not in written(by_hand)


def test_long_titles_are_lines_of_like_length_and_dates_in_tables_stay_whole() -> None:
    firm = "五常启明样例市政工程有限公司"
    assert measure.balanced(f"{firm}工资专项集体合同") == f"{firm}\n工资专项集体合同"
    assert measure.balanced("劳动争议调解协议书") == "劳动争议调解协议书"
    heads = ["序号", "款项", "金额", "期限", "方式"]
    rows = [["1", "拖欠的劳动报酬和经济补偿以及其他各项费用", "¥12,100.00", "2026年11月16日", "银行转账"]]
    table = {"kind": "table", "heads": heads, "rows": rows, "widths": [1, 4, 3, 3, 3]}
    widths = measure.columns(table)
    assert round(sum(widths)) == 156
    assert all(
        width >= measure.breadth(text) * measure.CELL
        for width, text in zip(widths, rows[0], strict=True)
        if len(text) < 20
    )
    drawn = PdfReader(io.BytesIO(pdf(look([b.Table(heads, rows, (1, 4, 3, 3, 3))]), at=AT))).pages[0].extract_text()
    assert any("2026年11月16日" in line for line in drawn.splitlines())


def test_text_is_text_and_never_commands() -> None:
    trap = look([b.Para('#panic("x") *粗* $a$ @b \\ <c> // 注')])
    assert '#panic("x")*粗*$a$@b\\<c>//注' in text_of(pdf(trap, at=AT))


def test_without_fonts_it_says_what_to_install(settings: LazySettings, tmp_path: Path) -> None:
    settings.FONT_PATHS, settings.DATA_DIR = [], tmp_path
    fonts.refresh()
    try:
        with pytest.raises(NoFonts, match="fonts-noto-cjk"):
            pdf(OFFICIAL, at=AT)
    finally:
        fonts.refresh()


def test_facts_come_back_as_what_they_were() -> None:
    facts = {**FACTS, "list": [FACTS["by"], "文"]}
    assert load(dump(facts)) == facts
    with pytest.raises(TypeError, match="cannot be a fact"):
        dump({"user": object()})
