from django.db import models

from ..choices import InspectorLevel
from .placed import OfUnit


class Inspector(OfUnit):
    """劳动保护监督检查员: trained, examined, appointed by the union above; the register's line."""

    person_id = models.BigIntegerField(null=True)  # when known to the register of people
    name = models.CharField(max_length=60)
    certificate = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=InspectorLevel)
    appointed_by = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    appointed_on = models.DateField()
    expires_on = models.DateField()
    training_hours = models.IntegerField(default=0)
    industries = models.CharField(max_length=120, blank=True)
    inspections = models.IntegerField(default=0)
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)
    version = models.IntegerField(default=0)

    class Meta(OfUnit.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "unit", "name"], name="inspector_unit"),
                   models.Index(fields=["desk_id", "expires_on", "id"], name="inspector_expires")]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "certificate"], name="inspector_certificate_once"),
            models.CheckConstraint(condition=models.Q(expires_on__gt=models.F("appointed_on")), name="inspector_dates"),
            models.CheckConstraint(
                condition=models.Q(training_hours__gte=0, inspections__gte=0), name="inspector_numbers"
            ),
        ]

    def __str__(self) -> str:
        return self.name
