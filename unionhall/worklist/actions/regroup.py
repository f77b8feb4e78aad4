"""Bringing shares along when the tree changes: to the new desk, under the new unit above, or to the heir.

A number's target goes with the unit that owes it: whoever stood above gives it off, whoever stands above now takes it,
so what adds up before adds up after. Each batch is one transaction, and the second time nothing is left to do.
"""

from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import clock, figures

from ..arithmetic import ZERO
from ..choices import LIVE_SHARES, ShareState
from ..models import Appeal, Evidence, Item, Share, Slip, Tally
from .issuing import nearest_with_share
from .tallying import retally

BATCH = 200


def regroup(*, path: str, by: Any) -> int:
    """After a move: rows at and under `path` go to the desk their unit has now, shares under the right unit above."""
    moved, desks = 0, set()
    for model in (Share, Evidence, Slip, Appeal):
        while batch := list(_misplaced(model, path)[:BATCH]):
            desks |= _to_new_desk(model, batch)
            moved += len(batch)
    Tally.objects.filter(unit__path__under=path).exclude(desk_id=F("unit__desk_id")).delete()
    for share in Share.objects.filter(unit__path=path, state__in=LIVE_SHARES).select_related("item", "unit"):
        moved += put_under(share)
        desks.add(share.desk_id)
    if moved:
        audit.record("worklist.shares.regrouped", by=by, path=path, rows=moved)
        retally(desks=desks)
    return moved


def _misplaced(model: type[models.Model], path: str) -> Any:
    rows = model._default_manager.filter(unit__path__under=path).exclude(desk_id=F("unit__desk_id"))
    return rows.select_related("unit").order_by("pk")


@transaction.atomic
def _to_new_desk(model: type[models.Model], rows: list[Any]) -> set[int]:
    """The shard column of a row is never changed: the row is taken out and put in again, with its id."""
    desks = {row.desk_id for row in rows}
    for desk_id in desks:
        pks = [row.pk for row in rows if row.desk_id == desk_id]
        model._default_manager.filter(desk_id=desk_id, pk__in=pks).delete()
    for row in rows:
        row.desk_id = row.unit.desk_id
        if isinstance(row, Share):
            row.county_id, row.city_id = row.unit.county_id, row.unit.city_id
    _put_in(model, rows)
    return desks | {row.desk_id for row in rows}


def _put_in(model: type[models.Model], rows: list[Any]) -> None:
    handed_in = {row.pk: row.handed_in_at for row in rows} if model is Evidence else {}
    model._default_manager.bulk_create(rows)
    for pk, at in handed_in.items():  # auto_now_add would make old papers new
        model._default_manager.filter(desk_id=next(r.desk_id for r in rows if r.pk == pk), pk=pk).update(
            handed_in_at=at
        )


@transaction.atomic
def put_under(share: Share) -> int:
    """Write the nearest unit above that has a share; its target goes with it. 1 if it changed."""
    Item.objects.select_for_update(of=("self",)).get(pk=share.item_id)
    above = nearest_with_share(share.item_id, share.unit)
    parent_id = above.pk if above is not None else _issuer_above(share)
    if parent_id == share.parent_unit_id:
        return 0
    _shift(share, share.parent_unit_id, parent_id)
    share.parent_unit_id = parent_id
    here = Share.objects.at_desks([share.desk_id]).filter(pk=share.pk)
    here.update(parent_unit_id=parent_id, stale=True)
    return 1


def _issuer_above(share: Share) -> int | None:
    return share.item.issuer_id if share.unit_id != share.item.issuer_id else None


def _shift(share: Share, old: int | None, new: int | None) -> None:
    """Take the target off everyone only the old chain has, give it to everyone only the new one has."""
    before, after = _chain(share.item_id, old), _chain(share.item_id, new)
    amount = share.target if share.item.is_number else None
    both = {one.pk for one in before} & {one.pk for one in after}
    for one, sign in [*((one, -1) for one in before), *((one, 1) for one in after)]:
        if one.pk not in both:
            target = one.target if amount is None or one.target is None else max(ZERO, one.target + sign * amount)
            Share.objects.at_desks([one.desk_id]).filter(pk=one.pk).update(target=target, stale=True)


def _chain(item_id: int, unit_id: int | None) -> list[Share]:
    found: list[Share] = []
    while unit_id is not None:
        share = Share.objects.filter(item_id=item_id, unit_id=unit_id).first()
        if share is None:
            break
        found.append(share)
        unit_id = share.parent_unit_id
    return found


def give_to_heir(*, unit: Any, heir: Any, by: Any) -> int:
    """After a merger: the heir takes over what the merged unit owed and had shown for it; how many shares."""
    rows = Share.objects.filter(unit=unit, state__in=LIVE_SHARES).select_related("item__issuer", "unit").order_by("pk")
    given = list(rows)
    for share in given:
        _give(share, heir, by)
    for share in Share.objects.filter(parent_unit_id=unit.pk, state__in=LIVE_SHARES).select_related("item", "unit"):
        put_under(share)
    retally(desks={unit.desk_id, heir.desk_id})
    return len(given)


@transaction.atomic
def _give(share: Share, heir: Any, by: Any) -> None:
    Item.objects.select_for_update(of=("self",)).get(pk=share.item_id)
    theirs = Share.objects.at_desks([heir.desk_id]).filter(item=share.item, unit=heir).first()
    if theirs is None:
        theirs = _new_share(share, heir)
    elif share.item.is_number:
        _add(theirs, share)
    papers = list(Evidence.objects.at_desks([share.desk_id]).filter(share_id=share.pk))
    Evidence.objects.at_desks([share.desk_id]).filter(share_id=share.pk).delete()
    for paper in papers:
        paper.share_id, paper.unit, paper.desk_id = theirs.pk, heir, heir.desk_id
    _put_in(Evidence, papers)
    close_one(share, because=_("合并到%(heir)s") % {"heir": heir}, by=by)


def _new_share(share: Share, heir: Any) -> Share:
    """The heir had no part in the item: it gets the merged unit's, under whoever stands above it."""
    today = clock.today()
    new = Share(
        desk_id=heir.desk_id, item=share.item, unit=heir, county_id=heir.county_id, city_id=heir.city_id,
        target=share.target, top_up=share.top_up, base=share.base, issued_on=today, due_on=share.due_on,
        light_since=today, owner_id=None, parent_unit_id=share.parent_unit_id,
    )  # fmt: skip
    new.save(force_insert=True)
    figures.add("worklist.shares", unit=heir, day=today)
    put_under(new)
    return new


def _add(theirs: Share, share: Share) -> None:
    total = (theirs.target or ZERO) + (share.target or Decimal(0))
    if theirs.parent_unit_id != share.parent_unit_id:
        _shift(share, share.parent_unit_id, theirs.parent_unit_id)
    here = Share.objects.at_desks([theirs.desk_id]).filter(pk=theirs.pk)
    here.update(target=total, top_up=theirs.top_up + share.top_up, stale=True, version=F("version") + 1)


@transaction.atomic
def close_one(share: Share, *, because: str, by: Any) -> None:
    """Close the share of a unit that has ended, and take it out of the counts."""
    today = clock.today()
    here = Share.objects.at_desks([share.desk_id]).filter(pk=share.pk, state__in=LIVE_SHARES)
    if here.update(state=ShareState.CLOSED, closed_on=today, closed_because=because[:200], stale=False):
        figures.add("worklist.shares", unit=share.unit, day=today, n=-1)
        if share.state == ShareState.DONE:
            figures.add("worklist.shares_done", unit=share.unit, day=today, n=-1)
        audit.record("worklist.share.closed", subject=share, by=by, because=because, code=share.item.code)
