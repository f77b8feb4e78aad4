"""A calculation as lines of text, as it stands on a case's timeline."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from unionhall.kit import text

from .answer import Answer, Calculator
from .asks import Ask, Kind


def told(calculator: Calculator, given: Mapping[str, Any], found: Answer) -> str:
    """What was asked, what came out and how, by which law."""
    return "\n".join(_lines(calculator, given, found))


def asked_and_given(calculator: Calculator, given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(question, answer) of what was filled in."""
    pairs = [(ask, given.get(ask.name)) for ask in calculator.asks if ask.kind != Kind.PLACE]
    return [(str(ask.label), _said(ask, value)) for ask, value in pairs if value not in (None, "", False)]


def _lines(calculator: Calculator, given: Mapping[str, Any], found: Answer) -> Iterator[str]:
    yield _("计算器：%(title)s") % {"title": calculator.title}
    yield from (_("%(label)s：%(value)s") % {"label": label, "value": value} for label, value in _results(found))
    yield _("— 按这些情况 —")
    for label, value in asked_and_given(calculator, given):
        yield _("%(label)s：%(value)s") % {"label": label, "value": value}
    yield _("— 怎么算的 —")
    yield from (" ".join(part for part in (step.text, step.sum) if part) for step in found.steps)
    yield from found.flags
    yield _("依据：%(law)s") % {"law": _("；").join(calculator.law)}
    yield _("仅供参考，不作为裁决依据。")


def _results(found: Answer) -> list[tuple[str, str]]:
    return [(value.label, value.shown) for value in found.values]


def _said(ask: Ask, value: Any) -> str:
    if ask.kind == Kind.ONE_OF:
        return str(dict(ask.choices)[value])
    if ask.kind == Kind.YES:
        return _("是")
    if isinstance(value, date):
        return text.full_day(value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
