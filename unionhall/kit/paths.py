"""The tree in one column: `unit__path__under=p` finds the unit at `p` and all beneath it, through an index.

A range comparison needs byte order. On PostgreSQL the lookup says so itself; for the index to serve it, the column
must be in that order too, so declare paths (and copies of paths) as `PathField`, on every room's table.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Lookup, Q, Value
from django.db.models.functions import Concat

STEP = 4  # characters a level of the tree adds to a path
LAST = "\x7f"  # stands after every character of a path, in byte order


class PathField(CharField):
    """A CharField ordered by bytes: collation "C" on PostgreSQL; SQLite orders so anyway and knows no such name."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        collation = "C" if connection.vendor == "postgresql" else None
        return {**super().db_parameters(connection), "collation": collation}


@CharField.register_lookup
class Under(Lookup):
    """`path >= p AND path < p+`: the place itself included; `p` is text, or an expression such as OuterRef."""

    lookup_name = "under"

    def get_prep_lookup(self) -> Any:
        if not hasattr(self.rhs, "resolve_expression") and not (isinstance(self.rhs, str) and self.rhs):
            raise ValueError(f"under what? A path is text and not empty: {self.rhs!r}")
        return self.rhs

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        low, low_params = self.process_rhs(compiler, connection)
        high, high_params = self._upper_end(compiler, connection)
        if connection.vendor == "postgresql":
            lhs = f'({lhs}) COLLATE "C"'
        return f"({lhs} >= {low} AND {lhs} < {high})", [*lhs_params, *low_params, *lhs_params, *high_params]

    def _upper_end(self, compiler: Any, connection: Any) -> Any:
        if self.rhs_is_direct_value():
            return "%s", [f"{self.rhs}{LAST}"]
        return compiler.compile(Concat(self.rhs, Value(LAST)).resolve_expression(compiler.query))


def under_any(paths: Iterable[str], *, path: str = "path") -> Q:
    """Rows under at least one of these places; none given, no row."""
    reach = Q(pk__in=[])
    for place in paths:
        reach |= Q(**{f"{path}__under": place})
    return reach


def right_beneath_any(paths: Iterable[str], *, of: str = "unit") -> Q:
    """Rows of units one level beneath at least one of these places, not of the places themselves."""
    reach = Q(pk__in=[])
    for place in paths:
        reach |= Q(**{f"{of}__path__under": place, f"{of}__depth": len(place) // STEP + 1})
    return reach
