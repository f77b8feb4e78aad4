"""Notices a person may read, and the state of deliveries for those who run the house."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from unionhall.kit.fields import unseal
from unionhall.kit.prepared import Prepared, Slot

from .carriers import Carrier
from .choices import DeliveryState
from .models import Address, Delivery, Notice

ADDRESS_LABEL = "channels.Address.sealed"
NEWS_MOST = 100
FAILED_FOR = timedelta(days=7)  # so long the administrator is shown a letter that never went out


@cache
def carriers() -> dict[str, Carrier]:
    """The channels outside the house that are switched on, by code."""
    return {one.code: one for one in (import_string(path)() for path in settings.CHANNELS) if one.is_ready()}


def notices_of(user: Any) -> QuerySet[Notice]:
    """Everything told to this person."""
    return Notice.objects.of(user)


def unread_count(user: Any) -> int:
    """How many notices this person has not opened; counted to 100, which a page shows as 99+."""
    return len(Notice.objects.of(user).filter(read_at=None).values_list("pk")[:NEWS_MOST])


def news_of(user: Any) -> list[tuple[str, datetime]]:
    """Title and time of the unread notices, newest first, a hundred at most."""
    return _news.rows(person=user.pk)


_news = Prepared(
    lambda: (
        Notice.objects.filter(person_id=Slot("person"), read_at=None)
        .order_by("-at", "-pk")
        .values_list("title", "at")[:NEWS_MOST]
    )
)


def addresses_of(user: Any) -> dict[str, Address]:
    """The person's addresses by channel, stopped ones too."""
    return {row.channel: row for row in Address.objects.of(user)}


def plain_address(row: Address) -> str:
    """The address itself: for sending, and for the person whose it is."""
    return unseal(ADDRESS_LABEL, row.pk, row.sealed)


def due_deliveries(now: datetime, most: int = 500) -> QuerySet[Delivery]:
    """Deliveries whose time has come, oldest first: a job's question over all people."""
    due = Delivery.objects.filter(state=DeliveryState.WAITING, next_try_at__lte=now)
    return due.order_by("next_try_at")[:most]


def delivery_counts() -> dict[tuple[str, str], int]:
    """How many wait, and how many failed in the last days, by (channel, state): no words, no names.

    Those that were sent are most of the table and nobody's worry.
    """
    waiting = Q(state=DeliveryState.WAITING)
    failed = Q(state=DeliveryState.FAILED, next_try_at__gte=timezone.now() - FAILED_FOR)
    rows = Delivery.objects.filter(waiting | failed).order_by().values_list("channel", "state").annotate(n=Count("pk"))
    return {(channel, state): n for channel, state, n in rows}
