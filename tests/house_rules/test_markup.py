"""Templates escape everything; what is marked as safe is made in a few places that escape themselves."""

import re
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "unionhall"
MAKES_MARKUP = {
    "kit/templatetags/hall.py",  # icons, badges, sparklines: drawn from escaped parts
    "people/queries/cards.py",  # a QR code as a picture, of a signed code
    "faces/catalogue.py",  # tiles drawn once a language, by the template engine, which escapes
}
SOURCES = sorted(p for p in HOUSE.rglob("*.py") if "tests" not in p.parts)
TEMPLATES = sorted(p for p in HOUSE.rglob("templates/**/*") if p.is_file())
MARKS_AS_SAFE = re.compile(r"\bmark_safe\b|\bSafeString\b|\bSafeText\b")
SWITCHES_OFF = re.compile(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b")


def found(rule: re.Pattern[str], paths: list[Path]) -> set[str]:
    assert paths
    return {str(path.relative_to(HOUSE)) for path in paths if rule.search(path.read_text())}


def test_code_marks_nothing_as_safe() -> None:
    assert found(MARKS_AS_SAFE, SOURCES) - MAKES_MARKUP == set()


def test_templates_switch_no_escaping_off() -> None:
    assert found(SWITCHES_OFF, TEMPLATES) == set()
