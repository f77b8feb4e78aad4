from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms

from unionhall.kit import text
from unionhall.kit.forms import AmountField
from unionhall.kit.money import BadAmount, MoneyField, money, typed_money, yuan


@pytest.mark.parametrize(
    ("given", "kept"), [("0.005", "0.01"), ("2.675", "2.68"), ("-0.005", "-0.01"), (3, "3.00"), ("0.0049", "0.00")]
)
def test_half_a_cent_goes_up(given, kept):
    assert money(given) == Decimal(kept)


def test_floats_are_no_money():
    with pytest.raises(TypeError):
        money(0.1)


@pytest.mark.parametrize(
    "typed",
    [
        "1,234.50",
        "￥1234.5",
        "¥1,234.50",
        "1234.5元",
        "１，２３４．５０",
        "0.12345万元",
        " 0.12345 万",
        1234.5,
        Decimal("1234.50"),
    ],
)
def test_amounts_as_people_type_them(typed):
    assert typed_money(typed) == Decimal("1234.50")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "1.234",
        "万",
        "1万万",
        "1.2345678万",
        "三千",
        "NaN",
        "Infinity",
        "1e40",
        "1e999999万",
        "<b>1</b>",
        None,
    ],
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(BadAmount, match=r"1234\.50"):
        typed_money(typed)


def test_money_is_shown_in_yuan():
    assert [yuan(Decimal("1234.5")), yuan(-3), yuan(Decimal("0.005"))] == ["¥1,234.50", "−¥3.00", "¥0.01"]


def test_money_columns_are_all_alike():
    field = MoneyField()
    assert (field.max_digits, field.decimal_places) == (18, 2)
    assert MoneyField(*field.deconstruct()[2], **field.deconstruct()[3]).max_digits == 18


def test_chinese_dates():
    day = date(2026, 3, 5)
    assert (text.full_day(day), text.short_day(day), text.month(day)) == ("2026年3月5日", "3月5日", "2026年3月")
    assert (text.weekday(day), text.day_with_weekday(day)) == ("周四", "3月5日（周四）")
    assert text.moment(datetime(2026, 3, 5, 1, 30, tzinfo=UTC)) == "2026年3月5日 09:30"
    assert text.span(day, day) == "3月5日"
    assert text.span(day, date(2026, 3, 9)) == "3月5日至3月9日"
    assert text.span(date(2025, 12, 30), date(2026, 1, 2)) == "2025年12月30日至2026年1月2日"
    assert text.percent(0.853) == "85.3%"


@pytest.mark.parametrize(
    ("given", "number"),
    [("7", 7), ("0012", 12), ("9223372036854775807", 2**63 - 1), ("9223372036854775808", None)]
    + [(wrong, None) for wrong in ("", "-1", "1.5", "²", "七", "٣", "9" * 5000)],
)
def test_whole_numbers_of_an_address(given, number):
    assert text.whole_number(given) == number


class Claim(forms.Form):
    amount = AmountField(min_value=0)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("１２，３４５．６元", "12345.6"), ("1.2345万", "12345"), ("￥0.50", "0.5"), (" 300 ", "300"), ("2万", "20000")],
)
def test_an_amount_is_read_as_it_is_written(typed, kept):
    form = Claim({"amount": typed})
    assert form.is_valid()
    assert form.cleaned_data["amount"] == Decimal(kept)
    assert "E" not in str(form.cleaned_data["amount"])  # as it is kept with a case and printed


@pytest.mark.parametrize("typed", ["三千", "-1", "1.234", "1.23456789万", "NaN", "1e99", "1e999999万"])
def test_what_is_no_amount_is_said_at_the_field_and_stays_there(typed):
    form = Claim({"amount": typed})
    assert form.errors["amount"]
    assert f'value="{typed}"' in str(form["amount"])
    assert 'inputmode="decimal"' in str(form["amount"])
