from typing import Any, ClassVar

from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.money import MoneyField
from unionhall.kit.placement import DeskScoped, PersonScoped, rows_by

from ..choices import AidGroup, AidKind, AidResult, AidStage
from .mediation import DeskRows


class Lawyer(DeskScoped):
    """援助律师: one lawyer of the roster a union keeps: certificate, fields of work, and how many cases at once."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    firm = models.CharField(max_length=120)
    certificate = models.CharField(max_length=24)  # 执业证号
    certified_until = models.DateField()
    fields = models.JSONField(default=list)  # groups of causes: choices.CauseGroup
    phone = EncryptedTextField(cls="C3", mask="phone", blank=True)
    most = models.IntegerField()  # cases at once
    load = models.IntegerField(default=0)  # cases in hand
    active = models.BooleanField(default=True)

    objects: ClassVar[Any] = rows_by(DeskRows)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "unit", "active"], name="lawyer_unit")]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "certificate"], name="lawyer_once"),
            models.CheckConstraint(condition=models.Q(load__gte=0, most__gte=1), name="lawyer_load"),
        ]

    def __str__(self) -> str:
        return self.name


class LegalAid(PersonScoped):
    """法律援助: what the case does not say: kind, group, decision, lawyer, stage, result, money."""

    case_id = models.BigIntegerField()
    number = models.CharField(max_length=24)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")  # that decides
    kind = models.CharField(max_length=6, choices=AidKind)
    group = models.CharField(max_length=10, choices=AidGroup)
    cause = models.CharField(max_length=2, blank=True)
    means_checked = models.BooleanField()  # False: the law asks for no check
    income = MoneyField(null=True)  # per head of the household and month, as declared
    rule = models.JSONField(null=True)  # of the income standard it was measured by
    urgent = models.BooleanField(default=False)  # first help, papers later
    asked_on = models.DateField()
    decided_on = models.DateField(null=True)
    granted = models.BooleanField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    stage = models.CharField(max_length=11, choices=AidStage)
    lawyer_id = models.BigIntegerField(null=True)
    lawyer_desk_id = models.BigIntegerField(null=True)
    lawyer_name = models.CharField(max_length=60, blank=True)
    assigned_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    result = models.CharField(max_length=7, choices=AidResult, blank=True)
    recovered = MoneyField(null=True)
    subsidy = MoneyField(null=True)
    archive_no = models.CharField(max_length=40, blank=True)

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["person", "case_id"], name="legal_aid_case"),
            models.Index(fields=["unit", "ended_on"], name="legal_aid_unit"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "case_id"], name="legal_aid_once"),
            models.CheckConstraint(
                condition=models.Q(granted=None, decided_on=None)
                | models.Q(granted__isnull=False, decided_on__isnull=False),
                name="legal_aid_decided",
            ),
            models.CheckConstraint(
                condition=(models.Q(recovered=None) | models.Q(recovered__gte=0))
                & (models.Q(subsidy=None) | models.Q(subsidy__gte=0)),
                name="legal_aid_money",
            ),
        ]


class Assignment(DeskScoped):
    """指派: one case in the hands of one lawyer, at the desk of the roster; the ledger of legal aid."""

    lawyer_id = models.BigIntegerField()
    lawyer_name = models.CharField(max_length=60)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")  # that keeps the roster
    case_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    number = models.CharField(max_length=24)
    title = models.CharField(max_length=120)
    who = models.CharField(max_length=60)  # masked
    kind = models.CharField(max_length=6, choices=AidKind)
    assigned_on = models.DateField()
    ended_on = models.DateField(null=True)
    result = models.CharField(max_length=7, choices=AidResult, blank=True)
    recovered = MoneyField(null=True)
    subsidy = MoneyField(null=True)

    objects: ClassVar[Any] = rows_by(DeskRows)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "lawyer_id", "ended_on"], name="assignment_lawyer"),
            models.Index(fields=["desk_id", "unit", "-assigned_on"], name="assignment_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "number"], condition=models.Q(ended_on=None), name="assignment_one_open"
            ),
        ]
