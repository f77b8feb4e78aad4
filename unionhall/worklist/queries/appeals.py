"""Appeals against targets: of one share, and those that wait for the level above (worklist.md §4)."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from unionhall.kit import access
from unionhall.orgs import queries as orgs

from ..choices import AppealState, ShareState
from ..models import Appeal, Share
from ..models.appeal import AppealQuerySet
from ..permissions import Worklist
from .signing import accept_days, sign_by

APPEALS_UNTIL_SIGNED = (ShareState.ISSUED, ShareState.ACCEPTED)


def appeal_of(share: Share) -> Appeal | None:
    """The one appeal against this share's target, if there was one."""
    return Appeal.objects.at_desks([share.desk_id]).filter(share_id=share.pk).first()


def may_appeal(share: Share, today: date) -> bool:
    """A target from above, within the days for signing, and not appealed against before."""
    days = accept_days(today)
    in_time = days is None or sign_by(share.issued_on, days) >= today
    from_above = share.parent_unit_id is not None and bool(share.target)
    return from_above and in_time and share.item.is_live and share.state in APPEALS_UNTIL_SIGNED


def given_by(share: Share) -> Any:
    """The unit whose share this one was split from; the unit itself where there is none."""
    return orgs.unit(share.parent_unit_id) if share.parent_unit_id else share.unit


def appeals_to_answer(user: Any) -> AppealQuerySet:
    """Open appeals against targets that the places where `user` gives targets have themselves given."""
    held = access.holding(user, Worklist.SPLIT)
    rows = Appeal.objects.at_desks(orgs.desks_held(held)).visible_to(user, Worklist.SPLIT)
    given = Share.objects.filter(desk_id=OuterRef("desk_id"), pk=OuterRef("share_id"))
    given = given.filter(parent_unit_id__in=[one.unit_id for one in held])
    return rows.filter(Exists(given), state=AppealState.OPEN).select_related("item__issuer", "unit")
