from typing import Any, ClassVar

from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import DeskScoped, rows_by

from ..choices import Grounds, ReportWay
from .mediation import DeskRows


class AuthorityReport(DeskScoped):
    """报告主管部门: that danger to life or a mass event must be told to one authority (rights.md §2 row 1), and was."""

    case_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")  # that has to tell
    number = models.CharField(max_length=24)
    place_no = models.IntegerField(default=1)  # of the same case another authority is another line, from 1
    title = models.CharField(max_length=120)
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    grounds = models.CharField(max_length=6, choices=Grounds)
    wanted = models.CharField(max_length=80, blank=True)  # which authority is to be told, where that is known
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    authority = models.CharField(max_length=80, blank=True)
    way = models.CharField(max_length=8, choices=ReportWay, blank=True)
    receiver = models.CharField(max_length=60, blank=True)  # who took it there
    told_by_id = models.BigIntegerField(null=True)
    told_by_name = models.CharField(max_length=60, blank=True)
    said = EncryptedTextField(cls="C4", mask="hidden", blank=True)
    dropped_on = models.DateField(null=True)  # found to be nothing to tell, by who decides there
    dropped_because = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = rows_by(DeskRows)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "due_at", "id"], condition=models.Q(told_at=None), name="report_open"),
            models.Index(fields=["desk_id", "-due_at", "-id"], name="report_list"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "number", "place_no"], name="report_once"),
            models.CheckConstraint(
                condition=models.Q(told_at=None, told_by_id=None, way="", authority="")
                | models.Q(told_at__isnull=False, told_by_id__isnull=False)
                & ~models.Q(way="")
                & ~models.Q(authority=""),
                name="report_told",
            ),
            models.CheckConstraint(
                condition=models.Q(dropped_on=None, dropped_because="")
                | models.Q(dropped_on__isnull=False, told_at=None) & ~models.Q(dropped_because=""),
                name="report_dropped",
            ),
        ]

    def __str__(self) -> str:
        return self.number
