"""No template unused, none that cannot be read, none with styles or scripts of its own (CSP)."""

import re
from pathlib import Path

import pytest
from django.template import TemplateSyntaxError
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


PAGES = sorted(name for name in TEMPLATES if name.endswith(".html"))
FORBIDDEN = {
    "a style of its own": re.compile(r'\sstyle="'),
    "a script of its own": re.compile(r'\son[a-z]+="|<script(?![^>]*(src=|application/json))'),
    "something from elsewhere": re.compile(r"""(src|href)=["']https?://"""),
}


def is_used(name: str) -> bool:
    if name in CALLED_BY_DJANGO:
        return True
    if name.startswith("components/") and not Path(name).name.startswith("_"):
        tag = "c-" + name.removeprefix("components/").removesuffix(".html").replace("/", ".").replace("_", "-")
        return re.search(rf"<{tag}[\s/>]", CODE) is not None
    return f'"{name}"' in CODE or f"'{name}'" in CODE


def test_none_is_unused() -> None:
    assert [name for name in TEMPLATES if not is_used(name)] == []


def test_each_compiles() -> None:
    wrong = {}
    for name in PAGES:
        try:
            get_template(name)
        except TemplateSyntaxError as error:
            wrong[name] = str(error)
    assert wrong == {}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_none_has(what: str) -> None:
    assert [name for name in PAGES if FORBIDDEN[what].search(TEMPLATES[name].read_text())] == []
