"""Audit lines, which are only ever added, and the seals that chain them."""

from datetime import timedelta
from typing import Any, ClassVar, NoReturn

from django.db import models

from unionhall.kit import acts
from unionhall.kit.placement import DeskQuerySet, DeskScoped, PersonQuerySet, PersonScoped, rows_by

SLACK = timedelta(minutes=10)  # the longest an action may take from writing its line to its commit


class AppendedOnly(RuntimeError):
    """Something tried to change or remove a line of the log."""


class LineQuerySet(models.QuerySet):
    """Reads and appends; only sealing (audit.chain) writes to a stored line, by its own statement."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise AppendedOnly(self.model._meta.label)

    update = delete = bulk_update = update_or_create = _refuse

    def unsealed(self) -> models.QuerySet:
        return self.filter(seq=None).order_by("at", "id")


class PersonLineQuerySet(LineQuerySet, PersonQuerySet):  # type: ignore[override]
    pass


class DeskLineQuerySet(LineQuerySet, DeskQuerySet):  # type: ignore[override]
    pass


class Line(models.Model):
    """What happened: when, by whom, to what, where, and why."""

    at = models.DateTimeField()
    action = models.CharField(max_length=64)  # room.thing.done
    subject_type = models.CharField(max_length=48, blank=True)  # people.Membership
    subject_id = models.CharField(max_length=64, blank=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    for_person_id = models.BigIntegerField(null=True)  # the absent person someone acted for
    unit_id = models.BigIntegerField(null=True)
    because = models.CharField(max_length=500, blank=True)
    details = models.JSONField(default=dict)  # facts of the change; never a personal field in plain text
    seq = models.BigIntegerField(null=True)  # place in the chain, given by the sealing job
    chain = models.CharField(max_length=64, blank=True)  # SM3(hex(chain of the line before) + this line)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendedOnly(self._meta.label)
        super().save(*args, **kwargs)

    @property
    def said(self) -> str:
        """What was done, in words."""
        return acts.said(self.action)

    @property
    def about_what(self) -> str:
        """What it was done to: what such a thing is called, and its number where the line has kept it."""
        name = acts.thing(self.subject_type) if self.subject_type else ""
        return f"{name} {self.details.get('number') or ''}".strip()


class PersonLine(Line, PersonScoped):
    """A line about one person: kept with that person's rows, and longer than them."""

    person = models.ForeignKey(
        "people.Person", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )

    objects: ClassVar[Any] = rows_by(PersonLineQuerySet)

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["person", "-at"], name="audit_person_at"),
            models.Index(fields=["seq"], name="audit_person_seq"),
            models.Index(fields=["at"], condition=models.Q(seq=None), name="audit_person_unsealed"),
        ]


class DeskLine(Line, DeskScoped):
    """A line about a union's things, or about the house itself: kept at the desk of the county above."""

    objects: ClassVar[Any] = rows_by(DeskLineQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "unit_id", "-at"], name="audit_desk_at"),
            models.Index(fields=["seq"], name="audit_desk_seq"),
            models.Index(fields=["at"], condition=models.Q(seq=None), name="audit_desk_unsealed"),
        ]


class Seal(models.Model):
    """One batch of the chain: its first and last line, and the head published when it was closed."""

    placement = "reference"
    number = models.BigIntegerField(primary_key=True)
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    head = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(db_index=True)
    published_to = models.CharField(max_length=200, blank=True)
