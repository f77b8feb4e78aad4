"""What a move, merger or winding-up of a unit touches on the one list: the shares of it and of all beneath it."""

from typing import Any

from django.utils.translation import gettext as _

from unionhall.kit.affected import Affected, Finding
from unionhall.orgs.choices import ChangeKind

from .actions.regroup import close_one, give_to_heir, regroup
from .choices import LIVE_SHARES
from .models import Share

SAMPLE = 5


def find(unit: Any, kind: str) -> Finding:
    rows = Share.objects.filter(unit__path__under=unit.path, state__in=LIVE_SHARES)
    some = rows.select_related("item").order_by("unit__path", "item__code")[:SAMPLE]
    return Finding(_("清单任务"), rows.count(), tuple(str(share.item) for share in some))


def carry(change: Any, old_path: str, by: Any) -> None:
    """A moved unit takes its shares along; a merged one's go to the heir; those of one wound up are closed."""
    change.unit.refresh_from_db()
    if change.kind == ChangeKind.MERGE:
        give_to_heir(unit=change.unit, heir=change.target, by=by)
        regroup(path=change.target.path, by=by)
    elif change.kind == ChangeKind.WIND_UP:
        for share in Share.objects.filter(unit=change.unit, state__in=LIVE_SHARES).select_related("item", "unit"):
            close_one(share, because=change.reason or _("工会撤销"), by=by)
    else:
        regroup(path=change.unit.path, by=by)


SHARES = Affected(code="worklist.shares", find=find, carry=carry, order=400)
