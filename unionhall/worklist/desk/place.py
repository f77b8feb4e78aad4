"""Where one stands: the unit and the year a page is about."""

from typing import Any

from django.http import Http404, HttpRequest

from unionhall.kit import access, clock
from unionhall.orgs import queries as orgs

from ..permissions import Worklist


def unit_here(request: HttpRequest) -> Any:
    """The unit the address names, if it may be seen; else the highest where the reader holds a role."""
    code = request.GET.get("unit") or request.POST.get("unit")
    if code:
        return orgs.unit_for(request.user, code, Worklist.VIEW)
    held = access.outermost(access.holding(request.user, Worklist.VIEW))  # type: ignore[arg-type]
    if not held:
        raise Http404
    return orgs.unit(held[0].unit_id)


def year_here(request: HttpRequest) -> int:
    given = request.GET.get("year") or request.POST.get("year") or ""
    return int(given) if given.isdecimal() and len(given) == 4 else clock.today().year


def places_here(request: HttpRequest) -> list[Any]:
    """What the picker offers to those who see the list at several places."""
    return orgs.places_to_choose(request.user, Worklist.VIEW)
