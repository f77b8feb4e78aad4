"""Splitting by hand: a unit gives those beneath it their targets, which together reach its own."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access

from .. import queries
from ..arithmetic import shortfall
from ..choices import ItemKind
from ..models import Item, Share
from ..permissions import Worklist
from ..refusals import ChangedMeanwhile, FallsShort, NotNow


@transaction.atomic
def split(*, item: Item, unit: Any, targets: Mapping[int, Decimal], by: Any, versions: Mapping[int, int]) -> int:
    """Write the targets {unit id: target}; how many changed. Refused when they fall short, with by how much."""
    access.require(by, Worklist.SPLIT, at=unit)
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)  # two who split at once go one after the other
    if not item.is_live:
        raise NotNow
    children = {share.unit_id: share for share in queries.children_of(item, unit)}
    if set(targets) - set(children):
        raise NotNow
    if any(children[pk].version != versions.get(pk, children[pk].version) for pk in targets):
        raise ChangedMeanwhile
    wanted = {pk: targets.get(pk, share.target) for pk, share in children.items()}
    _check(item, goal_of(item, unit), wanted, children)
    changed = [share for pk, share in children.items() if share.target != wanted[pk]]
    before = {share.unit.code: str(share.target) for share in changed}
    for share in changed:
        share.target, share.version, share.stale = wanted[share.unit_id], share.version + 1, True
        share.save(update_fields=["target", "version", "stale"])
    audit.record("worklist.share.split", subject=item, by=by, unit=unit, before=before)
    return len(changed)


def goal_of(item: Item, unit: Any) -> Decimal | None:
    """What the parts must reach: the unit's own target with its top-up, the item's for an issuer without a share."""
    own = queries.own_share(item, unit)
    return own.goal if own is not None else item.target


def _check(
    item: Item, goal: Decimal | None, wanted: Mapping[int, Decimal | None], children: Mapping[int, Share]
) -> None:
    if any(target is None or target < 0 for target in wanted.values()):
        raise FallsShort(_("目标不能小于零。"))
    if item.kind == ItemKind.NUMBER:
        if any(target is not None and target % 1 for target in wanted.values()):
            raise FallsShort(_("数量项目的目标须为整数。"))
        short = shortfall(goal, list(wanted.values()))
        if short:
            words = _("下级目标合计比本级目标少 %(short)s，请补足后再提交。")
            raise FallsShort(words % {"short": f"{short.normalize():f}"})
        return
    if goal is None:
        return
    low = [str(children[pk].unit) for pk, target in wanted.items() if target is not None and target < goal]
    if low:
        words = _("%(units)s 的目标低于本级目标。")
        raise FallsShort(words % {"units": _("、").join(low[:5])})
