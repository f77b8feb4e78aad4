"""What the placement of tables demands: checked for every model, put into PostgreSQL by `manage.py distribute`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.models.fields.related import ForeignObject

from .placement import PLACEMENTS

SPREAD = ("person", "desk", "key")


@dataclass(frozen=True)
class Place:
    """Where a model's table lives, and by which column it is spread (none for reference and local)."""

    placement: str
    column: str = ""

    @property
    def is_spread(self) -> bool:
        return self.placement in SPREAD


def tables() -> list[type[models.Model]]:
    """Every model with a table of its own, in the order of rooms."""
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]


def place_of(model: type[models.Model]) -> Place | None:
    """The model's own word, or for models of packages the settings' (`PLACEMENTS`); None if nobody says."""
    named = settings.PLACEMENTS.get(model._meta.label) or settings.PLACEMENTS.get(model._meta.app_label)
    placement = getattr(model, "placement", named)
    if placement not in PLACEMENTS:
        return None
    if placement not in SPREAD:
        return Place(placement)
    field = getattr(model, "shard_field", None) or model._meta.pk.name
    return Place(placement, _column(model, field))


def _column(model: type[models.Model], name: str) -> str:
    for field in model._meta.concrete_fields:
        if name in (field.name, field.attname, field.column):
            return str(field.column)
    raise LookupError(f"{model._meta.label} has no column {name}")


def refusals() -> list[str]:
    """Sentences that name each model the database could not be spread with; empty when all is well."""
    return [words for model in tables() for words in _refusals(model)]


def _refusals(model: type[models.Model]) -> Iterator[str]:
    place, label = place_of(model), model._meta.label
    if place is None:
        yield f"{label}: says no placement"
        return
    if place.is_spread:
        yield from (f"{label}: unique {names} lacks {place.column}" for names in _uniques(model, place))
    yield from _keys(model, place)
    if place.placement == "local":
        return  # never placed by Citus, whatever its columns
    for field in model._meta.concrete_fields:
        if isinstance(field, models.PositiveIntegerField | models.PositiveBigIntegerField):
            yield f"{label}.{field.name}: an unnamed column check; use IntegerField and a named constraint"


def _uniques(model: type[models.Model], place: Place) -> Iterator[tuple[str, ...]]:
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key and field.column != place.column:
            yield (field.name,)
    sets: list[tuple[str, ...]] = [(*names,) for names in model._meta.unique_together]
    sets += [(*c.fields,) for c in model._meta.constraints if isinstance(c, models.UniqueConstraint) and c.fields]
    yield from (names for names in sets if place.column not in {_column(model, name) for name in names})


def _keys(model: type[models.Model], place: Place) -> Iterator[str]:
    for field in model._meta.local_fields:
        if not isinstance(field, models.ForeignKey) or not getattr(field, "db_constraint", True):
            continue
        target = place_of(field.related_model)
        if target is None or target.placement == place.placement == "local":
            continue
        if target.placement != "reference" or place.placement == "local":
            yield f"{model._meta.label}.{field.name}: a constraint to {field.related_model._meta.label}"


def wide_keys() -> list[tuple[str, list[str]]]:
    """(table, key columns) where the primary key must also hold the shard column."""
    found = []
    for model in tables():
        place, pk = place_of(model), model._meta.pk
        if place and place.is_spread and pk is not None and pk.column != place.column:
            found.append((model._meta.db_table, [str(pk.column), place.column]))
    return found


def same_shard_keys() -> list[tuple[str, str, list[str], str, list[str]]]:
    """(name, table, columns, table referred to, its columns) of relations that stay on one shard."""
    found = []
    for model in tables():
        place = place_of(model)
        if place is None or place.placement != "person":
            continue
        for field in model._meta.local_fields:
            if _stays(field):
                mine, theirs = zip(*field.related_fields, strict=True)  # type: ignore[attr-defined]
                columns = sorted(zip(theirs, mine, strict=True), key=lambda pair: not pair[0].primary_key)
                found.append(
                    (
                        f"{model._meta.db_table}_{field.name}_stays"[:63],
                        model._meta.db_table,
                        [own.column for _their, own in columns],
                        field.related_model._meta.db_table,  # type: ignore[union-attr]
                        [their.column for their, _own in columns],
                    )
                )
    return found


def _stays(field: Any) -> bool:
    """A relation to a row of the same person without a constraint of Django, unless it stands without that row."""
    if not isinstance(field, ForeignObject) or getattr(field, "db_constraint", False):
        return False
    if field.remote_field.on_delete is models.DO_NOTHING:
        return False
    target = place_of(field.related_model)
    return target is not None and target.placement == "person"


def primary_key_now(table: str) -> tuple[str, list[str]]:
    """Name and columns of the table's primary key as PostgreSQL has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conname, array_agg(a.attname::text ORDER BY k.place) FROM pg_constraint c "
            "CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(attnum, place) "
            "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum "
            "WHERE c.contype = 'p' AND c.conrelid = %s::regclass GROUP BY c.conname",
            [table],
        )
        name, columns = cursor.fetchone()
        return name, list(columns)


def has_constraint(table: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_constraint WHERE conrelid = %s::regclass AND conname = %s", [table, name])
        return cursor.fetchone() is not None
