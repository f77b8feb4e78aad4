"""The duty of the clocks: what follows from silence is done, and what is late is told to the level above, once."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit.text import in_house_language

from .. import queries
from ..choices import StepKind
from ..models import Matter
from .moving import move
from .standing import locked, write
from .telling import enter, tell_above, tell_holder

LOT = 200


def watch(*, by: Any) -> int:
    """How many matters were touched; each is its own transaction, so it may be killed and run again."""
    now = timezone.now()
    past = Q(due_at__lt=now) | Q(due_at=None, due_on__lt=timezone.localdate(now))
    return sum(_meet(row, by) for model in queries.kinds() for row in _rows(model, past))


def _rows(model: type[Matter], wanted: Q) -> Iterator[Matter]:
    """Rows in lots, each read once, whatever the duty does to them."""
    last, rows = 0, model.objects.open().filter(wanted).select_related("unit", "employer").order_by("pk")
    while lot := list(rows.filter(pk__gt=last)[:LOT]):
        last = lot[-1].pk
        yield from lot


def _meet(row: Matter, by: Any) -> bool:
    if row.stage.on_deadline:
        move(matter=row, name=row.stage.on_deadline, by=by, says=_("期限已过，按规则自动办理。"))
        return True
    return _tell_late(row, by)


@in_house_language
@transaction.atomic
def _tell_late(row: Matter, by: Any) -> bool:
    if row.late_told_on is not None or not queries.is_late(locked(row)):
        return False
    row.late_told_on = timezone.localdate()
    enter(row, StepKind.LATE, by=by, words=_("已超过办理期限，已通知上级工会"))
    write(row)
    audit.record(f"{row.lifecycle.code}.late", subject=row, by=by, unit=row.unit, number=row.number)
    tell_holder(row, "late", _("已超期，请尽快办理"), by=by)
    tell_above(row, "late", _("下级工会办理超期"), by=by)
    return True
