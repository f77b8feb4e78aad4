"""What a unit does with its own share: sign for it, name who moves it, add to it."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access
from unionhall.kit.refusal import Refusal

from ..choices import ShareState
from ..models import Share
from ..permissions import Worklist
from ..refusals import ChangedMeanwhile, NotNow


def locked(share: Share, version: int | None) -> Share:
    """The share, held until the transaction ends; refused when someone changed it after `version`."""
    rows = (
        Share.objects.at_desks([share.desk_id]).select_for_update(of=("self",)).select_related("item__issuer", "unit")
    )
    found = rows.get(pk=share.pk)
    if version is not None and found.version != version:
        raise ChangedMeanwhile
    return found


@transaction.atomic
def accept(*, share: Share, owner_id: int | None, owner_name: str, by: Any, version: int | None = None) -> Share:
    """签收: the unit takes the share on, and names the person who moves it; a later call names another."""
    access.require(by, Worklist.REPORT, at=share.unit)
    share = locked(share, version)
    if not share.item.is_live or share.state not in (ShareState.ISSUED, ShareState.ACCEPTED):
        raise NotNow
    if not owner_name.strip():
        raise Refusal(_("请写明由谁负责。"))
    first = share.state == ShareState.ISSUED
    share.owner_id, share.owner_name, share.state = owner_id, owner_name.strip()[:60], ShareState.ACCEPTED
    share.version, share.stale = share.version + 1, True
    share.save(update_fields=["owner_id", "owner_name", "state", "version", "stale"])
    audit.record(
        "worklist.share.accepted" if first else "worklist.share.owner-named", subject=share, by=by, code=share.item.code
    )
    return share


@transaction.atomic
def add_top_up(*, share: Share, top_up: Decimal, by: Any, version: int | None = None) -> Share:
    """The unit asks more of itself than it was given, never less."""
    access.require(by, Worklist.REPORT, at=share.unit)
    share = locked(share, version)
    if not share.item.is_live or share.target is None:
        raise NotNow
    if top_up < 0:
        raise Refusal(_("自加目标不能小于零：可以自己加压，不能自己减任务。"))
    if share.item.is_rate and share.target + top_up > 1:
        raise Refusal(_("比率不能超过 100%。"))
    if not share.item.is_rate and top_up % 1:
        raise Refusal(_("数量和节点的目标须为整数。"))
    before, share.top_up = share.top_up, top_up
    share.version, share.stale = share.version + 1, True
    share.save(update_fields=["top_up", "version", "stale"])
    audit.record("worklist.share.topped-up", subject=share, by=by, before=str(before), after=str(top_up))
    return share
