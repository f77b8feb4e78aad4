"""Word files read as strictly as Word reads them: parts, relations, and the order the format wants of properties."""

import io
import posixpath
import re
import zipfile
from typing import Any

import pytest
from lxml import etree

from unionhall.documents import blocks as b
from unionhall.documents.typesetting import Look, word

from .test_typesetting import FORM, LONG, OFFICIAL, look

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ISO/IEC 29500-1, what stands in these elements in this order; of what the house and its base file write
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs autoSpaceDE autoSpaceDN "
    "snapToGrid spacing ind contextualSpacing jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "pBdr": "top left bottom right",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
}
TRICKY = look([b.Para("甲\t乙\x0b丙\x1f丁"), b.Table(["一"], [[None]]), b.Facts([("二", "")])], official=True)


ENDS_WITH_TABLE = look([b.Table(["一"], [["二"]])], code="", address="")


@pytest.fixture(params=[OFFICIAL, FORM, LONG, TRICKY, ENDS_WITH_TABLE], ids=["letter", "form", "long", "odd", "table"])
def parts(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each part of the file, parsed."""
    given: Look = request.param
    with zipfile.ZipFile(io.BytesIO(word(given))) as file:
        names = file.namelist()
        assert len(set(names)) == len(names)
        return {name: _read(name, file.read(name)) for name in names}


def _read(name: str, content: bytes) -> Any:
    return etree.fromstring(content) if name.endswith((".xml", ".rels")) else content


def test_each_part_has_a_type_and_each_relation_an_end(parts: dict[str, Any]) -> None:
    types = parts["[Content_Types].xml"]
    named = {one.get("PartName")[1:] for one in types if one.get("PartName")}
    endings = {one.get("Extension").lower() for one in types if one.get("Extension")}
    assert named <= set(parts)
    untyped = [name for name in parts if name not in named and name.rpartition(".")[2].lower() not in endings]
    assert untyped == []
    for name in [one for one in parts if one.endswith(".rels")]:
        folder = posixpath.dirname(posixpath.dirname(name))
        ends = [one.get("Target") for one in parts[name] if one.get("TargetMode") != "External"]
        assert {posixpath.normpath(posixpath.join(folder, end)).lstrip("/") for end in ends} <= set(parts)


def test_properties_stand_in_the_order_of_the_format(parts: dict[str, Any]) -> None:
    wrong = []
    for name in [one for one in parts if re.fullmatch(r"word/(document|footer\d*|styles)\.xml", one)]:
        for kind, order in ORDER.items():
            for one in parts[name].iter(f"{W}{kind}"):
                held = [child.tag.removeprefix(W) for child in one]
                known = [order.split().index(child) for child in held if child in order.split()]
                if known != sorted(known) or (name != "word/styles.xml" and len(known) < len(held)):
                    wrong.append((name, kind, held))
    assert wrong == []


def test_the_body_ends_as_it_must_and_every_text_names_its_face(parts: dict[str, Any]) -> None:
    body = parts["word/document.xml"][0]
    assert [one.tag.removeprefix(W) for one in body[-2:]] == ["p", "sectPr"]
    assert [cell for cell in body.iter(f"{W}tc") if cell[-1].tag != f"{W}p"] == []
    for table in body.iter(f"{W}tbl"):
        assert table.getnext().tag == f"{W}p"  # two side by side become one
        wide = len(table.find(f"{W}tblGrid"))
        assert {len(row.findall(f"{W}tc")) for row in table.iter(f"{W}tr")} == {wide}
    faces = [one.get(f"{W}eastAsia") for one in body.iter(f"{W}rFonts")]
    assert len(faces) == len(list(body.iter(f"{W}r")))
    assert all(faces)
    assert [one.text for one in body.iter(f"{W}t") if "\t" in (one.text or "")] == []
    known = {one.get("Id") for one in parts["word/_rels/document.xml.rels"]}
    assert {one.get(key) for one in body.iter() for key in one.attrib if "relationships}" in key} <= known
