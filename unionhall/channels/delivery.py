"""One notice through one channel: the carrier speaks to the world outside, so no transaction is open meanwhile."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from . import queries
from .carriers import NotSent, Refused
from .choices import DeliveryState
from .models import Address, Delivery, Notice


def deliver(delivery: Delivery) -> None:
    """Send one notice through one channel, outside any transaction, and write down how it went."""
    carrier = queries.carriers().get(delivery.channel)
    notice = Notice.objects.of(delivery.person_id).filter(pk=delivery.notice_id).first()
    address = Address.objects.of(delivery.person_id).filter(channel=delivery.channel, stopped_at=None).first()
    if carrier is None or notice is None or address is None:
        return _mark(delivery, state=DeliveryState.FAILED, error="no longer wanted")
    try:
        carrier.send(notice, queries.plain_address(address))
    except Refused as error:
        return _mark(delivery, state=DeliveryState.FAILED, error=str(error), tries=delivery.tries + 1)
    except NotSent as error:
        tries = delivery.tries + 1
        state = DeliveryState.FAILED if tries >= carrier.tries else DeliveryState.WAITING
        later = timezone.now() + timedelta(seconds=carrier.wait(tries))
        return _mark(delivery, state=state, error=str(error), tries=tries, next_try_at=later)
    return _mark(delivery, state=DeliveryState.SENT, sent_at=timezone.now(), tries=delivery.tries + 1, error="")


def _mark(delivery: Delivery, **values: Any) -> None:
    if "error" in values:
        values["error"] = values["error"][:200]
    Delivery.objects.of(delivery.person_id).filter(pk=delivery.pk).update(**values)
