"""Workers of covered employers count at the union that covers them: what is stored of that one count is made anew.

The definitions of the day are copied here, so that later ones do not change what this migration did. Deltas only are
written; the job that settles figures folds them as it folds all others.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import migrations

CODE = "orgs.covered_workers"
RANKS = {"single": 0, "joint": 1, "federation": 2}
LOT = 2000


def count_at_unions(apps: Any, schema_editor: Any) -> None:
    _make_anew(apps, schema_editor.connection.alias, at_union=True)


def count_at_places(apps: Any, schema_editor: Any) -> None:
    _make_anew(apps, schema_editor.connection.alias, at_union=False)


def _make_anew(apps: Any, using: str, at_union: bool) -> None:
    for name in ("FigureDelta", "FigureDay", "FigureMonth"):
        apps.get_model("kit", name).objects.using(using).filter(count=CODE).delete()
    delta, unit = apps.get_model("kit", "FigureDelta"), apps.get_model("orgs", "Unit")
    desks = dict(unit.objects.using(using).values_list("pk", "desk_id"))
    for changes in _changes(apps, using, at_union):
        delta.objects.using(using).bulk_create(
            delta(desk_id=desks[at], unit_id=at, count=CODE, day=day, n=n) for (at, day), n in changes.items() if n
        )


def _changes(apps: Any, using: str, at_union: bool) -> Iterator[dict[tuple[int, date], int]]:
    """{(unit, day): n} of some employers after others."""
    employers = apps.get_model("orgs", "Employer").objects.using(using).order_by("pk")
    last = 0
    while lot := list(employers.filter(pk__gt=last)[:LOT]):
        last = lot[-1].pk
        pks = [employer.pk for employer in lot]
        covers, was = defaultdict(list), defaultdict(list)
        for row in apps.get_model("orgs", "Coverage").objects.using(using).filter(employer_id__in=pks):
            covers[row.employer_id].append(row)
        for row in apps.get_model("orgs", "EmployerWas").objects.using(using).filter(employer_id__in=pks):
            was[row.employer_id].append(row)
        found: dict[tuple[int, date], int] = defaultdict(int)
        for employer in lot:
            _add_up(found, employer, covers[employer.pk], sorted(was[employer.pk], key=lambda w: w.until), at_union)
        yield found


def _add_up(found: dict[tuple[int, date], int], employer: Any, covers: list[Any], was: list[Any], union: bool) -> None:
    since = employer.counted_from or employer.opened_on or date.min
    days = {since, employer.closed_on, *(w.until for w in was)} | {
        d for c in covers for d in (c.valid_from, c.valid_to)
    }
    stood: tuple[int, int] | None = None
    for day in sorted(day for day in days if day is not None and day >= since):
        stands = (
            None if employer.closed_on and day >= employer.closed_on else _stands(employer, covers, was, day, union)
        )
        if stood:
            found[stood[0], day] -= stood[1]
        if stands:
            found[stands[0], day] += stands[1]
        stood = stands


def _stands(employer: Any, covers: list[Any], was: list[Any], day: date, union: bool) -> tuple[int, int] | None:
    """Where its workers count that day, and how many."""
    held = [c for c in covers if c.valid_from <= day and (c.valid_to is None or c.valid_to > day)]
    if not held:
        return None
    then = next((w for w in was if w.until > day), employer)
    best = min(held, key=lambda c: (RANKS[c.mode], c.valid_from, c.pk))
    at = best.union_id if union else then.unit_id
    return (at, then.headcount) if at else None


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_unit_name"), ("kit", "0001_initial")]

    operations = [migrations.RunPython(count_at_unions, count_at_places)]
