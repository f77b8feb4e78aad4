"""Sheets in and out, and the files people should not be able to hurt us with."""

import io
import subprocess
import sys
import time
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kit import sheets
from unionhall.kit.archive import MEGABYTE, ArchiveLimits, BadArchive
from unionhall.kit.sheets import (
    BadSheet,
    Column,
    Limits,
    RoundedNumber,
    open_sheet,
    reading,
    write_csv,
    write_errors,
    write_xlsx,
    writing,
)

COLUMNS = [
    Column("姓名"),
    Column("身份证号"),
    Column("人数", "number"),
    Column("金额", "money"),
    Column("日期", "date"),
]
ROW = ["王小明", "330106190003071235", 3, Decimal("1234.50"), date(2026, 3, 5)]


def xlsx(*rows, columns=COLUMNS):
    made = io.BytesIO()
    write_xlsx(made, columns, rows)
    return made


def read(file, name="名册.xlsx", **limits):
    with open_sheet(file, name=name, limits=Limits(**limits)) as sheet:
        return list(sheet)


def repacked(file, *, add=(), change=(), drop=()):
    """The same archive with entries added, changed or dropped."""
    made, change = io.BytesIO(), dict(change)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry not in drop:
                new.writestr(entry, change.get(entry) or old.read(entry))
        for entry, content in add:
            new.writestr(entry, content)
    return made


def test_xlsx_keeps_types_and_lines():
    lines = read(xlsx(ROW, [None, "", None, None, None], ["李四", "", 0, Decimal("0.10"), None]))
    assert [line for line, _cells in lines] == [1, 2, 4]
    assert lines[1][1] == ["王小明", "330106190003071235", 3, 1234.5, date(2026, 3, 5)]


def test_a_number_that_lost_digits_is_marked():
    columns = [Column("号", "number"), Column("手机", "number"), Column("x", "number")]
    [_head, (_line, cells)] = read(xlsx([330106190003071235, 13800138000, 1.5], columns=columns))
    assert isinstance(cells[0], RoundedNumber)
    assert cells[1:] == [13800138000, 1.5]
    assert not isinstance(cells[1], float)


def test_formulas_are_written_as_text_and_read_as_results():
    [_head, (_line, cells)] = read(xlsx(["=1+1", "http://x.cn", None, None, None]))
    assert cells[:2] == ["=1+1", "http://x.cn"]
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    book.add_worksheet().write_formula(0, 0, "=1+1", None, 2)
    book.close()
    with open_sheet(made, name="f.xlsx") as sheet:
        assert sheet.has_formulas
        assert list(sheet) == [(1, [2])]


def test_dates_with_time_and_booleans():
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    page = book.add_worksheet("甲")
    page.write_datetime(0, 0, datetime(2026, 3, 5, 9, 30), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    page.write_boolean(0, 1, True)
    book.add_worksheet("藏").hide()
    book.add_worksheet("乙")
    book.close()
    with open_sheet(made, name="f.xlsx") as sheet:
        assert list(sheet) == [(1, [datetime(2026, 3, 5, 9, 30), True])]
        assert sheet.names == ["甲", "乙"]


TEXTS = st.text(st.characters(exclude_categories=("C",)) | st.sampled_from("=+-@'\",;"), max_size=12)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8))
def test_csv_comes_back_as_it_went(rows):
    made = io.BytesIO()
    write_csv(made, [Column("甲"), Column("乙")], rows)
    told = [tuple(cells) for _line, cells in read(made, "a.csv")]
    assert told == [("甲", "乙"), *[row for row in rows if any(row)]]


def test_csv_never_starts_a_formula():
    made = io.BytesIO()
    write_csv(made, [Column("x")], [["=HYPERLINK(1)"], ["+86"], ["-5"], ["@SUM"], [Decimal("-5.00")], [-3]])
    assert made.getvalue().decode("utf-8-sig").split() == ["x", "'=HYPERLINK(1)", "'+86", "'-5", "'@SUM", "-5.00", "-3"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_of_every_office(encoding, delimiter):
    text = f"姓名{delimiter}号码\r\n张三{delimiter}330106190003071235\r\n"
    assert read(io.BytesIO(text.encode(encoding)), "a.csv") == [
        (1, ["姓名", "号码"]),
        (2, ["张三", "330106190003071235"]),
    ]


def test_the_error_sheet_can_be_sent_again():
    made = io.BytesIO()
    write_errors(made, ["姓名", "身份证号"], [(["王小明", "1"], "身份证号应为 18 位"), (["李四"], "缺身份证号")])
    assert [cells for _line, cells in read(made)] == [
        ["姓名", "身份证号", str(writing.REASON)],
        ["王小明", "1", "身份证号应为 18 位"],
        ["李四", "", "缺身份证号"],
    ]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "a.csv", "没有内容"),
        (b"x", "a.xlsx", "损坏"),
        (b"x", "a.xlsm", "另存为 .xlsx"),
        (b"x", "a.exe", "只能上传"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "a.xlsx", "密码"),
        (b"PK\x03\x04 not a zip", "a.xlsx", "损坏"),
        (b"PK\x03\x04 not a zip", "a.csv", "损坏"),
        (b"a,b\x00c\n", "a.csv", "编码"),
        (b"\x81\xff\xff", "a.csv", "编码"),
        (b'a,"' + b"x" * 200_000, "a.csv", "第 1 行"),
        (b"a,b\n" + b"y" * 40_000, "a.csv", "第 2 行"),
        (b"," * 200, "a.csv", "列"),
        (b"a\n" * 40, "a.csv", "30 行"),
    ],
)
def test_bad_files_are_refused_in_words(content, name, says):
    with pytest.raises((BadSheet, BadArchive), match=says):
        read(io.BytesIO(content), name, rows=30)


def test_a_file_too_long_is_not_opened():
    with pytest.raises(BadSheet, match="超过 1 MB"):
        read(io.BytesIO(b"x" * (MEGABYTE + 1)), "a.csv", file_size=MEGABYTE)


@pytest.mark.parametrize(
    ("add", "change", "drop", "says"),
    [
        ([("xl/vbaProject.bin", b"x")], [], [], "宏"),
        ([("xl/externalLinks/externalLink1.xml", b"<x/>")], [], [], "外部链接"),
        ([("xl/embeddings/oleObject1.bin", b"x")], [], [], "外部链接"),
        ([("xl/evil.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")], [], [], "损坏"),
        ([("xl/evil.xml", b" " * (300 * 1024) + b"<!DOCTYPE x><x/>")], [], [], "损坏"),
        ([("xl/evil.xml", "<!DOCTYPE x><x/>".encode("utf-16"))], [], [], "损坏"),
        ([("xl/bomb.xml", b"\0" * (12 * MEGABYTE))], [], [], "过大"),
        ([], [("xl/workbook.xml", b"<workbook")], [], "损坏"),
        ([], [], ["[Content_Types].xml"], "损坏"),
    ],
    ids=["macro", "external", "embedded", "dtd", "late-dtd", "utf16-dtd", "bomb", "broken", "no-types"],
)
def test_hostile_workbooks_are_refused(add, change, drop, says):
    with pytest.raises((BadSheet, BadArchive), match=says):
        read(repacked(xlsx(ROW), add=add, change=change, drop=drop))


def test_a_bomb_that_lies_about_its_size_is_found_while_unpacking():
    file = repacked(xlsx(ROW), add=[("xl/bomb.xml", b"\0" * (3 * MEGABYTE))])
    raw = bytearray(file.getvalue())
    true, claimed = (3 * MEGABYTE).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert raw.count(true) == 2  # local header and directory
    with pytest.raises(BadArchive, match="损坏"):
        read(io.BytesIO(bytes(raw.replace(true, claimed))))
    with pytest.raises(BadArchive, match="过大"):
        read(file, archive=ArchiveLimits(unpacked=2 * MEGABYTE))


PARTS = ("xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels")
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHARED = (
    '<Relationship Id="rId99" Target="sharedStrings.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
)
CELLS = '<row r="{row}"><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row>'


def test_a_few_bytes_asking_for_gigabytes_of_cells_end_the_parser_not_us():
    with zipfile.ZipFile(xlsx(ROW)) as old:
        page = old.read("xl/worksheets/sheet1.xml").decode()
    far = CELLS.format(row=1_048_576, cell="XFD1048576")
    page = page.replace("</sheetData>", far + "</sheetData>")
    with pytest.raises(BadSheet, match=r"列|过大"):
        read(repacked(xlsx(ROW), change=[("xl/worksheets/sheet1.xml", page)]))


def test_one_long_text_named_by_many_cells_ends_the_parser_too():
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2001))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    with zipfile.ZipFile(xlsx(ROW)) as old:
        page, types, relations = (old.read(name).decode() for name in PARTS)
    head, tail = page.split("<sheetData>")[0], page.split("</sheetData>")[1]
    more = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    changed = (
        f"{head}<sheetData>{cells}</sheetData>{tail}",
        types if "sharedStrings" in types else types.replace("</Types>", more),
        relations if "sharedStrings" in relations else relations.replace("</Relationships>", SHARED),
    )
    texts = ("xl/sharedStrings.xml", f"<sst {SPACE}><si><t>{'x' * MEGABYTE}</t></si></sst>")
    change = zip(PARTS, changed, strict=True)
    with pytest.raises(BadSheet, match="过大"):
        read(repacked(xlsx(ROW), change=change, drop=[texts[0]], add=[texts]), memory=400)


def test_leaving_early_leaves_no_program_behind(monkeypatch, tmp_path):
    popen = reading.subprocess.Popen
    started = []
    monkeypatch.setattr(reading.subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[-1])
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(*[ROW] * 30).getvalue())
    with open_sheet(path, name="a.xlsx") as sheet:
        next(iter(sheet))
    with open_sheet(path, name="a.xlsx"):
        pass
    assert [child.returncode is None for child in started] == [False, False]


def test_the_parser_tells_and_does_not_fall():
    ran = subprocess.run(
        [sys.executable, "-I", str(Path(sheets.__file__).with_name("parse.py")), "512", "10", "9"],
        input=b"not a workbook",
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_too_many_rows_for_excel(monkeypatch):
    monkeypatch.setattr(writing, "MOST_ROWS", 2)
    with pytest.raises(sheets.TooManyRows, match="CSV"):
        xlsx(ROW, ROW, ROW)


def test_html_stays_text():
    assert read(xlsx(["<script>alert(1)</script>", None, None, None, None]))[1][1][0] == "<script>alert(1)</script>"


@pytest.mark.slow
def test_reading_is_quick_and_small():
    file = xlsx(*([*ROW] for _ in range(10_000)))
    start = time.perf_counter()
    assert len(read(file)) == 10_001
    assert time.perf_counter() - start < 2  # 100,000 × 10 takes about that on two quiet cores
