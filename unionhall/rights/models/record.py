from typing import Any, ClassVar

from django.db import models

from unionhall.kit.money import MoneyField
from unionhall.kit.placement import DeskScoped, rows_by

from ..choices import RecordKind
from .mediation import DeskRows


class DeskRecord(DeskScoped):
    """The line of one mediation or one legal aid in the desk's own list, written whenever either changes."""

    kind = models.CharField(max_length=9, choices=RecordKind)
    case_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")  # that has it now
    number = models.CharField(max_length=24)
    title = models.CharField(max_length=120)
    who = models.CharField(max_length=60)  # masked
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    other_side = models.CharField(max_length=120, blank=True)
    stage_code = models.CharField(max_length=32)
    hands = models.CharField(max_length=160, blank=True)  # the mediators, or the lawyer
    begun_on = models.DateField()
    due_on = models.DateField(null=True)  # the law's clock of a mediation, the stage's of legal aid; none once closed
    ended_on = models.DateField(null=True)
    amount = MoneyField(null=True)  # agreed, or recovered

    objects: ClassVar[Any] = rows_by(DeskRows)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(
                fields=["desk_id", "kind", "due_on", "id"], condition=models.Q(ended_on=None), name="record_open"
            ),
            models.Index(fields=["desk_id", "kind", "-begun_on", "-id"], name="record_list"),
            models.Index(fields=["number"], name="record_number"),  # a case that has left its desk
        ]
        constraints = [models.UniqueConstraint(fields=["desk_id", "number"], name="record_once")]

    def __str__(self) -> str:
        return self.number
