"""Templates escape everything; what is marked as safe is made in a few places that escape themselves."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2] / "unionhall"
MAKES_MARKUP = {
    "kit/templatetags/hall.py",  # icons, badges, sparklines: drawn from escaped parts
    "people/queries/cards.py",  # a QR code as a picture, of a signed code
    "faces/catalogue.py",  # tiles drawn once a language, by the template engine, which escapes
}
SOURCES = sorted(p for p in HOUSE.rglob("*.py") if "tests" not in p.parts)
TEMPLATES = sorted(p for p in HOUSE.rglob("templates/**/*") if p.is_file())


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_code_marks_nothing_as_safe(path: Path) -> None:
    if str(path.relative_to(HOUSE)) not in MAKES_MARKUP:
        assert not re.search(r"\bmark_safe\b|\bSafeString\b|\bSafeText\b", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_templates_switch_no_escaping_off(path: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b", path.read_text())
