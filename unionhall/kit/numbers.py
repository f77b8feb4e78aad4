"""Running numbers, one series a desk: taken inside the action's transaction, so none is given twice."""

from django.db import IntegrityError, transaction
from django.db.models import F

from .models import NumberSeries


def next_number(*, desk_id: int, series: str, count: int = 1) -> int:
    """The first of `count` new numbers in this series (from 1); waits for anyone else taking one."""
    row = NumberSeries.objects.filter(desk_id=desk_id, series=series)
    if not row.update(last=F("last") + count):
        try:
            with transaction.atomic():
                NumberSeries.objects.create(desk_id=desk_id, series=series, last=count)
                return 1
        except IntegrityError:  # someone opened the series a moment before us
            row.update(last=F("last") + count)
    last: int = row.values_list("last", flat=True)[0]
    return last - count + 1
