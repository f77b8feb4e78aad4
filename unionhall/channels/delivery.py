"""One notice through one channel: the carrier speaks to the world outside, so no transaction is open meanwhile."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from . import queries
from .carriers import Carrier, NotSent, Refused
from .choices import DeliveryState
from .models import Address, Delivery, Notice

AT_IT = timedelta(minutes=5)  # longer than any carrier takes: until then nobody else tries the same


def deliver(delivery: Delivery) -> None:
    """Send one notice through one channel, outside any transaction, and write down how it went."""
    carrier = queries.carriers().get(delivery.channel)
    if not _claimed(delivery):
        return None
    notice = Notice.objects.of(delivery.person_id).filter(pk=delivery.notice_id).first()
    address = _address(delivery)
    if carrier is None or notice is None or address is None:
        return _mark(delivery, state=DeliveryState.FAILED, error="no longer wanted")
    if delivery.tries > carrier.tries:
        return _mark(delivery, state=DeliveryState.FAILED, error="broken off too often")
    return _send(delivery, carrier, notice, queries.plain_address(address))


def _claimed(delivery: Delivery) -> bool:
    """Whether this process has it: the try counts from now on, so that one that kills its worker is not tried forever.

    Of the job after the commit and the sweep, which may come to the same row, one sends.
    """
    rows = Delivery.objects.of(delivery.person_id).filter(pk=delivery.pk, state=DeliveryState.WAITING)
    delivery.tries += 1
    now = timezone.now()
    return bool(
        rows.filter(next_try_at__lte=now, tries=delivery.tries - 1).update(
            tries=delivery.tries, next_try_at=now + AT_IT
        )
    )


def _address(delivery: Delivery) -> Address | None:
    """Where the person has said, and shown, that they read it: not the one given since and not yet confirmed."""
    rows = Address.objects.of(delivery.person_id).filter(channel=delivery.channel, stopped_at=None)
    return rows.filter(confirmed_at__isnull=False).first()


def _send(delivery: Delivery, carrier: Carrier, notice: Notice, address: str) -> None:
    try:
        carrier.send(notice, address)
    except Refused as error:
        return _mark(delivery, state=DeliveryState.FAILED, error=str(error))
    except NotSent as error:
        state = DeliveryState.FAILED if delivery.tries >= carrier.tries else DeliveryState.WAITING
        later = timezone.now() + timedelta(seconds=carrier.wait(delivery.tries))
        return _mark(delivery, state=state, error=str(error), next_try_at=later)
    return _mark(delivery, state=DeliveryState.SENT, sent_at=timezone.now(), error="")


def _mark(delivery: Delivery, *, error: str, **values: Any) -> None:
    rows = Delivery.objects.of(delivery.person_id).filter(pk=delivery.pk)
    rows.update(error=error[:200], **values)
