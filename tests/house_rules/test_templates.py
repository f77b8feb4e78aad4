"""No template unused, none that cannot be read, none with styles or scripts of its own (CSP)."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

HOUSE = Path(__file__).resolve().parents[2] / "unionhall"
TEMPLATES = {
    str(path.relative_to(folder)): path
    for folder in [HOUSE / "templates", *HOUSE.glob("*/templates")]
    for path in sorted(folder.rglob("*"))
    if path.is_file()
}
CALLED_BY_DJANGO = {"403.html", "403_csrf.html", "404.html", "400.html", "429.html", "500.html"}


def code() -> str:
    files = [*HOUSE.rglob("*.py"), *TEMPLATES.values(), *(HOUSE.parent / "config").rglob("*.py")]
    return "\n".join(path.read_text() for path in files)


CODE = code()


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_is_used(name: str) -> None:
    if name in CALLED_BY_DJANGO:
        return
    if name.startswith("components/") and not Path(name).name.startswith("_"):
        tag = "c-" + name.removeprefix("components/").removesuffix(".html").replace("/", ".").replace("_", "-")
        assert re.search(rf"<{tag}[\s/>]", CODE), f"no page uses <{tag}>"
    else:
        assert f'"{name}"' in CODE or f"'{name}'" in CODE, f"nobody names {name}"


@pytest.mark.parametrize("name", sorted(n for n in TEMPLATES if n.endswith(".html")))
def test_compiles(name: str) -> None:
    assert get_template(name)


@pytest.mark.parametrize("name", sorted(n for n in TEMPLATES if n.endswith(".html")))
def test_has_no_inline_style_or_script(name: str) -> None:
    text = TEMPLATES[name].read_text()
    assert not re.search(r'\sstyle="', text)
    assert not re.search(r'\son[a-z]+="', text)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)


@pytest.mark.parametrize("name", sorted(n for n in TEMPLATES if n.endswith(".html")))
def test_loads_nothing_from_elsewhere(name: str) -> None:
    assert not re.search(r"""(src|href)=["']https?://""", TEMPLATES[name].read_text())
