"""Every text a person reads goes through gettext, and English is complete."""

import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.utils.translation import gettext, override
from django.utils.translation.template import templatize

from . import said
from .said import CHINESE, ROOT, Entry, Text

FOLDER = ROOT / "unionhall" / "locale" / "en" / "LC_MESSAGES"
ENTRIES = {entry.text: entry for entry in said.read_po(FOLDER / "django.po")}
SOURCES = [*said.python_files(), *said.templates()]
PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]*[\d.]*([a-zA-Z])|\{(\w*)\}|(%%)")

# Python files whose Chinese is data and not text on a page, with the reason.
DATA = {
    "unionhall/demo/": "the demo province: names, words and papers of invented people",
    "unionhall/*/rules.py": "sources of rules, as published",
    "unionhall/*/management/commands/": "said to whoever runs the command, or written into the Chinese diagrams",
    "unionhall/cli.py": "name of the product on the command line",
    "unionhall/accounts/factors.py": "name of the product in the authenticator, kept on the phone",
    "unionhall/accounts/queries/users.py": "names of system users, beside names of people",
    "unionhall/accounts/restructure.py": "reason stored with a role in the log",
    "unionhall/audit/actions.py": "name of a system user",
    "unionhall/audit/heads.py": "mailed and stored in the language of the log",
    "unionhall/audit/verify.py": "findings stored in the language of the log",
    "unionhall/bargaining/papers.py": "letters of the numbers of papers",
    "unionhall/safety/papers.py": "the same",
    "unionhall/supervision/papers.py": "the same",
    "unionhall/supervision/articles.py": "how laws are cited by those who type",
    "unionhall/supervision/posts.py": "how posts are written by those who sign",
    "unionhall/bargaining/typed.py": "commas and bars people type",
    "unionhall/documents/keys.py": "dashes people type into codes",
    "unionhall/documents/looks.py": "the colon after whom a letter speaks to",
    "unionhall/documents/typesetting/measure.py": "marks that may not begin or end a line",
    "unionhall/documents/numbering.py": "letters of the provinces and the shape of 文号, as ruled",
    "unionhall/documents/papers.py": "how headings of a letter begin; letters of its number",
    "unionhall/documents/typesetting/fonts.py": "names of fonts",
    "unionhall/documents/typesetting/word.py": "names of fonts, and marks set in documents",
    "unionhall/indicators/board.py": "taken off the names of federations",
    "unionhall/kit/identity.py": "brackets people type into numbers",
    "unionhall/kit/mask.py": "double surnames and the endings of addresses",
    "unionhall/kit/money.py": "full-width digits and signs people type",
    "unionhall/orgs/actions/restructure.py": "reason stored with a union that is dissolved",
    "unionhall/orgs/divisions.py": "sources of the list of divisions",
    "unionhall/orgs/queries/places.py": "taken off the names of places",
    "unionhall/orgs/system.py": "name of a system user",
    "unionhall/orgs/tasks.py": "names of system users",
    "unionhall/rights/calculators/laws.py": "names of laws, as published",
    "unionhall/rules/shipped.py": "the mark of a number written from memory, as the files say it",
    "unionhall/rights/forms/mediation.py": "commas people type between names",
    "unionhall/rights/papers.py": "letters of the numbers of papers",
    "unionhall/people/queries/unions.py": "endings of place names",
    "unionhall/people/roster/checking.py": "words found in rosters",
    "unionhall/people/roster/columns.py": "headings found in rosters",
}


@cache
def all_said() -> dict[Text, list[tuple[Path, str]]]:
    """Each text with the files that say it and the plural they give, if any."""
    found: dict[Text, list[tuple[Path, str]]] = {}
    for path in SOURCES:
        for text, plural in said.texts_of(path).items():
            found.setdefault(text, []).append((path, plural))
    return found


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_data(path: Path) -> bool:
    return any(path.match(f"{place}*") or name_of(path).startswith(place) for place in DATA)


def test_every_text_has_its_english() -> None:
    missing = {
        name_of(said_in[0][0]): text.singular
        for text, said_in in all_said().items()
        if not is_complete(ENTRIES.get(text))
    }
    assert missing == {}, "run `make messages` and translate these in django.po"


def is_complete(entry: Entry | None) -> bool:
    return bool(entry and not entry.fuzzy and all(entry.translations))


def test_no_text_is_kept_that_nobody_says() -> None:
    assert ENTRIES.keys() - all_said().keys() == set()


def test_plurals_have_two_forms() -> None:
    plurals = {text: plural for text, places in all_said().items() for _path, plural in places if plural}
    assert plurals
    for text, plural in plurals.items():
        assert (ENTRIES[text].plural, len(ENTRIES[text].translations)) == (plural, 2)


def test_gettext_goes_by_its_own_name() -> None:
    """Under another name xgettext does not find what it is given."""
    renamed = re.compile(r"import \w*gettext\w* as (?!_\b)")
    assert [name_of(path) for path in said.python_files() if renamed.search(path.read_text())] == []


def test_gettext_finds_the_same_texts(tmp_path: Path) -> None:
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed")
    for number, path in enumerate(SOURCES):
        source = path.read_text()
        (tmp_path / f"{number}.py").write_text(source if path.suffix == ".py" else templatize(source))
    keywords = "gettext_noop gettext_lazy ngettext_lazy:1,2 pgettext:1c,2 pgettext_lazy:1c,2 npgettext:1c,2,3".split()
    subprocess.run(
        ["xgettext", "--language=Python", "--from-code=UTF-8", "--no-wrap", "-o", "all.po"]
        + [f"--keyword={word}" for word in keywords]
        + [f"{number}.py" for number in range(len(SOURCES))],
        cwd=tmp_path,
        check=True,
    )
    assert {entry.text for entry in said.read_po(tmp_path / "all.po")} == set(ENTRIES)


def test_translations_keep_the_placeholders() -> None:
    def holes(words: str) -> list[tuple[str, ...]]:
        return sorted(PLACEHOLDER.findall(words))

    assert pairs_where(lambda text, english: holes(text) != holes(english)) == {}


def test_translations_hold_no_chinese() -> None:
    assert pairs_where(lambda text, english: bool(CHINESE.search(english))) == {}


def test_translations_have_no_stray_blanks() -> None:
    assert pairs_where(lambda text, english: english != english.strip(" ") and text not in {"、", "；", "，"}) == {}


def pairs_where(wrong: Callable[[str, str], bool]) -> dict[str, str]:
    pairs = [(text.singular, english) for text, entry in ENTRIES.items() for english in entry.translations]
    return {text: english for text, english in pairs if english and wrong(text, english)}


def test_compiled_file_is_current() -> None:
    wrong = {}
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for text, entry in ENTRIES.items():
        key = f"{text.context}\x04{text.singular}" if text.context else text.singular
        found = [compiled.ngettext(key, entry.plural, n) for n in (1, 2)] if entry.plural else [compiled.gettext(key)]
        if found != entry.translations:
            wrong[text.singular] = found
    assert wrong == {}, "run `make messages`"


def test_no_chinese_in_code_escapes_translation() -> None:
    found = {name_of(path): said.forgotten_in_python(path) for path in said.python_files() if not is_data(path)}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_no_chinese_in_templates_escapes_translation() -> None:
    found = {name_of(path): said.forgotten_in_template(path) for path in said.templates()}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize("place", DATA)
def test_exceptions_are_still_needed(place: str) -> None:
    excepted = [p for p in said.python_files() if p.match(f"{place}*") or name_of(p).startswith(place)]
    assert any(said.forgotten_in_python(path) for path in excepted)


def test_django_speaks_both_languages() -> None:
    with override("zh-hans"):
        assert gettext("This field is required.") == "这个字段是必填项。"
        assert gettext("职工之家") == "职工之家"
    with override("en"):
        assert gettext("This field is required.") == "This field is required."
        assert gettext("职工之家") == "Unionhall"


def test_it_would_notice(tmp_path: Path) -> None:
    """The readers themselves: what they must find and what they must leave alone."""
    code = tmp_path / "code.py"
    code.write_text('"""说明"""\n_("好")\n_(f"第{x}页")\nngettext("一", "多", n)\nsay("漏了")\n')
    assert said.texts_of(code) == {Text("", "好"): "", Text("", "一"): "多"}
    assert said.forgotten_in_python(code) == ["3: 第", "3: 页", "5: 漏了"]
    page = tmp_path / "page.html"
    page.write_text(
        "{# 旁注 #}{% comment %}旁注{% endcomment %}{% translate '好' %}<c-card title=\"{% translate '“引”' %}\">"
        '{{ a|default:_("无") }}{% blocktranslate count n=n %}一{% plural %}{{ n }} 多{% endblocktranslate %}\n漏了'
    )
    expected = {Text("", "好"): "", Text("", "“引”"): "", Text("", "无"): "", Text("", "一"): "%(n)s 多"}
    assert said.texts_of(page) == expected
    assert said.forgotten_in_template(page) == ["2: 漏了"]
