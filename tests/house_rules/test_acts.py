"""Every line of the audit log can be said in words: each room declares those of its own acts in its `acts.py`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from unionhall.kit import acts
from unionhall.matters import queries as matters

HOUSE = Path(__file__).resolve().parents[2] / "unionhall"
SOURCES = sorted(p for p in HOUSE.rglob("*.py") if not {"migrations", "tests"} & set(p.parts))
WRITES = {"record", "compose", "record_about_each"}
CODE = re.compile(r"[a-z]+(\.[a-z_-]+){2}")
ROOMS = {path.parent.name for path in HOUSE.glob("*/apps.py")}
Asked = tuple[str, re.Pattern[str]]  # where, and what one declared code at least has to look like


def lines_written(source: str) -> Iterator[Asked]:
    """What the file writes into the log: codes as they stand, f-strings as patterns, names by the file's constants."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in WRITES and node.args:
            for pattern in _patterns(node.args[0], tree):
                yield f"line {node.lineno}", re.compile(pattern)


def _name(call: ast.expr) -> str:
    """`record` of `audit.record`; what other things record is no line of the log."""
    if isinstance(call, ast.Attribute):
        return call.attr if isinstance(call.value, ast.Name) and call.value.id == "audit" else ""
    return call.id if isinstance(call, ast.Name) else ""


def _patterns(given: ast.expr, tree: ast.AST) -> Iterator[str]:
    if isinstance(given, ast.Constant):
        yield re.escape(str(given.value))
    elif isinstance(given, ast.IfExp):
        yield from _patterns(given.body, tree)
        yield from _patterns(given.orelse, tree)
    elif isinstance(given, ast.JoinedStr):
        yield "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z.-]+" for p in given.values)
    else:
        yield from map(re.escape, _codes_in(tree))


def _codes_in(tree: ast.AST) -> set[str]:
    """A code that comes by a name is one of the constants of its file."""
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if CODE.fullmatch(text) and text.split(".")[0] in ROOMS}


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_act_has_words(room: str) -> None:
    files = [path for path in SOURCES if path.is_relative_to(HOUSE / room) and "audit" in path.read_text()]
    wordless = [
        f"{path.relative_to(HOUSE)} {where}: {code.pattern}"
        for path in files
        for where, code in lines_written(path.read_text())
        if not any(code.fullmatch(known) for known in acts.known())
    ]
    assert wordless == [], f"declare its words in unionhall/{room}/acts.py"


def test_every_lifecycle_has_the_words_of_its_engine() -> None:
    for model in matters.kinds():
        assert acts.said(f"{model.lifecycle.code}.moved").startswith(str(model.lifecycle.title))
        assert acts.thing(model._meta.label) == str(model.lifecycle.title)


def test_words_name_what_there_is() -> None:
    labels = {model._meta.label for model in apps.get_models()}
    assert set(acts._things()) <= labels
    texts = "\n".join(path.read_text() for path in SOURCES if path.name != "acts.py")
    written = [code for path in SOURCES if path.name != "acts.py" for _where, code in lines_written(path.read_text())]
    known = {code for code in acts.known() if not any(pattern.fullmatch(code) for pattern in written)}
    assert {code for code in known if code not in texts} == set(), "nobody writes these lines"


def test_unknown_codes_are_called_by_themselves() -> None:
    assert (acts.said("nobody.ever.did"), acts.thing("nobody.Thing")) == ("nobody.ever.did", "nobody.Thing")
    assert acts.codes_called("登录")


def test_it_would_notice() -> None:
    source = (
        'audit.record("a.b.c")\naudit.record(f"x.{y}.z")\nother.record("no.line.here")\n'
        'audit.record("d.e.f" if a else "g.h.i")\nname = "cases.case.kept"\naudit.compose(name)'
    )
    assert [code.pattern for _where, code in lines_written(source)] == [
        "a\\.b\\.c", "x\\.[a-z.-]+\\.z", "d\\.e\\.f", "g\\.h\\.i", "cases\\.case\\.kept",
    ]  # fmt: skip
