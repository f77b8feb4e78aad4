"""The start of a month: progress is remembered, so that the board can say who moved since."""

from django.db import transaction
from django.db.models import F

from unionhall.kit import clock

from ..choices import LIVE_SHARES
from ..models import Share


@transaction.atomic
def start_month(*, desk_id: int) -> int:
    """On the first of a month, keep every share's progress; on other days nothing happens. How many were kept."""
    if clock.today().day != 1:
        return 0
    rows = Share.objects.at_desks([desk_id]).filter(state__in=LIVE_SHARES).exclude(before=F("progress"))
    return rows.update(before=F("progress"))
