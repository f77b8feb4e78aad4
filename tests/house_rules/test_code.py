"""Rules that hold for all code at once."""

import ast
import inspect
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "unionhall"
SOURCES = sorted(p for p in HOUSE.rglob("*.py") if "migrations" not in p.parts and "tests" not in p.parts)
ROOMS = sorted(p.parent.name for p in HOUSE.glob("*/apps.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "handler", "process"}
OTHERS_MAY_IMPORT = {"actions", "queries", "permissions", "choices"}
# what a room offers besides: the event hook of audit, the sign-in directory, the way into a session for whoever has
# just opened an account, counts as denominators of figures above, how kinds of documents are declared, the engine of
# matters (decision 9); and kit and workflow whole
ALSO_OFFERED = {
    ("audit", "events"),
    ("accounts", "directory"),
    ("accounts", "sessions"),
    ("orgs", "figures"),
    ("documents", "kinds"),  # what a room declares of its letters
    ("documents", "blocks"),
    ("matters", "models"),  # an engine has to be built upon
    ("matters", "desk"),
    ("matters", "today"),
    ("documents", "typesetting"),  # the case file is set with the same fonts
}
WRITES_WITHOUT_BY = {
    ("audit", "record_many"),
    ("audit", "compose"),
    ("worklist", "figures_changed"),  # marks what is to be measured again; no fact changes
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


def imported(tree: ast.AST) -> list[str]:
    """Dotted names of everything a file imports from the house."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return [name for name in found if name.startswith("unionhall.")]


def is_offered(room: str, other: str, part: str) -> bool:
    return other in {room, "kit", "workflow", "roles"} or part in OTHERS_MAY_IMPORT or (other, part) in ALSO_OFFERED


def refused_imports(path: Path) -> list[str]:
    """What a file imports from another room that does not offer it."""
    room = room_of(path)
    if room in {"demo", "cli.py", "roles.py", "faces"}:  # the demo fills every room's tables; faces draw all rooms
        return []
    return [
        f"{name_of(path)} imports {name}"
        for name in imported(ast.parse(path.read_text()))
        if len(name.split(".")) > 2 and not is_offered(room, *name.split(".")[1:3])
    ]


def is_page(path: Path) -> bool:
    return path.stem in {"home", "desk", "board", "api"} or path.parent.name in {"home", "desk", "board"}


def test_rooms_import_only_what_others_offer() -> None:
    assert [words for path in SOURCES for words in refused_imports(path)] == []


def test_names_say_something() -> None:
    assert [name_of(path) for path in SOURCES if path.stem in FORBIDDEN_NAMES] == []


def test_pages_ask_queries_and_not_tables() -> None:
    pages = [path for path in SOURCES if is_page(path)]
    assert pages
    assert [name_of(path) for path in pages if ".objects" in path.read_text()] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_action_says_who_acts(room: str) -> None:
    if not (HOUSE / room / "actions.py").exists() and not (HOUSE / room / "actions").is_dir():
        return
    module = import_module(f"unionhall.{room}.actions")
    offered = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
    for name in offered:
        action = getattr(module, name)
        if not inspect.isfunction(action) or not action.__module__.startswith(module.__name__):
            continue
        if (room, name) in WRITES_WITHOUT_BY:
            continue
        given = inspect.signature(action).parameters
        assert "by" in given, f"{room}.actions.{name} does not take `by`"
        assert given["by"].default is inspect.Parameter.empty, f"{room}.actions.{name}: `by` is always given"


def test_files_can_be_held_in_the_head() -> None:
    assert [name_of(path) for path in SOURCES if len(path.read_text().splitlines()) > 500] == []


def test_no_machine_or_registry_is_named() -> None:
    words = ["/wo" + "rk/", "/tmp/ha" + "ll", "pypi." + "org", "regist" + "ry.npmjs"]
    texts = [p for p in ROOT.rglob("*") if p.suffix in {".py", ".md", ".html", ".toml", ".txt", ".sh", ".js"}]
    ours = [p for p in texts if not {".venv", ".git", "var", "node_modules", "vendor"} & set(p.parts)]
    named = [name_of(p) for p in ours if any(word in p.read_text(errors="ignore") for word in words)]
    assert named == []
