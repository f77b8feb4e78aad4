"""Bad input for every form of the rooms: said beside the field, what was typed still stands, nothing breaks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from tests.cast import build_house
from tests.house_rules.test_forms import _forms_of
from tests.house_rules.test_routes import ALL as ROUTES
from tests.pages.samples import NOT_LOOKED_AT, address
from tests.scope.world import Side, build
from unionhall.bargaining.forms import congress
from unionhall.cases import forms as cases
from unionhall.cases.asked import asked_by
from unionhall.cases.catalogue import services
from unionhall.cases.desk.acting import ACTS
from unionhall.funds import forms as funds
from unionhall.matters import queries as matters
from unionhall.people import queries as people
from unionhall.rights.forms import reports
from unionhall.safety.forms import accidents, hazards, summer
from unionhall.supervision.forms import letters, supervisors

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROOMS = ("rights", "supervision", "bargaining", "safety", "cases", "documents", "funds", "channels")
WHO = ("", "worker", "chair", "caseworker", "organiser", "reviewer", "province_leader", "operator")
PASSES = ("empty", "wrong", "odd")
TOO_LARGE = ("odd",)  # what a column cannot hold breaks on PostgreSQL only; all else is said by the same Python
NUMBERS = (forms.IntegerField, forms.FloatField)  # a DecimalField is the former
DATES = (forms.DateField, forms.DateTimeField)
CHOICES = (forms.ChoiceField, forms.ModelChoiceField)
MANY = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
NO_FIRM = "91330110TT0000000X"  # its last character is wrong, and nobody bears it

# on pages that show them late, or on GET; made by themselves
LATE: dict[str, list[Any]] = {
    "rights": [reports.GroupPower, reports.ReportDropped],
    "supervision": [letters.CorrectionForm, supervisors.ExpertRenewForm],
    "bargaining": [congress.OwnRating],
    "safety": [
        accidents.CondolenceForm,
        accidents.HardshipForm,
        accidents.HarmForm,
        summer.HeatSums,
        hazards.PosterForm,
    ],
    "cases": [cases.Decision, cases.RatingForm, partial(cases.Opening, fields=[("facts", "事情经过")])],
    "funds": [funds.Voucher],
}
ASKS_NOTHING = {"Nothing", "CodeForm"}  # a button alone; a code in an address, which is genuine or not
# what a field may well be given; why
RIGHT = {
    ("wrong", "DatumForm", "value"): "profits and growth may be below nothing",
}


@pytest.fixture(scope="module")
def world(keeping: Any) -> Iterator[tuple[Any, Side]]:
    def made(_clock: Any) -> tuple[Any, Side]:
        house = build_house()
        return house, build(house)[0]

    with keeping(made) as both:
        yield both


def passes() -> tuple[str, ...]:
    return PASSES if connection.vendor == "sqlite" else TOO_LARGE


def bad(name: str, one: forms.Field, kind: str) -> Any:
    """What this pass types into the field; None where it has nothing bad for it."""
    wrong = kind == "wrong"
    if isinstance(one, forms.FileField):
        return SimpleUploadedFile("欠条.exe", b"MZ\x90 no paper") if wrong else None
    if isinstance(one, NUMBERS):
        return "-1" if wrong else "9" * 40
    if isinstance(one, DATES):
        day = "9999-12-31" if wrong else "0001-01-01"
        return f"{day}T08:00" if isinstance(one, forms.DateTimeField) else day
    if isinstance(one, MANY):
        return ["nonsense"]
    if isinstance(one, CHOICES):
        return "nonsense"
    if isinstance(one, forms.BooleanField) or not isinstance(one, forms.CharField):
        return None
    if wrong:
        return "长" * ((one.max_length or 50_000) + 1)
    return NO_FIRM if asks_for_a_firm(one) else None


def asks_for_a_firm(one: forms.Field) -> bool:
    """Fields that take nothing but an employer of the register."""
    kind = f"{type(one).__module__.split('.')[1]}.{type(one).__name__}"
    strict = kind == "safety.EmployerField" and not one.loose  # type: ignore[attr-defined]
    return strict or kind in {"supervision.EmployerField", "bargaining.EmployerCode"}


def typed_into(form: Any, kind: str) -> dict[str, Any]:
    """Field -> what is typed: of an empty form None for all that must be filled."""
    shown = {n: f for n, f in form.fields.items() if not f.disabled and not isinstance(f.widget, forms.HiddenInput)}
    if kind == "empty":
        return dict.fromkeys(name for name, one in shown.items() if one.required)
    given = {name: bad(name, one, kind) for name, one in shown.items()}
    words = type(form).__name__
    return {n: v for n, v in given.items() if v is not None and (kind, words, n) not in RIGHT}


def forms_in(value: Any, depth: int = 0) -> Iterator[forms.BaseForm]:
    if isinstance(value, forms.BaseForm):
        yield value
    elif isinstance(value, dict) and depth < 4:
        for one in value.values():
            yield from forms_in(one, depth + 1)
    elif isinstance(value, list | tuple) and depth < 4:
        for one in value:
            yield from forms_in(one, depth + 1)


def shown_by(answer: Any) -> list[forms.BaseForm]:
    contexts = answer.context or []
    found = {id(one): one for part in contexts for layer in part.dicts for one in forms_in(layer)}
    return list(found.values())


@dataclass
class Drawn:
    """One <form method="post"> of a page: what it hides, what it asks, how each field stands there."""

    hidden: dict[str, str] = field(default_factory=dict)
    fields: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def stands(self, name: str, typed: Any) -> str:
        """What is amiss with the field after it was refused; nothing if it is marked and keeps what was typed."""
        inputs = self.fields.get(name, [])
        if not any(one.get("aria-invalid") == "true" for one in inputs):
            return "not marked"
        kept = isinstance(typed, str) and inputs[0].get("type") not in ("radio", "checkbox", "file", "select")
        if kept and not any(one.get("value", "").strip() == typed for one in inputs):
            return "typed and lost"
        return ""


class Page(HTMLParser):
    """The post forms of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Drawn] = []
        self._at: Drawn | None = None
        self._text: dict[str, Any] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._at = Drawn() if told.get("method", "").lower() == "post" else None
            self.found += [self._at] if self._at else []
        elif self._at is not None and "name" in told:
            self._keep(self._at, tag, told)

    def _keep(self, at: Drawn, tag: str, told: dict[str, Any]) -> None:
        if told.get("type") == "hidden":
            at.hidden[told["name"]] = told.get("value", "")
        elif tag in ("input", "select", "textarea"):
            told |= {"type": "select"} if tag == "select" else {}
            at.fields.setdefault(told["name"], []).append(told)
            if tag == "textarea":
                self._text = told
                told["value"] = ""

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text["value"] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None
        if tag == "form":
            self._at = None


def asked_on(answer: Any) -> list[tuple[Drawn, forms.BaseForm]]:
    """Each post form that is drawn, with the form of the house, or the several, whose fields it draws."""
    ours = [one for one in shown_by(answer) if one.fields]
    pairs = []
    for drawn in Page(answer.content.decode()).found:
        fit = [(drawn, one) for one in ours if names_of(one) <= {*drawn.fields, *drawn.hidden}]
        pairs += [pair for pair in fit if names_of(pair[1]) >= set(drawn.fields)] or fit
    return pairs


def names_of(form: forms.BaseForm) -> set[str]:
    return {form.add_prefix(name) for name in form.fields}


def opened(room: str, house: Any, side: Side) -> Iterator[tuple[str, str, Client, Any]]:
    """Every page of the room that takes a POST and asks something, as the first who gets to see it."""
    clients = {who: Client() for who in WHO}
    for who in filter(None, WHO):
        clients[who].force_login(house.cast[who])
    for name in sorted(ROUTES):
        if not name.startswith(f"{room}:") or "POST" not in getattr(ROUTES[name].callback, "methods", ()):
            continue
        if name in NOT_LOOKED_AT:
            continue
        paths = [reverse(name, args=[side.case.number, act]) for act in ACTS] if name == "cases:act" else None
        for path in paths or [address(name, house, side)]:
            answers = ((client, client.get(path)) for client in clients.values())
            found = next(((c, one) for c, one in answers if one.status_code == 200 and asked_on(one)), None)
            if found is not None:
                yield name, path, *found


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(room: str, world: Any) -> None:
    house, side = world
    reached: set[type] = set()
    found = [*by_pages(room, house, side, reached), *by_themselves(room, house, side, reached)]
    assert not found, "\n".join(found)
    left = {one for one in _forms_of() if one.__module__.startswith(f"unionhall.{room}.")} - reached
    assert not {one.__qualname__ for one in left if is_sent(one)}


def is_sent(form: type) -> bool:
    """Neither a filter of a list, which narrows nothing by what it does not know, nor what others are made from."""
    return not (
        form.__name__.endswith(("Filter", "FilterForm")) or form.__subclasses__() or form.__name__ in ASKS_NOTHING
    )


def by_pages(room: str, house: Any, side: Side, reached: set[type]) -> Iterator[str]:
    for name, path, client, page in opened(room, house, side):
        for drawn, form in asked_on(page):
            reached |= {type(form)}
            for kind in passes():
                if typed := typed_into(form, kind):
                    sent = {form.add_prefix(n): v for n, v in typed.items() if v is not None}
                    answer = client.post(path, {**drawn.hidden, "csrfmiddlewaretoken": "x", **sent})
                    for words in amiss(answer, drawn, form, typed):
                        yield f"{name} {type(form).__name__} {kind}: {words}"


def amiss(answer: Any, drawn: Drawn, form: Any, typed: dict[str, Any]) -> list[str]:
    """What is wrong with the page that came back."""
    if answer.status_code not in (200, 422):
        return [f"{answer.status_code} {answer.headers.get('Location', '')}"]
    for again, other in asked_on(answer):
        if type(other) is type(form) and again.hidden.get("act") == drawn.hidden.get("act"):
            told = {n: again.stands(form.add_prefix(n), v) for n, v in typed.items()}
            told |= {n: "said nowhere" for n in typed if not is_said(answer, other.errors.get(n, []))}
            return [f"{n} {words} ({typed[n]!r:.40})" for n, words in told.items() if words]
    return ["the form is gone"]


def is_said(answer: Any, complaints: Any) -> bool:
    """In the summary at the top and beside the field."""
    html = answer.content.decode()
    return bool(complaints) and all(html.count(escape(str(words))) >= 2 for words in complaints)


def by_themselves(room: str, house: Any, side: Side, reached: set[type]) -> Iterator[str]:
    """Small forms of moves, questions of services, and those of pages that show them late: without their pages."""
    for make, where in made(room, house, side):
        fresh = make(None, None)
        reached |= {type(fresh)}
        for kind in passes():
            typed = typed_into(fresh, kind)
            files = {n: v for n, v in typed.items() if isinstance(v, SimpleUploadedFile)}
            sent = {n: v for n, v in typed.items() if v is not None and n not in files}
            form = make({"csrfmiddlewaretoken": "x", **sent}, files)
            yield from (f"{where} {kind}: {n} taken ({v!r:.40})" for n, v in typed.items() if n not in form.errors)


def made(room: str, house: Any, side: Side) -> Iterator[tuple[Any, str]]:
    """(how to make the form of data and files, where it stands)."""
    person = people.person(house.worker.pk)
    for service in services:
        if service.code.startswith(f"{room}."):
            yield (lambda data, files, of=service: of.form(data, files, person=person)), service.code
            for move in service.moves:
                if move.asks is not None:
                    yield partial(asked_by, move, side.case), f"{service.code} {move.name}"
    for model in matters.kinds():
        if model.lifecycle.code.startswith(f"{room}."):
            row = model.objects.filter(desk_id=side.county.pk).first()  # type: ignore[attr-defined]
            for move in model.lifecycle.moves:
                if move.asks is not None:
                    about = {"case": row} if getattr(move.asks, "takes_case", False) else {}
                    yield partial(move.asks, **about), f"{model.lifecycle.code} {move.name}"
    yield from ((kind, str(kind)) for kind in LATE.get(room, ()))
