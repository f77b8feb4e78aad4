"""How a union writes its letters: what it has chosen, and what its name and place give."""

from typing import Any

from django.http import Http404

from unionhall.orgs import queries as orgs

from ..models import Letterhead
from ..permissions import Documents


def letterhead(unit: Any) -> Letterhead | None:
    """What the union has chosen; None while it has chosen nothing."""
    return Letterhead.objects.filter(unit=unit).first()


def unit_to_head(user: Any, code: str) -> Any:
    """The unit, if `user` signs its letters; for anyone else there is no such page (404)."""
    unit = orgs.unit_by_code(code)
    if unit is None or not user.may(Documents.SIGN, at=unit):
        raise Http404
    return unit
