"""How a union writes its letters: what it has chosen, and what its name and place give."""

from typing import Any

from django.db.models import Q
from django.http import Http404

from unionhall.kit.access import Level
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import UnionKind

from .. import numbering
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


def free_letters(unit: Any) -> str:
    """代字 nobody beside this union has: what it is given when it first signs and has chosen none."""
    others = _beside(unit, numbering.by_name(unit))
    taken = set(_chosen_beside(unit).values_list("letters", flat=True))
    found = list(numbering.candidates(unit, others))
    return next((one for one in found if one not in taken), found[-1])


def has_letters(unit: Any, letters: str) -> Any:
    """The union beside this one that writes these letters, chosen or by default; None if nobody does."""
    chosen = _chosen_beside(unit).filter(letters=letters).first()
    if chosen is not None:
        return chosen.unit
    others = _beside(unit, letters)
    own = set(_chosen_beside(unit).exclude(letters="").values_list("unit_id", flat=True))
    return next((one for one in others if one.pk not in own and _best(one, [unit, *others]) == letters), None)


def _best(unit: Any, others: list[Any]) -> str:
    return next(numbering.candidates(unit, [one for one in others if one.pk != unit.pk]))


def _beside(unit: Any, begins: str) -> list[Any]:
    """Whose letters might be the same: federations of cities and counties, else neighbours whose name `begins` so."""
    root = orgs.root()
    if root is not None and numbering.is_of_a_place(unit):
        rows = orgs.units_matching(root, (Level.CITY, Level.COUNTY), (UnionKind.FEDERATION,))
        rows = rows.exclude(division=None).select_related("division__parent")
    else:
        parent = orgs.parent_of(unit)
        alike = Q(name__startswith=begins) | Q(short_name__startswith=begins)
        rows = orgs.children(parent).filter(alike).select_related("division__parent") if parent else []
    return [one for one in rows if one.pk != unit.pk]


def _chosen_beside(unit: Any) -> Any:
    rows = Letterhead.objects.exclude(unit=unit).select_related("unit")
    if numbering.is_of_a_place(unit):
        return rows.filter(unit__level__in=(Level.CITY, Level.COUNTY), unit__kind=UnionKind.FEDERATION)
    parent = orgs.parent_of(unit)
    return rows.filter(unit__depth=unit.depth, unit__path__under=parent.path) if parent else rows.none()
