"""What this room gives over when two records turn out to be one person: notices, and where the person is told."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.merging import Merging, rehome

from .models import Address, Delivery, Notice


def _count(source: int) -> int:
    return Notice.objects.of(source).count()


def _move(*, source: int, target: int, by: Any) -> dict[str, list[int]]:
    """What both were told stays with the old record, once is enough; so does a second address of one channel."""
    known = Notice.objects.of(target).exclude(key="").values_list("key", flat=True)
    told = Notice.objects.of(source).exclude(key__in=list(known)).values_list("pk", flat=True)
    notices = rehome(Notice, source=source, target=target, pks=list(told))
    letters = Delivery.objects.of(source).filter(notice_id__in=notices).values_list("pk", flat=True)
    given = Address.objects.of(target).values_list("channel", flat=True)
    addresses = Address.objects.of(source).exclude(channel__in=list(given)).values_list("pk", flat=True)
    return {
        "notices": notices,
        "deliveries": rehome(Delivery, source=source, target=target, pks=list(letters)),
        "addresses": rehome(Address, source=source, target=target, pks=list(addresses)),
    }


def _undo(*, source: int, target: int, moved: dict[str, list[int]], by: Any) -> None:
    for model, name in ((Notice, "notices"), (Delivery, "deliveries"), (Address, "addresses")):
        rehome(model, source=target, target=source, pks=moved[name])


NOTICES = Merging("channels.notices", _("消息和通知方式"), _count, _move, _undo, order=70)
