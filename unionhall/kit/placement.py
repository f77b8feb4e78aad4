"""Where a table lives when the database is spread over machines, and the rows that live with a person or a county desk.

Five placements: `reference` (copied everywhere), `person`, `desk` (the county unit above), `key` (by its own key),
`local` (coordinator only). See docs/architecture.md; `manage.py distribute` puts it into the database.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models

from .ids import new_id

PLACEMENTS = ("reference", "person", "desk", "key", "local")


class PersonQuerySet(models.QuerySet):
    def of(self, person: Any) -> Self:
        """Only the rows of this person (a person, a user or an id): one shard."""
        return self.filter(person_id=getattr(person, "pk", person))


class DeskQuerySet(models.QuerySet):
    def at_desks(self, desks: Iterable[int]) -> Self:
        """Only the rows kept at these county desks: as many shards as desks named."""
        return self.filter(desk_id__in=list(desks))


class _Rows(models.Manager):
    """Named, so that the type checker takes rows for what their room says, not for rows of the class above."""


def rows_by(queryset: type[models.QuerySet]) -> Any:
    """`objects` of a placed table, with the questions of `queryset`."""
    return _Rows.from_queryset(queryset)()


class _OneShard(models.Model):
    """Saves, reloads and deletes by (shard column, id), and never assigns the shard column again."""

    placement: str
    shard_field: str

    class Meta:
        abstract = True

    def _shard(self) -> dict[str, Any]:
        return {self.shard_field: getattr(self, self.shard_field)}

    def _do_update(self, base_qs, using, pk_val, values, *rest):  # type: ignore[no-untyped-def]
        kept = [value for value in values if value[0].attname != self.shard_field]
        return super()._do_update(base_qs.filter(**self._shard()), using, pk_val, kept, *rest)

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):  # type: ignore[no-untyped-def]
        rows = from_queryset if from_queryset is not None else type(self)._base_manager.using(using)
        super().refresh_from_db(using, fields, rows.filter(**self._shard()))

    def delete(self, using=None, keep_parents=False):  # type: ignore[no-untyped-def]
        return type(self)._base_manager.using(using).filter(pk=self.pk, **self._shard()).delete()


class PersonScoped(_OneShard):
    """A row that belongs to one person and lies with all the other rows of that person."""

    placement, shard_field = "person", "person_id"
    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, db_constraint=False, db_index=False, related_name="+")
    objects: ClassVar[Any] = rows_by(PersonQuerySet)

    class Meta:
        abstract = True
        base_manager_name = "objects"


class DeskScoped(_OneShard):
    """A row that belongs to a union and lies at the desk of the county above it (cities and province: their own)."""

    placement, shard_field = "desk", "desk_id"
    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    desk_id = models.BigIntegerField()
    objects: ClassVar[Any] = rows_by(DeskQuerySet)

    class Meta:
        abstract = True
        base_manager_name = "objects"
