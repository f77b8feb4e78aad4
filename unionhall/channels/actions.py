"""Telling people things: the notice is a row of the transaction that caused it; carriers come after the commit."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.kit.alarms import Alarm
from unionhall.kit.fields import seal
from unionhall.kit.ids import new_id
from unionhall.kit.jobs import ask
from unionhall.kit.refusal import Refusal
from unionhall.kit.text import in_house_language

from . import queries
from .models import Address, Delivery, Notice

MOST_BYTES = 200  # sealed it fits its column


class BadAddress(Refusal):
    text = _("这不是有效的邮箱地址，请检查后重新填写，例如 name@example.cn。")


class JustGiven(Refusal):
    text = _("刚刚已经填写过一个邮箱，请刷新页面查看。")


@transaction.atomic
def tell(*, person_id: int, kind: str, title: Any, words: Any, by: Any, link: str = "", key: str = "") -> Notice | None:
    """Tell one person one thing, in the house and through the channels they have chosen; the same key is told once.

    `by` is who caused it; the audit line is that of the act itself. None when it was told before.
    """
    if key and Notice.objects.filter(person_id=person_id, key=key).exists():
        return None
    notice = Notice(person_id=person_id, kind=kind, title=str(title)[:120], words=str(words), link=link, key=key)
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError:  # told a moment ago by another process
        if not key:
            raise
        return None
    _deliver_later(notice)
    return notice


def _deliver_later(notice: Notice) -> None:
    addresses = Address.objects.of(notice.person_id).filter(stopped_at=None, confirmed_at__isnull=False)
    reachable = [row.channel for row in addresses if row.channel in queries.carriers()]
    if not reachable:
        return
    now = timezone.now()
    Delivery.objects.bulk_create(
        Delivery(person_id=notice.person_id, notice_id=notice.pk, channel=channel, next_try_at=now)
        for channel in reachable
    )
    ask("channels.deliver_person", notice.person_id)


@transaction.atomic
def tell_unit(
    *, unit: Any, permission: str, kind: str, title: Any, words: Any, by: Any, link: str = "", key: str = ""
) -> int:
    """Tell everyone who holds the permission exactly at this unit; how many were told."""
    told = 0
    for person_id, _name in accounts.holders(permission, unit):
        told += tell(person_id=person_id, kind=kind, title=title, words=words, by=by, link=link, key=key) is not None
    return told


@in_house_language
@transaction.atomic
def sound(*, alarm: Alarm, row: Any, by: Any) -> int:
    """Note the alarm and tell whom it concerns, or neither; how many were told."""
    told = alarm.note(row, by=by)
    if told is None:
        return 0
    return tell_unit(
        unit=told.unit, permission=told.permission, kind=alarm.code, title=told.title, words=told.words, by=by,
        link=told.link, key=told.key,
    )  # fmt: skip


@transaction.atomic
def read(*, notice_id: int, by: Any) -> Notice | None:
    """Mark one's own notice as read; None if it is not one's own."""
    rows = Notice.objects.of(by).filter(pk=notice_id)
    rows.filter(read_at=None).update(read_at=timezone.now())
    return rows.first()


@transaction.atomic
def read_all(*, by: Any) -> int:
    """Mark all of one's own notices as read; how many there were."""
    return Notice.objects.of(by).filter(read_at=None).update(read_at=timezone.now())


@transaction.atomic
def set_mail_address(*, address: str, by: Any) -> Address:
    """Keep the address, unconfirmed, and send a letter with the link that confirms it."""
    _check_mail(address)
    Address.objects.of(by).filter(channel="mail").delete()
    pk = new_id()
    row = Address(id=pk, person_id=by.pk, channel="mail", sealed=seal(queries.ADDRESS_LABEL, pk, address))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # the same form sent a moment ago
        raise JustGiven from error
    audit.record("channels.address.given", subject=row, by=by)
    return row


def _check_mail(address: str) -> None:
    """No quoted names, which hide line breaks and routes, and nothing longer than its sealed column."""
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadAddress from error
    if '"' in address or "[" in address or len(address.encode()) > MOST_BYTES:
        raise BadAddress


@transaction.atomic
def confirm_address(*, address_id: int, by: Any) -> bool:
    """The person has followed the link sent to the address: from now on they are told there too.

    False when they have given another since, or stopped.
    """
    row = Address.objects.of(by).select_for_update().filter(pk=address_id).first()
    if row is None:
        return False
    if row.confirmed_at is None:
        Address.objects.of(by).filter(pk=address_id).update(confirmed_at=timezone.now())
        audit.record("channels.address.confirmed", by=by, about=by.pk)
    return True


@transaction.atomic
def stop_address(*, channel: str, by: Any) -> None:
    """Stop being told through this channel: as easy as starting (PIPL art. 15)."""
    if Address.objects.of(by).filter(channel=channel).delete()[0]:
        audit.record("channels.address.stopped", by=by, about=by.pk, channel=channel)
