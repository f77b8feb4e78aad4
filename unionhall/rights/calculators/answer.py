"""What a calculator is and what it answers: values, the way there, the law, and each number used with its day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, create_model

from unionhall.kit import text
from unionhall.kit.money import yuan
from unionhall.kit.refusal import Refusal
from unionhall.rules import queries as rules

from .arithmetic import cents, plain
from .asks import Ask
from .laws import LAWS

YEARLY = ("rights.average-wage",)
A_YEAR = timedelta(days=366)


class Wrong(Refusal):
    """An answer that does not fit the others; `field` names the question to mend."""

    def __init__(self, field: str, words: object) -> None:
        super().__init__(words)
        self.field = field


class Missing(Wrong):
    """A number that is in no rule and that the caller did not give either."""


@dataclass(frozen=True)
class Value:
    """One result; `shown` is how people write it, `plain` how machines read it."""

    name: str
    label: str
    plain: str
    shown: str
    unit: str


@dataclass(frozen=True)
class Step:
    """A sentence, and the sum it ends in (may be empty)."""

    text: str
    sum: str = ""


@dataclass(frozen=True)
class Parameter:
    """A number taken from the book of rules, or from the caller in its place."""

    code: str
    key: str
    title: str
    value: str
    text: str
    unit: str
    place: str
    source: str
    valid_from: str  # empty when the caller gave it
    overridden: bool = False

    @property
    def since(self) -> str:
        """Its first day as people write it."""
        return text.full_day(date.fromisoformat(self.valid_from))


@dataclass
class Answer:
    """Values in order of importance, the steps in order of thought."""

    values: list[Value] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)

    def amount(self, name: str, label: object, amount: Fraction | Decimal | int) -> None:
        """A sum of money, rounded here and nowhere else."""
        rounded = cents(amount)
        self.values.append(Value(name, str(label), f"{rounded:.2f}", yuan(rounded), "CNY"))

    def number(self, name: str, label: object, amount: Fraction | Decimal | int, unit: object) -> None:
        said = plain(amount)
        self.values.append(Value(name, str(label), said, f"{said} {unit}", str(unit)))

    def on(self, name: str, label: object, day: date) -> None:
        self.values.append(Value(name, str(label), day.isoformat(), text.full_day(day), "date"))

    def words(self, name: str, label: object, code: str, shown: object) -> None:
        """A result that is no number: `code` for machines."""
        self.values.append(Value(name, str(label), code, str(shown), ""))

    def step(self, words: object, sum: str = "") -> None:
        self.steps.append(Step(str(words), sum))

    def flag(self, words: object) -> None:
        self.flags.append(str(words))

    def __getitem__(self, name: str) -> str:
        """The plain value of that name."""
        return {value.name: value.plain for value in self.values}[name]


class Book:
    """The rules of one place and day, noting each that is asked for."""

    def __init__(self, place: str | None = None, on: date | None = None) -> None:
        self.place, self.on = place or "33", on or timezone.localdate()
        self.used: dict[tuple[str, str], Parameter] = {}

    def value(self, code: str, key: str = "") -> Decimal:
        """The number that holds; refused in words when there is none."""
        row = rules.rule(code, place=self.place, on=self.on, key=key)
        self._note(row)
        return row.value

    def exact(self, code: str, key: str = "") -> Fraction:
        return Fraction(self.value(code, key))

    def table(self, code: str) -> dict[str, Decimal]:
        """A whole table; only lines taken by `value` are noted as used."""
        return rules.table(code, place=self.place, on=self.on)

    def step_of(self, code: str, reached: Decimal | int) -> str:
        """The key of the last step of a table (keys are numbers) that `reached` has reached; empty below the first."""
        return max((key for key in self.table(code) if Decimal(key) <= reached), key=Decimal, default="")

    def unless(self, given: Fraction | None, code: str, ask: Ask) -> Fraction:
        """What the caller gave, marked as such, else the rule; Missing asks for the one nobody has entered."""
        if given is None:
            try:
                return self.exact(code)
            except rules.NotSet as none:
                raise Missing(ask.name, _("规则库里没有这个地方、这个时候的数，请您自己填写。")) from none
        self.used[(code, "")] = Parameter(
            code, "", str(ask.label), plain(given), yuan(cents(given)), "yuan", self.place, _("由您填写"), "", True
        )
        return given

    def doubts(self) -> list[str]:
        """What is announced every year and was last entered more than a year before the day of the case."""
        old = [one for one in self.used.values() if one.code in YEARLY and one.valid_from]
        return [
            _("“%(title)s”用的是%(day)s起的数，可能已有新的，请核对。") % {"title": one.title, "day": one.since}
            for one in old
            if self.on - date.fromisoformat(one.valid_from) > A_YEAR
        ]

    def _note(self, row: Any) -> None:
        if (row.code, row.key) not in self.used:
            self.used[(row.code, row.key)] = _said(row)


def _said(row: Any) -> Parameter:
    """The row in the reader's language; kept with the row, which is asked for again and again."""
    kept = row.__dict__.setdefault("_said", {})
    language = get_language()
    if language not in kept:
        kept[language] = Parameter(
            code=row.code,
            key=row.key,
            title=row.note or row.code,
            value=row.number,
            text=row.text,
            unit=row.unit,
            place=row.place,
            source=row.law,
            valid_from=row.valid_from.isoformat(),
        )
    return kept[language]


class Call(BaseModel):
    """The body of a JSON call: nothing but what is asked."""

    model_config = ConfigDict(extra="forbid")


Given = SimpleNamespace


def _exact(given: Any, unless: Any) -> Any:
    """Sums are reckoned with as fractions: nothing is lost before the end. What is left out is as first shown."""
    if given is None or given == "":
        return unless
    return Fraction(given) if isinstance(given, Decimal) else given


@dataclass(frozen=True)
class Calculator:
    """One calculator, whole. `compute(given, book)` gets the answers by name; `dated_by` names the day of the case."""

    code: str
    title: Any
    summary: Any
    asks: tuple[Ask, ...]
    compute: Callable[[Given, Book], Answer]
    parameters: tuple[str, ...]  # codes of the rules it may read
    dated_by: str = ""
    icon: str = "table"

    @property
    def law(self) -> tuple[str, ...]:
        return LAWS[self.code]

    def answer(self, given: Mapping[str, Any]) -> Answer:
        """Work it out; Wrong and other refusals say in words what is missing."""
        answers = Given(**{ask.name: _exact(given.get(ask.name), ask.initial) for ask in self.asks})
        book = Book(getattr(answers, "place", None), getattr(answers, self.dated_by) if self.dated_by else None)
        found = self.compute(answers, book)
        found.parameters = list(book.used.values())
        found.flags += book.doubts()
        return found

    @cached_property
    def form(self) -> type[forms.Form]:
        """The page's form."""
        fields = {ask.name: ask.field() for ask in self.asks}
        return type("CalculatorForm", (forms.Form,), fields | {"label_suffix": ""})

    @cached_property
    def call(self) -> type[Call]:
        """The type of the JSON call."""
        fields: dict[str, Any] = {ask.name: ask.typed() for ask in self.asks}
        name = "".join(word.title() for word in self.code.split("-"))
        return create_model(f"{name}Call", __base__=Call, **fields)

    def schema(self) -> dict[str, Any]:
        """JSON schema of the call, described in the reader's language."""
        found = self.call.model_json_schema()
        for ask in self.asks:
            words = " ".join(str(part) for part in (ask.label, ask.help) if part)
            found["properties"][ask.name]["description"] = words
        return found
