"""Delivering: the receipt of who took it, when and where; or a link the employer opens once."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.ids import new_id
from unionhall.kit.text import in_house_language
from unionhall.rules import queries as rules

from .. import keeping, keys, queries
from ..choices import STANDING, DeliveryWay, DocumentState
from ..models import Delivery, Document, EmployerLink, Pointer
from ..permissions import Documents
from ..refusals import NotNow, NotValid
from .standing import change, event, locked, now, require


@in_house_language
@transaction.atomic
def serve(
    *,
    document: Document,
    way: str,
    on: date,
    place: str,
    receiver: str,
    by: Any,
    proof: Any = None,
    refused: bool = False,
    witness: str = "",
) -> Delivery:
    """Write down one delivery; a refused one needs a witness, some kinds proof. The first makes it served."""
    row = locked(document, *STANDING)
    require(by, row, row.needs, Documents.WORK)
    _check(row, way, on, place, receiver, refused, witness)
    if not proof and queries.asks_proof(row, way, refused=refused):
        raise NotValid("proof", _("请上传送达回证、邮寄单或现场照片。"))
    made: Delivery = Delivery.objects.create(
        id=new_id(), desk_id=row.desk_id, document_id=row.pk, way=way, on=on, place=place.strip()[:160],
        receiver=receiver.strip(), refused=refused, witness=witness.strip(),
        proof=keeping.keep(proof) if proof else None, by_id=by.pk, by_name=str(by)[:60], at=now(),
    )  # fmt: skip
    state = DocumentState.SERVED if row.state == DocumentState.SIGNED else row.state
    change(row, state=state, served_on=min(filter(None, (row.served_on, on))))
    audit.record(
        "documents.document.served", subject=row, by=by, **event(row), way=str(way), on=on.isoformat(),
        refused=refused,
    )  # fmt: skip
    return made


def _check(row: Document, way: str, on: date, place: str, receiver: str, refused: bool, witness: str) -> None:
    if way not in DeliveryWay.values:
        raise NotValid("way", _("请选择送达方式。"))
    if on > timezone.localdate():
        raise NotValid("on", _("送达日期不能晚于今天。"))
    if on < timezone.localdate(row.signed_at):
        raise NotValid("on", _("送达日期不能早于签发日期。"))
    if not place.strip():
        raise NotValid("place", _("请填写送达地点。"))
    if not receiver.strip():
        raise NotValid("receiver", _("请填写收件人；拒收的，填写拒收人。"))
    if refused and not witness.strip():
        raise NotValid("witness", _("拒收的，请填写见证人。"))
    if way == DeliveryWay.LEFT and not witness.strip():
        raise NotValid("witness", _("留置送达的，请填写见证人。"))


@transaction.atomic
def employer_link(*, document: Document, by: Any, days: int | None = None) -> str:
    """The address to give to the employer, told this once; an earlier link ends. `days` by default the rule's."""
    row = locked(document, *STANDING)
    require(by, row, row.needs, Documents.WORK)
    if not queries.is_to_employer(row):
        raise NotNow(_("这份文书不是发给用人单位的，不能生成用人单位链接。"))
    place = row.unit.division_id or "CN"
    longest = int(rules.value("documents.link-longest", place=place))
    days = int(rules.value("documents.link-life", place=place)) if days is None else days
    if not 1 <= days <= longest:
        raise NotValid("days", _("有效天数须在 1 到 %(most)d 之间。") % {"most": longest})
    at, secret = now(), keys.new_secret()
    EmployerLink.objects.at_desks([row.desk_id]).filter(document_id=row.pk, dropped_at=None).update(dropped_at=at)
    made: EmployerLink = EmployerLink.objects.create(
        id=new_id(), desk_id=row.desk_id, document_id=row.pk, digest=keys.digest(secret), made_at=at,
        expires_at=at + timedelta(days=days), by_id=by.pk, by_name=str(by)[:60],
    )  # fmt: skip
    Pointer.objects.create(key=keys.of_link(secret), desk_id=row.desk_id, document_id=row.pk)
    audit.record("documents.link.made", subject=row, by=by, until=made.expires_at.isoformat())
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/papers/{secret}/"
