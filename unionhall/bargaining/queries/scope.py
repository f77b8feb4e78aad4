"""Rows within scope, the same way for every table of the room that has a unit."""

from typing import Any

from django.shortcuts import get_object_or_404

from unionhall.kit import access
from unionhall.orgs import queries as orgs

from ..permissions import Bargaining


def seen(model: Any, user: Any, needs: str = Bargaining.VIEW, *more: str) -> Any:
    """Rows where `user` holds `needs`, at the desks that may have some, with their unit (and `more`)."""
    rows = model.objects.at_desks(orgs.desks_for(user, needs)).filter(access.within(user, needs))
    return rows.select_related("unit", *more)


def row_at(model: Any, user: Any, unit: str, pk: int, needs: str, *more: str) -> Any:
    """The row of the union of that number, if `user` holds `needs` there; else it does not exist (404)."""
    here = orgs.unit_for(user, unit, needs)
    return get_object_or_404(model.objects.at_desks([here.desk_id]).select_related("unit", *more), unit=here, pk=pk)
