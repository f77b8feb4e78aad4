from typing import Any, ClassVar

from django.db import models

from unionhall.kit.placement import DeskScoped, rows_by

from ..choices import GroupState
from .mediation import DeskRows


class Group(DeskScoped):
    """集体争议: one employer, many workers, one matter; the cases in it are handled together."""

    number = models.CharField(max_length=24)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    cause = models.CharField(max_length=2)
    people = models.IntegerField()  # how many workers are concerned, as far as is known
    opened_on = models.DateField()
    state = models.CharField(max_length=6, choices=GroupState, default=GroupState.OPEN)
    closed_on = models.DateField(null=True)
    because = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = rows_by(DeskRows)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "state", "-opened_on"], name="group_state")]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "number"], name="group_number_once"),
            models.CheckConstraint(condition=models.Q(people__gte=1), name="group_people"),
        ]

    def __str__(self) -> str:
        return self.number


class GroupCase(DeskScoped):
    """That a case belongs to a group, and whether its worker speaks for the others (代表, three to five)."""

    group_id = models.BigIntegerField()
    case_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    number = models.CharField(max_length=24)
    who = models.CharField(max_length=60)  # masked
    title = models.CharField(max_length=120)
    speaks = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "group_id", "joined_at", "id"], name="group_case_page")]
        constraints = [models.UniqueConstraint(fields=["desk_id", "number"], name="group_case_once")]
