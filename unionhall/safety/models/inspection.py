from django.db import models

from unionhall.kit.placement import DeskScoped
from unionhall.matters.models import Matter, matter_constraints, matter_indexes


class Inspection(Matter):
    """劳动保护检查: planned, made by two inspectors or more, recorded line by line and signed."""

    planned_on = models.DateField()
    site = models.CharField(max_length=160, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    inspected_on = models.DateField(null=True)
    lines = models.JSONField(default=dict)  # {code of the checklist: {"found": good|bad|none, "note": …}}
    special = models.JSONField(default=list)  # women and minors: breaches found, [{"code", "text", "post"}]
    findings = models.TextField(blank=True)
    employer_said = models.TextField(blank=True)
    signer = models.CharField(max_length=60, blank=True)  # of the employer
    refused = models.BooleanField(default=False)  # to sign
    witness = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField(null=True)
    bad_lines = models.IntegerField(default=0)

    class Meta(Matter.Meta):
        abstract = False
        indexes = matter_indexes("inspection")
        constraints = [
            *matter_constraints("inspection"),
            models.CheckConstraint(condition=models.Q(bad_lines__gte=0), name="inspection_bad_lines"),
        ]

    @classmethod
    def parts(cls) -> tuple[type[models.Model], ...]:
        """Tables whose rows go where the inspection goes."""
        return (Attendance,)


class Attendance(DeskScoped):
    """That an inspector took part in an inspection; name and certificate as they were that day."""

    matter_id = models.BigIntegerField()
    inspector_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    certificate = models.CharField(max_length=40)
    on = models.DateField()

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "inspector_id"], name="attendance_inspector")]
        constraints = [models.UniqueConstraint(fields=["desk_id", "matter_id", "inspector_id"], name="attendance_once")]
