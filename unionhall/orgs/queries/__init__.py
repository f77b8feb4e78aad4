"""Every read others may ask for.

Two trees stand side by side. `Unit.path` is today's tree, for asking who may see what. `UnitEdge` is the tree of any
day, on two lines, for figures: `edges_of(children, line)`.

How counts follow a move: whoever gives a unit another parent closes its edge on the day D (`valid_to=D`) and writes a
new one (`valid_from=D`, `counts_carried=False`) in one transaction, at most once a day for each unit and line. The job
that settles figures takes `edges_to_carry()` before it folds any delta: all the subtree's stock until D−1 leaves, on
day D, the ancestors the unit no longer has and enters those it has now; then `actions.mark_counts_carried`. A delta
of an earlier day that comes in later is settled on that day's tree and carried over each such move after it.
A closed unit keeps its edge through its closing day (`valid_to = closed_on + 1`), so that the deltas by which its
members and employers leave, which bear the closing day, still find its ancestors.

After a move, merge or winding-up, rooms that carry rows ask `units_of(change)`: the unit and all that stood beneath
it, as they stand now (their new path, county, city and desk), and `heir(change)`: where a union that ends leaves its
members and cases (None for a move).
"""

from .alarms import ENDS, alarms_due, ending
from .changes import affected, change, change_for, changes_of, changes_seen, changes_waiting, heir, job_of, units_of
from .counted import counted
from .counting import desks_of, edges_of, has_edges_to, in_lots, lots_beneath
from .employers import (
    coverage_of,
    employer,
    employer_by_code,
    employer_for,
    employer_kept_by,
    employers_covered,
    employers_found,
    employers_named,
    employers_of,
    unions_covering,
)
from .places import (
    area_union,
    counties,
    division,
    division_names,
    divisions_under,
    place_name,
    places,
    places_named,
    township_unit,
    townships_named,
    unions_at,
)
from .tree import (
    Carry,
    ancestors,
    certificates_due,
    children,
    desks_beneath,
    desks_for,
    desks_held,
    edges_to_carry,
    parent_of,
    places_held,
    places_to_choose,
    registrar_of,
    root,
    terms_ending,
    unit,
    unit_by_code,
    unit_for,
    unit_of_case,
    units,
    units_found,
    units_matching,
    units_preparing,
    units_seen,
)
from .words import called, is_wide

__all__ = [
    "ENDS",
    "Carry",
    "affected",
    "alarms_due",
    "ancestors",
    "area_union",
    "called",
    "certificates_due",
    "change",
    "change_for",
    "changes_of",
    "changes_seen",
    "changes_waiting",
    "children",
    "counted",
    "counties",
    "coverage_of",
    "desks_beneath",
    "desks_for",
    "desks_held",
    "desks_of",
    "division",
    "division_names",
    "divisions_under",
    "edges_of",
    "edges_to_carry",
    "employer",
    "employer_by_code",
    "employer_for",
    "employer_kept_by",
    "employers_covered",
    "employers_found",
    "employers_named",
    "employers_of",
    "ending",
    "has_edges_to",
    "heir",
    "in_lots",
    "is_wide",
    "job_of",
    "lots_beneath",
    "parent_of",
    "place_name",
    "places",
    "places_held",
    "places_named",
    "places_to_choose",
    "registrar_of",
    "root",
    "terms_ending",
    "township_unit",
    "townships_named",
    "unions_at",
    "unions_covering",
    "unit",
    "unit_by_code",
    "unit_for",
    "unit_of_case",
    "units",
    "units_found",
    "units_matching",
    "units_of",
    "units_preparing",
    "units_seen",
]
