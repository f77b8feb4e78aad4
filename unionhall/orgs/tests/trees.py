"""The tree of one day read whole from its edges, beside which what the rooms say of that day is held."""

from datetime import date

from django.db.models import Q

from unionhall.orgs.models import UnitEdge


class TreeOn:
    """One line as it stood at the end of one day."""

    def __init__(self, day: date, line: str = "org") -> None:
        edges = UnitEdge.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), line=line, valid_from__lte=day)
        self.parents: dict[int, int | None] = dict(edges.values_list("child_id", "parent_id"))

    def ancestors(self, unit_id: int | None) -> tuple[int, ...]:
        """Ids from the root down to the unit itself."""
        return (*self.ancestors(self.parents.get(unit_id)), unit_id) if unit_id is not None else ()

    def beneath(self, unit_id: int) -> set[int]:
        """Ids of the unit and all beneath it."""
        below = [child for child, parent in self.parents.items() if parent == unit_id]
        return {unit_id}.union(*map(self.beneath, below))
