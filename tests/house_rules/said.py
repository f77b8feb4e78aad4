"""Every text of the house, read without gettext's own tools: those to translate, those forgotten, the .po file."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")  # with the full-width marks
# name of the function: which of its arguments are context, singular, plural
CALLS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
QUOTED = r"""(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
TEMPLATE_KINDS = {".html", ".txt", ".webmanifest", ".js"}


class Text(NamedTuple):
    """What gettext looks a translation up by."""

    context: str
    singular: str


@dataclass
class Entry:
    """One entry of a .po file."""

    text: Text
    plural: str = ""
    translations: list[str] = field(default_factory=list)
    fuzzy: bool = False


def python_files() -> list[Path]:
    found = [*(ROOT / "unionhall").rglob("*.py"), *(ROOT / "config").rglob("*.py")]
    return sorted(p for p in found if not {"tests", "migrations"} & set(p.parts))


def templates() -> list[Path]:
    folders = [ROOT / "unionhall" / "templates", *(ROOT / "unionhall").glob("*/templates")]
    return sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in TEMPLATE_KINDS)


def texts_of(path: Path) -> dict[Text, str]:
    """Texts a file gives to gettext, each with its plural or an empty string."""
    source = path.read_text()
    if path.suffix == ".py":
        return dict(_calls(ast.parse(source)))
    found: dict[Text, str] = {}
    for call in re.finditer(rf"(?<![\w.])(?:n?p?gettext|_)\((?:u?{QUOTED},? ?|count)+\)", templatize(source)):
        found.update(_calls(ast.parse(call[0])))
    return found


def _calls(tree: ast.AST) -> Iterator[tuple[Text, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := _name(node)) in CALLS:
            given = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            context, singular, plural = (given[at] if at is not None else "" for at in CALLS[name])
            if isinstance(singular, str) and isinstance(context, str) and isinstance(plural, str):
                yield Text(context, singular), plural


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def forgotten_in_template(path: Path) -> list[str]:
    """Chinese a reader would see that is given to no translation, as `line: text`."""
    found, inside = [], ""
    source = re.sub(r'(?<=lang="zh-CN">)[^\n]*?(?=</)', "", path.read_text())  # what is Chinese for English readers too
    for token in Lexer(source).tokenize():
        words = token.contents.split(maxsplit=1)
        name = words[0] if token.token_type == TokenType.BLOCK and words else ""
        if name in {"blocktranslate", "blocktrans", "comment"}:
            inside = f"end{name}"
        elif inside:
            inside = "" if name == inside else inside
        elif token.token_type != TokenType.COMMENT:
            rest = re.sub(r"""_\((["']).*?\1\)|^trans(late)?\s+(["']).*?\3""", "", token.contents)
            lines = enumerate(rest.splitlines(), start=token.lineno)
            found += [f"{number}: {line.strip()}" for number, line in lines if CHINESE.search(line)]
    return found


def forgotten_in_python(path: Path) -> list[str]:
    """Chinese string constants that are neither given to gettext nor a docstring, as `line: text`."""
    tree = ast.parse(path.read_text())
    spared = {id(part) for node in ast.walk(tree) for part in _spared(node)}
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared
    ]
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return [f"{node.lineno}: {node.value}" for node in found if CHINESE.search(str(node.value))]


def _spared(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and _name(node) in CALLS:
        yield from node.args
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # a docstring
        yield node.value


def read_po(path: Path) -> list[Entry]:
    """All entries but the head."""
    entries = [_entry(block) for block in path.read_text().split("\n\n") if 'msgid "' in block]
    return [entry for entry in entries if entry.text != Text("", "")]


def _entry(block: str) -> Entry:
    parts: dict[str, str] = {}
    key = ""
    for line in block.splitlines():
        if line.startswith("#"):
            continue
        if not line.startswith('"'):
            key, line = line.split(" ", 1)
        parts[key] = parts.get(key, "") + ast.literal_eval(line)
    translations = [parts[key] for key in sorted(parts) if key.startswith("msgstr")]
    fuzzy = bool(re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE))
    return Entry(Text(parts.get("msgctxt", ""), parts["msgid"]), parts.get("msgid_plural", ""), translations, fuzzy)
