"""Pages of a list: forward, back, and marks nobody gave."""

import base64
import json
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import DecimalField, ExpressionWrapper, F
from django.test import RequestFactory

from unionhall.kit.models import FigureDelta
from unionhall.kit.paging import paged

pytestmark = pytest.mark.django_db
BY = ("-day", "pk")


@pytest.fixture
def rows():
    FigureDelta.objects.bulk_create(
        FigureDelta(desk_id=1, count="test", unit_id=1, day=date(2026, 1, 1 + n // 2), n=n) for n in range(10)
    )
    return FigureDelta.objects.all()


def asked(rows, query="", by=BY):
    return paged(RequestFactory().get(f"/{query}"), rows, by=by, size=4)


def test_forward_to_the_end_and_back_again(rows):
    first = asked(rows)
    second = asked(rows, first.next)
    third = asked(rows, second.next)
    assert [one.n for page in (first, second, third) for one in page] == [8, 9, 6, 7, 4, 5, 2, 3, 0, 1]
    assert (first.previous, third.next) == ("", "")
    assert [one.n for one in asked(rows, third.previous)] == [4, 5, 2, 3]


@pytest.mark.parametrize(
    "mark",
    [
        "x", "²", "W10", 7, [], [1], [{"d": "soon"}, 1], [{"d": 5}, 1], [{"x": 1}, 1], ["2026-01-01", "one"],
        [None, None], [{"t": "2026-01-01"}, [1]], [{"d": "2026-01-01"}, float("inf")], ["\0", 1], ["\ud800", 1],
        [{"t": "0001-01-01T00:00:00+14:00"}, 1],
    ],
)  # fmt: skip
def test_a_mark_nobody_gave_shows_the_first_page(rows, mark):
    text = mark if isinstance(mark, str) else base64.urlsafe_b64encode(json.dumps(mark).encode()).decode()
    for name in ("after", "before"):
        page = asked(rows, f"?{name}={text}")
        assert [one.n for one in page] == [8, 9, 6, 7]
        assert page.previous == ""


def test_a_mark_nested_too_deep_or_too_large_is_none_either(rows):
    deep = base64.urlsafe_b64encode(b"[" * 100_000).decode()
    assert len(asked(rows, f"?after={deep}")) == 4
    huge = base64.urlsafe_b64encode(json.dumps([{"d": "2026-01-05"}, 10**30]).encode()).decode()
    assert len(asked(rows, f"?after={huge}")) == 4


def test_a_list_in_order_of_a_decimal_number_goes_on_where_it_ended(rows):
    halves = rows.annotate(
        half=ExpressionWrapper(F("n") * Decimal("0.5"), DecimalField(max_digits=8, decimal_places=2))
    )
    first = asked(halves, by=("-half", "pk"))
    second = asked(halves, first.next, by=("-half", "pk"))
    assert [one.n for one in [*first, *second]] == [9, 8, 7, 6, 5, 4, 3, 2]


@pytest.mark.parametrize("number", ["NaN", "1e999", "x", ""])
def test_a_number_no_column_holds_is_no_mark(rows, number):
    text = base64.urlsafe_b64encode(json.dumps([{"n": number}, 1]).encode()).decode()
    assert [one.n for one in asked(rows, f"?after={text}")] == [8, 9, 6, 7]
