from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by
from unionhall.orgs import queries as orgs
from unionhall.workflow import Held, Lifecycle, Stage

OUTCOMES = [(one.value, one.value) for one in Held]


class MatterQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = "") -> Self:
        """Rows whose unit lies under a place where `user` holds the lifecycle's permission to read (or `needs`).

        The desks are named as well, so that one county asks one shard.
        """
        view = needs or self.model.lifecycle.view  # type: ignore[attr-defined]
        return self.filter(access.within(user, view), desk_id__in=orgs.desks_for(user, view))

    def open(self) -> Self:
        return self.filter(closed_at=None)


class Matter(DeskScoped):
    """A piece of union work with a lifecycle of its own: an inspection, a letter, a bargaining round, an accident."""

    lifecycle: ClassVar[Lifecycle]

    number = models.CharField(max_length=32)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=160)
    stage_code = models.CharField(max_length=32)
    stage_since = models.DateTimeField()
    due_on = models.DateField(null=True)  # last day of the stage
    due_at = models.DateTimeField(null=True)  # the same to the minute, where the clock counts hours
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=OUTCOMES, default=Held.OPEN.value)
    holder_id = models.BigIntegerField(null=True)
    holder_name = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=24, blank=True)  # number of the case it came from
    origin_person_id = models.BigIntegerField(null=True)  # whose case that is; never shown
    version = models.IntegerField(default=0)
    late_told_on = models.DateField(null=True)

    objects: ClassVar[Any] = rows_by(MatterQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def stage(self) -> Stage:
        return self.lifecycle.stage(self.stage_code)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


def matter_indexes(name: str) -> list[models.Index]:
    """The indexes its lists live on; `name` (at most 20 letters) begins the names of the indexes."""
    return [
        models.Index(fields=["desk_id", "due_on", "id"], condition=models.Q(closed_at=None), name=f"{name}_open"),
        models.Index(fields=["desk_id", "unit", "-opened_at"], name=f"{name}_unit"),
        models.Index(fields=["desk_id", "employer"], name=f"{name}_employer"),
        models.Index(fields=["desk_id", "-opened_at", "-id"], name=f"{name}_opened"),
        models.Index(
            fields=["desk_id", "holder_id", "-opened_at", "-id"],
            condition=models.Q(closed_at=None, holder_id__isnull=False),
            name=f"{name}_mine",
        ),
        models.Index(
            fields=["desk_id", "stage_code", "-opened_at", "-id"],
            condition=models.Q(closed_at=None),
            name=f"{name}_stage",
        ),
        models.Index(
            fields=["desk_id", "-opened_at", "-id"], condition=models.Q(closed_at__isnull=False), name=f"{name}_ended"
        ),
    ]


def matter_constraints(name: str) -> list[models.BaseConstraint]:
    """One number at a desk; closed with a day."""
    return [
        models.UniqueConstraint(fields=["desk_id", "number"], name=f"{name}_number"),
        models.CheckConstraint(
            condition=models.Q(closed_at=None, outcome="open")
            | models.Q(closed_at__isnull=False) & ~models.Q(outcome="open"),
            name=f"{name}_closed",
        ),
    ]
