"""A prepared question answers as the queryset it was made of, with other values each time."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from unionhall.kit.prepared import Prepared, Slot

NOW = timezone.now().replace(microsecond=0)
pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return [
        Session.objects.create(session_key=f"k{n}", session_data=str(n), expire_date=NOW + timedelta(days=n))
        for n in range(4)
    ]


def test_rows_with_other_values_each_time(kept):
    ask = Prepared(
        lambda: (
            Session.objects.filter(expire_date__gte=Slot("since"))
            .order_by("pk")
            .values_list("session_key", "expire_date")[:2]
        )
    )
    assert ask.rows(since=NOW) == [("k0", NOW), ("k1", NOW + timedelta(days=1))]
    assert ask.rows(since=NOW + timedelta(days=3)) == [("k3", NOW + timedelta(days=3))]
    assert ask.rows(since=NOW + timedelta(days=9)) == []


def test_objects_are_whole(kept):
    ask = Prepared(lambda: Session.objects.filter(session_key=Slot("key"), expire_date__date__lt=Slot("day")))
    assert ask.objects(key="k2", day=date(9000, 1, 1)) == [kept[2]]
    assert ask.objects(key="k2", day=date(9000, 1, 1))[0].expire_date == kept[2].expire_date
    assert ask.objects(key="k2", day=date(1900, 1, 1)) == []
    assert ask.objects(key="x' OR '1'='1", day=date(9000, 1, 1)) == []


def test_a_value_left_out_is_an_error(kept):
    with pytest.raises(KeyError):
        Prepared(lambda: Session.objects.filter(session_key=Slot("key"))).rows()
