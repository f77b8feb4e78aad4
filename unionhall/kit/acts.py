"""What audit lines are called. Rooms declare the words of their own acts in `acts.py`; nobody keeps them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from .discover import declared

Words = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Acts:
    """Words by the code of an act (`room.thing.done`), and by the model a line is about (`people.Person`).

    A room whose codes are made from something declared elsewhere gives functions instead.
    """

    said: Words | Callable[[], Words] = field(default_factory=dict)
    things: Words | Callable[[], Words] = field(default_factory=dict)


def said(code: str) -> str:
    """The words of an act; one that nobody declared is called by its code."""
    return str(_said().get(code, code))


def thing(label: str) -> str:
    """What a model is called that lines are about; one that nobody declared is called by its name."""
    return str(_things().get(label, label))


def codes_called(words: str) -> list[str]:
    """Codes whose words, in the reader's language, have these in them."""
    wanted = words.casefold()
    return [code for code, called in _said().items() if wanted in str(called).casefold()]


def known() -> dict[str, Any]:
    """Every declared act with its words."""
    return dict(_said())


@cache
def _said() -> dict[str, Any]:
    return {code: words for one in declared("acts", Acts) for code, words in _given(one.said).items()}


@cache
def _things() -> dict[str, Any]:
    return {label: words for one in declared("acts", Acts) for label, words in _given(one.things).items()}


def _given(words: Words | Callable[[], Words]) -> Words:
    return words() if callable(words) else words


EXPORT = Acts({"kit.export.made": _("导出名单或表格")})
