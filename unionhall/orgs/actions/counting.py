"""Keeping the figures of employers in step with their rows, whichever day the rows are about."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from unionhall.kit import figures

from .. import queries
from ..models import Unit
from ..queries.counted import Counted


@contextmanager
def counted_anew(employers: Iterable[int]) -> Iterator[None]:
    """Append to the figures what is different for these employers (ids) at the end; the caller has locked them."""
    pks = list(employers)
    before = queries.counted(pks)
    yield
    after = queries.counted(pks)
    after.subtract(before)
    _append(after)


def count_new(employer: int) -> None:
    """Append what an employer (its id) counts that was not in the register before."""
    _append(queries.counted([employer]))


def _append(changed: Counted) -> None:
    rows = {key: n for key, n in changed.items() if n}
    units = Unit.objects.in_bulk({unit for _code, unit, _day in rows})
    figures.add_many((code, units[unit], day, n) for (code, unit, day), n in sorted(rows.items()))
