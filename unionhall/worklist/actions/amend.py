"""Changing, dropping and closing what was issued: only with the number of a resolution, and every share with it."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access, background, clock, figures
from unionhall.kit.models import Job
from unionhall.kit.refusal import Refusal

from .. import queries
from ..choices import LIVE_SHARES, ItemKind, ItemState, ShareState
from ..models import Item, Share
from ..permissions import Worklist
from ..refusals import NeedsResolution, NotNow, Unexplained

CHUNK = 2000
CLOSE = "worklist.close"


def held_item(item: Item, by: Any, resolution_no: str) -> Item:
    """The issued item, held until the transaction ends; refused without a resolution number."""
    access.require(by, Worklist.ISSUE, at=item.issuer)
    if not resolution_no.strip():
        raise NeedsResolution
    item = Item.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=item.pk)
    if item.state != ItemState.ISSUED:
        raise NotNow
    return item


@transaction.atomic
def change_target(*, item: Item, target: Decimal, resolution_no: str, by: Any) -> Item:
    """A new target for the whole item. Rates follow everywhere; numbers are split anew from the top, unit by unit."""
    item = held_item(item, by, resolution_no)
    if target <= 0 or (item.kind == ItemKind.RATE and target > 1):
        raise Refusal(_("请填写大于零的目标，比率不超过 100%。"))
    before, item.target = item.target, target
    item.resolution_no, item.version = resolution_no.strip()[:60], item.version + 1
    item.save(update_fields=["target", "resolution_no", "version"])
    shares = Share.objects.filter(item=item, state__in=LIVE_SHARES)
    if item.kind == ItemKind.NUMBER:
        shares = shares.filter(desk_id=item.issuer.desk_id, unit=item.issuer)
    shares.update(target=target, stale=True)
    audit.record(
        "worklist.item.changed",
        subject=item,
        by=by,
        unit=item.issuer,
        because=item.resolution_no,
        before=str(before),
        after=str(target),
    )
    return item


@transaction.atomic
def drop_item(*, item: Item, resolution_no: str, because: str, by: Any) -> Job:
    """Take an issued item off the list; its shares are closed in the background and keep their history."""
    item = held_item(item, by, resolution_no)
    if not because.strip():
        raise Refusal(_("请写明取消的原因。"))
    item.state, item.dropped_because = ItemState.DROPPED, because.strip()[:200]
    item.resolution_no, item.version = resolution_no.strip()[:60], item.version + 1
    job = background.start(CLOSE, unit=item.issuer, by=by, item=item.pk)
    item.job_id = job.pk
    item.save(update_fields=["state", "dropped_because", "resolution_no", "version", "job_id"])
    audit.record("worklist.item.dropped", subject=item, by=by, unit=item.issuer, because=item.dropped_because)
    return job


@transaction.atomic
def close_item(*, item: Item, by: Any) -> Job:
    """Archive an item after its due day; refused while a red slip has no explanation."""
    access.require(by, Worklist.ISSUE, at=item.issuer)
    item = Item.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=item.pk)
    if item.state != ItemState.ISSUED or clock.today() <= item.due_on:
        raise NotNow(_("到期以后才能归档。"))
    check_explained(item)
    job = background.start(CLOSE, unit=item.issuer, by=by, item=item.pk)
    item.state, item.job_id, item.version = ItemState.CLOSED, job.pk, item.version + 1
    item.save(update_fields=["state", "job_id", "version"])
    audit.record("worklist.item.closed", subject=item, by=by, unit=item.issuer)
    return job


def check_explained(item: Item) -> None:
    """Rule 6 of worklist.md §13: nothing red is reported without a note."""
    if missing := queries.unexplained(item):
        raise Unexplained(_("还有 %(count)d 张红色督办单没有说明原因，不能归档或结转。") % {"count": missing})


def close_shares(job: Job) -> None:
    """Close every share of a dropped or closed item; goes on where a killed run stopped."""
    item = Item.objects.select_related("issuer").get(pk=job.arguments["item"])
    reason = item.dropped_because if item.state == ItemState.DROPPED else ""
    done, desks = job.done, set()
    while chunk := close_chunk(item, reason):
        done += len(chunk)
        desks |= {share.desk_id for share in chunk}
        background.beat(job, done=done)
    if item.state == ItemState.DROPPED:
        from .tallying import retally

        retally(desks=desks or {item.issuer.desk_id})
    job.result = {"closed": done}


@transaction.atomic
def close_chunk(item: Item, reason: str) -> list[Share]:
    """Close so many live shares and take them out of the counts; those closed."""
    rows = Share.objects.filter(item=item, state__in=LIVE_SHARES).select_for_update(of=("self",))
    chunk = list(rows.select_related("unit").order_by("desk_id", "id")[:CHUNK])
    today = clock.today()
    for desk_id in {share.desk_id for share in chunk}:
        mine = [share.pk for share in chunk if share.desk_id == desk_id]
        here = Share.objects.at_desks([desk_id]).filter(pk__in=mine)
        here.update(state=ShareState.CLOSED, closed_on=today, closed_because=reason, stale=False)
    figures.add_many(("worklist.shares", share.unit, today, -1) for share in chunk)
    finished = [share for share in chunk if share.state == ShareState.DONE]
    figures.add_many(("worklist.shares_done", share.unit, today, -1) for share in finished)
    return chunk
