"""Two records turn out to be one person: what each room does about it, declared in the room's `merging.py`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .placement import PersonScoped


@dataclass(frozen=True)
class Merging:
    """What a room gives over from one person to another, and takes back when the merge is undone.

    `move(source=, target=, by=)` runs in the merge's transaction (source and target are person ids) and returns plain
    JSON, from which `undo(source=, target=, moved=, by=)` puts everything back; it raises a Refusal when that is no
    longer possible. `count(source)` says how many rows would move, for the page that asks. Lower `order` moves first.
    """

    code: str
    title: Any
    count: Callable[[int], int]
    move: Callable[..., Any]
    undo: Callable[..., None]
    order: int = 100


def rehome(model: type[PersonScoped], *, source: int, target: int, pks: Iterable[int] | None = None) -> list[int]:
    """Give all (or these) rows of one person to another, keeping their ids; returns the ids that moved.

    A row never changes its shard column, so it is written anew and the old one deleted; what is sealed stays readable,
    for it is bound to the id.
    """
    rows = model._base_manager.filter(person_id=source)
    found = list(rows if pks is None else rows.filter(pk__in=list(pks)))
    rows.filter(pk__in=[row.pk for row in found])._raw_delete(using=rows.db)
    for row in found:
        row.person_id = target
    model._base_manager.bulk_create(found, batch_size=500)
    return [row.pk for row in found]
