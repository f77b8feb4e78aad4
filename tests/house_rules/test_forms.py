"""Every form of the house says in plain words what is wrong, never in Django's own."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver

STILTED = ("确保", "字段", "必填项", "有效的", "输入", "提交", "可用的")
TYPED = ("", "x", "-1", "-0.123456789", "9" * 40, "2026-13-45", "\0", "a" * 30_000, ["x"])


def _forms_of(kind: Any = forms.BaseForm) -> Iterator[Any]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("unionhall.") and ".tests." not in one.__module__:
            yield one
        yield from _forms_of(one)


def _complaints(field: forms.Field) -> Iterator[str]:
    for typed in TYPED:
        try:
            field.clean(typed)
        except ValidationError as wrong:
            yield from wrong.messages
        except (AttributeError, TypeError):  # a list given to a field of one line: no browser sends it
            continue


def test_every_text_a_form_takes_has_a_longest_length() -> None:
    """Else a page may be sent megabytes to look at, and a column of the database refuses in the midst of a query."""
    get_resolver().url_patterns  # noqa: B018  loads every page and with it every form
    endless = {
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in _forms_of()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
        and not isinstance(field, forms.RegexField)  # as long as its pattern
        and field.max_length is None
    }
    assert not endless, sorted(endless)


def test_a_day_known_before_stands_in_its_field() -> None:
    """A browser shows a day only as 2026-03-05: written otherwise the field is empty, and is sent so."""
    get_resolver().url_patterns  # noqa: B018  loads every page and with it every form
    lost = {
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in _forms_of()
        for name, field in form.base_fields.items()
        if field.widget.attrs.get("type", getattr(field.widget, "input_type", "")) == "date"
        and field.widget.format_value(date(2026, 3, 5)) != "2026-03-05"
    }
    assert not lost, sorted(lost)


KINDS = (forms.IntegerField, forms.FloatField, forms.DateField, forms.TimeField, forms.CharField, forms.BooleanField)


@pytest.mark.django_db  # choices of some are rows
def test_no_form_says_make_sure_that_the_value() -> None:
    get_resolver().url_patterns  # noqa: B018  loads every page and with it every form
    found = set(_forms_of())
    assert len(found) > 100
    said = {
        f"{form.__module__}.{form.__name__}.{name}": words
        for form in found
        for name, field in form.base_fields.items()
        if isinstance(field, KINDS) and not isinstance(field, forms.FileField)
        for words in _complaints(field)
        if any(one in words for one in STILTED)
    }
    assert said == {}


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (forms.IntegerField(min_value=0), "-1", "不能小于0。"),
        (forms.IntegerField(), "12.5", "请填写整数"),
        (forms.DecimalField(max_digits=5, decimal_places=2), "1.234", "小数点后最多2位"),
        (forms.DateField(), "2026-02-30", "请填写日期"),
        (forms.DateField(), "0206-03-05", "年份不对"),
        (forms.DateTimeField(), "9999-12-31T23:59", "年份不对"),
        (forms.DateField(initial=date(2026, 1, 1)), "", "请填写这一项"),
        (forms.ChoiceField(choices=[("a", "甲")]), "b", "请从列出的选项中选择"),
        (forms.FileField(), None, "请选择文件"),
    ],
)
def test_a_field_without_words_of_its_own_speaks_the_house_s(field: forms.Field, typed: Any, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        field.clean(typed)
