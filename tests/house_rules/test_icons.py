"""Every icon that is named is in the sprite: a missing one draws nothing, and no other test sees that."""

import ast
import re
from pathlib import Path

from . import said
from .said import ROOT

SPRITE = (ROOT / "unionhall" / "static" / "icons" / "sprite.svg").read_text()
DRAWN = set(re.findall(r'<symbol[^>]*\bid="([\w-]+)"', SPRITE))
IN_TEMPLATES = re.compile(r"""\bicon=["']([a-z0-9-]+)["']|\{% icon ["']([a-z0-9-]+)["']""")


def named(path: Path) -> set[str]:
    """Icons a file names outright; names worked out when a page is drawn are not seen."""
    source = path.read_text()
    if path.suffix != ".py":
        return {name for found in IN_TEMPLATES.findall(source) for name in found if name}
    given = [word for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) for word in node.keywords]
    return {
        str(word.value.value)
        for word in given
        if word.arg == "icon" and isinstance(word.value, ast.Constant) and word.value.value
    }


def test_every_icon_is_drawn() -> None:
    assert DRAWN
    missing = {
        path.name: absent for path in [*said.python_files(), *said.templates()] if (absent := named(path) - DRAWN)
    }
    assert missing == {}, "add it to scripts/icons.txt and run scripts/vendor_static.mjs"


def test_it_would_notice(tmp_path: Path) -> None:
    page, code = tmp_path / "page.html", tmp_path / "code.py"
    page.write_text('{% icon "one" %}<c-card icon="two" title="{% translate \'三\' %}">')
    code.write_text('MenuItem("a", icon="three", order=4)')
    assert (named(page), named(code)) == ({"one", "two"}, {"three"})
