from django.db import models

from ..choices import AppointmentState
from .event import OfCase, to_case


class Appointment(OfCase):
    """键对键 → 面对面: a time and a place to meet about a case; the worker checks in by showing a code."""

    case = to_case("appointments")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.IntegerField(default=30)
    place = models.CharField(max_length=160)
    with_name = models.CharField(max_length=60)
    phone = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=9, choices=AppointmentState, default=AppointmentState.OFFERED)
    code_digest = models.CharField(max_length=64)  # hash of the code shown on the worker's phone
    offered_by_id = models.BigIntegerField()
    offered_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)

    class Meta(OfCase.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["person", "case_id"], name="appointment_case"),
            models.Index(fields=["unit", "starts_at"], name="appointment_unit"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(minutes__gte=5), name="appointment_minutes")]
