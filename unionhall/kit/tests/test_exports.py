"""Lists as files: what is refused, what is safe, what stands beneath."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from urllib.parse import unquote

import pytest
from python_calamine import load_workbook

from unionhall.kit import exports


@dataclass
class Row:
    name: str
    code: str
    n: int
    on: date
    share: Decimal = Decimal("0.5")
    done: bool = True

    @property
    def unit(self):
        return self


COLUMNS = [("名称", "name"), ("编号", "unit__code"), ("人数", "n"), ("日期", "on"), ("两倍", lambda row: row.n * 2)]
ROWS = [
    Row("=HYPERLINK(\"http://x\")", "000123456789012345", 3, date(2026, 3, 5)),
    Row("@SUM(1)", "0002", 4, date(2026, 3, 6)),
]  # fmt: skip


class By:
    def __str__(self) -> str:
        return "例办事"


def cells(response) -> list[list]:
    return load_workbook(BytesIO(response.content)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_texts_stay_texts_and_numbers_numbers():
    got = cells(exports.sheet(ROWS, COLUMNS, "名单", By()))
    assert got[0][:5] == ["名称", "编号", "人数", "日期", "两倍"]
    assert got[1] == ['=HYPERLINK("http://x")', "000123456789012345", 3.0, date(2026, 3, 5), 6.0]
    assert got[2][0] == "@SUM(1)"


def test_nothing_in_the_file_is_a_formula():
    import zipfile

    body = exports.sheet(ROWS, COLUMNS, "名单", By()).content
    assert b"<f>" not in zipfile.ZipFile(BytesIO(body)).read("xl/worksheets/sheet1.xml")
    lines = exports.sheet(ROWS, COLUMNS, "名单", By(), kind="csv").content.decode("utf-8-sig").splitlines()
    assert lines[2].startswith("'@SUM(1)")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_file_says_who_took_it_and_when(kind):
    response = exports.sheet(ROWS, COLUMNS, "名单", By(), kind=kind)
    said = response.content.decode("utf-8-sig") if kind == "csv" else str(cells(response))
    assert "例办事 于 2026年3月5日 10:00" in said
    assert f"名单-20260305.{kind}" in unquote(response["Content-Disposition"])
    assert response["Cache-Control"] == "no-store"


def test_twelve_thousand_rows_are_refused_and_ten_thousand_not():
    """EX-1."""
    with pytest.raises(exports.TooMany, match="10,000"):
        exports.sheet((ROWS[0] for _n in range(12_000)), COLUMNS, "名单", By())
    assert exports.sheet([ROWS[0]] * exports.MOST, COLUMNS[:1], "名单", By(), kind="csv").status_code == 200


def test_an_endless_list_is_not_read_to_its_end():
    read = 0

    def rows():
        nonlocal read
        while True:
            read += 1
            yield ROWS[0]

    with pytest.raises(exports.TooMany):
        exports.sheet(rows(), COLUMNS, "名单", By())
    assert read == exports.MOST + 1


def test_words_for_yes_and_no_and_empty_cells():
    rows = [{"a": True, "b": None, "unit": None}, {"a": False, "b": "x", "unit": None}]
    got = cells(exports.sheet(rows, [("甲", "a"), ("乙", "b"), ("丙", "unit.name")], "名单", By()))
    assert [row[0] for row in got[1:3]] == ["是", "否"]
    assert got[1][1] == ""
