"""Answers under the labels of the form they were given in, for pages and for the case file."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from unionhall.kit import text
from unionhall.kit.forms import AmountField
from unionhall.kit.money import typed_money, yuan
from unionhall.orgs import queries as orgs

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # of an answer that came along from another service's form


def named(case: Any, answers: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of name, label and value ready to print, as the form asks them; what was left empty is left out."""
    form = case.service.form
    fields, also = getattr(form, "base_fields", {}), getattr(form, "also", {})
    places, rows = _order(form), []
    for name, value in sorted(answers.items(), key=lambda one: places.get(one[0], len(places))):
        one = fields.get(name)
        label = getattr(one, "label", None) or also.get(name)
        if value in (None, "", False, []) or label is None:  # no label: for the house, not for people
            continue
        rows.append({"name": name, "label": label, "value": _said(one, name, value, case)})
    return rows


def _order(form: Any) -> dict[str, int]:
    """Each answer's place in the form; words for a row of the register stand where the row would (JSON keeps none)."""
    asked = [name for _title, names in getattr(form, "pages", ()) for name in names]
    places = {name: at for at, name in enumerate(dict.fromkeys([*asked, *getattr(form, "base_fields", {})]))}
    return places | {words: places[name] for name, words in getattr(form, "in_words", {}).items() if name in places}


def _said(one: Any, name: str, value: Any, case: Any) -> str:
    if name == "employer" and case.employer_id == value:
        return str(case.employer)
    if name in getattr(case.service.form, "in_words", {}) and isinstance(value, int):  # a row of the register, by key
        return str(orgs.employer(value) or value)
    if value is True:
        return _("是")
    options = dict(flat(getattr(one, "choices", ()) or ()))
    if isinstance(value, list):
        return _("、").join(str(options.get(str(item), item)) for item in value)
    if str(value) in options:
        return str(options[str(value)])
    if isinstance(one, AmountField):
        return yuan(typed_money(value))
    if isinstance(one, forms.DateField) or (one is None and ISO_DAY.fullmatch(str(value))):
        value = _day(str(value)) or value
    return in_words(name, value)


def _day(value: str) -> date | None:
    """None for what only looks like a day: an employer may have been called 2026-02-30."""
    try:
        return parse_date(value)
    except ValueError:
        return None


def in_words(name: str, value: Any) -> str:
    """A place by its name, a day as people write it, anything else as it is."""
    if name == "place" and str(value).isdigit():
        return orgs.place_name(str(value)) or str(value)
    return text.full_day(value) if isinstance(value, date) else str(value)


def flat(choices: Any) -> list[tuple[str, Any]]:
    """Choices without their groups."""
    found: list[tuple[str, Any]] = []
    for key, label in choices:
        found += flat(label) if isinstance(label, list | tuple) else [(str(key), label)]
    return found
