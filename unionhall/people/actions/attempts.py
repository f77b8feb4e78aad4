"""Counting tries, so that nobody can ask the register about a thousand numbers."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from unionhall.audit.actions import HOUSE_DESK
from unionhall.kit.models import NumberSeries
from unionhall.kit.numbers import next_number

from ..refusals import TooManyTries


@transaction.atomic
def count_try(*, kind: str, key: str, most: int, by: Any) -> int:
    """The how-manieth try today with this key (an address, a number); TooManyTries above `most`.

    Call it outside the transaction that may be refused, or the refusal takes the count back.
    """
    mark = salted_hmac(f"people.tries.{kind}", key).hexdigest()[:16]
    nth = next_number(desk_id=HOUSE_DESK, series=f"try-{kind}:{timezone.localdate():%y%m%d}:{mark}")
    if nth > most:
        raise TooManyTries
    return nth


@transaction.atomic
def forget_tries(*, by: Any) -> int:
    """Delete the day counters of days gone by; the audit lines keep what was counted. Returns how many."""
    today = f"{timezone.localdate():%y%m%d}"
    old = NumberSeries.objects.filter(desk_id=HOUSE_DESK, series__startswith="try-").exclude(
        series__contains=f":{today}:"
    )
    return old.delete()[0]
