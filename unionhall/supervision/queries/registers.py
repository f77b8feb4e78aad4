"""One row of a register kept by unions, and the day from which it is told that its time ends."""

from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Model
from django.http import Http404
from django.utils import timezone

from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from .params import NATION

Row = TypeVar("Row", bound=Model)


def entry(model: type[Row], user: Any, pk: int, needs: str) -> Row:
    """One of them, if `user` holds `needs` at the union; else 404."""
    rows = model.objects.at_desks(orgs.desks_for(user, needs)).visible_to(user, needs)  # type: ignore[attr-defined]
    found: Row | None = rows.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def alarm_day(rule: str) -> date:
    return timezone.localdate() + timedelta(days=int(rules.value(rule, place=NATION)))
