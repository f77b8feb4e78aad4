"""Closing a month: its counts are frozen, and later corrections stand on the day they are made."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import clock
from unionhall.kit.models import FigureMonth
from unionhall.kit.refusal import Refusal

from ..models import ClosedMonth
from .settling import settle


class NotOver(Refusal):
    text = _("这个月还没有结束，不能封账。")


@transaction.atomic
def close_month(*, month: date, by: Any) -> ClosedMonth:
    """Settle what waits, then freeze the month; closing twice changes nothing."""
    month = month.replace(day=1)
    if month >= clock.today().replace(day=1):
        raise NotOver
    settle(by=by)
    row, new = ClosedMonth.objects.get_or_create(month=month, defaults={"closed_by_id": by.pk})
    if new:
        FigureMonth.objects.filter(month=month).update(frozen=True)
        audit.record("indicators.month.closed", by=by, month=month.isoformat())
    return row
