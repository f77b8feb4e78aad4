"""Carrying unfinished shares over to the next year: a new item with what is left, the old one kept as it ended."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import background, clock
from unionhall.kit.models import Job
from unionhall.kit.refusal import Refusal

from .. import queries
from ..arithmetic import ONE, ZERO, Standing, value_of
from ..choices import OPEN_SHARES, ItemKind, ItemState, ShareState
from ..models import Item, Share
from .amend import check_explained, close_chunk, held_item

CHUNK = 1000
CARRY = "worklist.carry"


@transaction.atomic
def carry_over(*, item: Item, year: int, resolution_no: str, because: str, by: Any) -> Item:
    """A new item of that year for what is unfinished; a job then moves the shares over. By resolution only."""
    item = held_item(item, by, resolution_no)
    if year <= item.year:
        raise Refusal(_("只能结转到以后的年度。"))
    if not because.strip():
        raise Refusal(_("请写明未完成的原因。"))
    check_explained(item)
    local = bool(item.issuer.ancestor_paths)
    new = Item.objects.get(pk=item.pk)
    new.pk, new._state.adding = None, True
    new.code = queries.next_code(year=year, category=item.category, local=local, issuer=item.issuer)
    new.year, new.starts_on, new.due_on = year, date(year, 1, 1), date(year, 12, 31)
    new.carried_from, new.state, new.version = item, ItemState.ISSUING, 0
    new.resolution_no, new.issued_at = resolution_no.strip()[:60], None
    new.save(force_insert=True)
    job = background.start(CARRY, unit=item.issuer, by=by, item=new.pk, because=because.strip()[:200])
    Item.objects.filter(pk=new.pk).update(job_id=job.pk)
    new.job_id = job.pk
    item.state, item.resolution_no, item.version = ItemState.CLOSED, new.resolution_no, item.version + 1
    item.save(update_fields=["state", "resolution_no", "version"])
    audit.record("worklist.item.carried", subject=item, by=by, unit=item.issuer, because=because.strip(), into=new.code)
    return new


def carry_shares(job: Job) -> None:
    """Give every unfinished share its successor; goes on where a killed run stopped, nothing is carried twice."""
    new = Item.objects.select_related("issuer", "carried_from").get(pk=job.arguments["item"])
    assert new.carried_from is not None
    old, done = new.carried_from, job.done
    while moved := _carry_chunk(old, new, job.arguments["because"]):
        done += moved
        background.beat(job, done=done)
    while close_chunk(old, ""):
        background.beat(job)
    Item.objects.filter(pk=new.pk, state=ItemState.ISSUING).update(state=ItemState.ISSUED, issued_at=clock.now())
    job.result = {"carried": Share.objects.filter(item=new).count()}


@transaction.atomic
def _carry_chunk(old: Item, new: Item, because: str) -> int:
    rows = Share.objects.filter(item=old, state__in=OPEN_SHARES).select_for_update(of=("self",))
    chunk = list(rows.select_related("item").order_by("desk_id", "id")[:CHUNK])
    today = clock.today()
    # the count of shares stays as it is: the old one leaves it and the new one enters on the same day
    Share.objects.bulk_create([_successor(share, new, today) for share in chunk], batch_size=500, ignore_conflicts=True)
    for desk_id in {share.desk_id for share in chunk}:
        mine = [share.pk for share in chunk if share.desk_id == desk_id]
        here = Share.objects.at_desks([desk_id]).filter(pk__in=mine)
        here.update(state=ShareState.CARRIED, closed_on=today, closed_because=because, stale=False)
    return len(chunk)


def _successor(share: Share, new: Item, today: date) -> Share:
    return Share(
        desk_id=share.desk_id,
        item=new,
        unit_id=share.unit_id,
        county_id=share.county_id,
        city_id=share.city_id,
        parent_unit_id=share.parent_unit_id,
        target=_left(share),
        base=_base(share),
        issued_on=today,
        due_on=new.due_on,
        light_since=today,
        closed_because="",
    )


def _left(share: Share) -> Decimal | None:
    """A number is carried less what was reached; a rate, a yes or the milestones stay what they were."""
    if share.item.kind != ItemKind.NUMBER or share.goal is None:
        return share.goal
    return max(ONE, share.goal - Decimal(share.top))


def _base(share: Share) -> Decimal | None:
    """A rate starts where it stands; a number starts again from nought."""
    if share.item.kind != ItemKind.RATE:
        return ZERO
    return value_of(Standing(share.item.kind, share.top, share.bottom, share.base, share.goal)) or share.base
