from typing import Any, ClassVar

from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.money import MoneyField
from unionhall.kit.placement import DeskScoped
from unionhall.matters.models import Matter, matter_constraints, matter_indexes

from ..choices import InspectionStage, RecordKind, Scope, Source, Special, Told


class Inspection(Matter):
    """监督事项: one clue about an employer, from registering it to the closing report."""

    scope = models.CharField(max_length=2, choices=Scope)
    source = models.CharField(max_length=10, choices=Source)
    special = models.CharField(max_length=12, choices=Special, blank=True)
    workers = models.IntegerField(default=0)  # affected, as far as is known
    summary = EncryptedTextField(cls="C4", mask="hidden", blank=True)  # the clue in words; never copied into a letter
    consented = models.BooleanField(default=False)  # the employer's union agreed to the inquiry
    accepted_on = models.DateField(null=True)
    heard_on = models.DateField(null=True)
    found_on = models.DateField(null=True)  # breach found
    recovered = MoneyField(default=0)
    people_helped = models.IntegerField(default=0)
    opened_unit_id = models.BigIntegerField()  # where figures count the clue, wherever it goes
    closed_unit_id = models.BigIntegerField(null=True)
    tell_due_on = models.DateField(null=True)  # whoever complained has no case to read it in: told by then
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=8, choices=Told, blank=True)

    class Meta(Matter.Meta):
        abstract = False
        indexes = [
            *matter_indexes("insp"),
            models.Index(fields=["desk_id", "origin"], name="insp_origin", condition=~models.Q(origin="")),
            models.Index(
                fields=["desk_id", "tell_due_on", "id"],
                name="insp_to_tell",
                condition=models.Q(told_on=None, tell_due_on__isnull=False),
            ),
        ]
        constraints = [
            *matter_constraints("insp"),
            models.CheckConstraint(
                condition=models.Q(workers__gte=0, people_helped__gte=0, recovered__gte=0), name="insp_counts"
            ),
        ]

    @staticmethod
    def parts() -> tuple[type[models.Model], ...]:
        """Tables whose rows move with an inspection."""
        return (TeamMember, Record)

    @property
    def goes_straight(self) -> bool:
        """Retaliation, minors or a mass event: neither consultation nor a reminder letter."""
        return self.special != Special.NONE

    @property
    def accepted(self) -> bool:
        return self.stage_code not in (InspectionStage.CLUE, InspectionStage.NOT_ACCEPTED)


class TeamMember(DeskScoped):
    """A supervisor named for an inspection, with the certificate shown; or recused from it."""

    matter_id = models.BigIntegerField()
    supervisor_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    certificate_no = models.CharField(max_length=40)
    valid_until = models.DateField()  # of the certificate
    named_on = models.DateField()
    recused_because = models.CharField(max_length=200, blank=True)  # own or a close relative's interest

    class Meta(DeskScoped.Meta):
        abstract = False
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["desk_id", "matter_id", "supervisor_id"], name="team_once")
        ]

    @property
    def recused(self) -> bool:
        return bool(self.recused_because)


class Record(DeskScoped):
    """笔录: what was written down of a talk or an inquiry, who was there for the union, and its paper."""

    matter_id = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=RecordKind)
    on = models.DateField()
    place = models.CharField(max_length=120)
    heard = models.CharField(max_length=60, blank=True)  # which side, by office and not by name
    team = models.JSONField(default=list)  # [[name, certificate number], …] as shown
    words = EncryptedTextField(cls="C4", mask="hidden")
    document_id = models.BigIntegerField(null=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "matter_id", "on"], name="record_matter")]
