from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by

from ..catalogue import services
from ..choices import Channel, Secrecy, Status, Urgency


class DeskCaseQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = "") -> Self:
        """Cases that sit (as lead or helper) with a unit where `user` holds the service's own permission to read.

        `needs` names one permission more that must be held there.
        """
        seen = models.Q(pk__in=[])
        for view in sorted({service.view for service in services}):
            if user.may(view):
                seen |= models.Q(view=view) & access.within(user, view)
        return self.filter(seen & access.within(user, needs)) if needs else self.filter(seen)


class DeskCase(DeskScoped):
    """The copy of a case that staff list: one for the lead unit, and one for each helper unit."""

    case_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    helper = models.BooleanField(default=False)
    number = models.CharField(max_length=24)
    service_code = models.CharField(max_length=48)
    view = models.CharField(max_length=48)  # the service's permission for reading
    title = models.CharField(max_length=120)
    who = models.CharField(max_length=60)  # masked name; «匿名» or «身份已隐藏» where it is hidden
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    stage_code = models.CharField(max_length=32)
    status = models.CharField(max_length=8, choices=Status)
    outcome = models.CharField(max_length=10, default="open")
    channel = models.CharField(max_length=8, choices=Channel)
    secrecy = models.CharField(max_length=9, choices=Secrecy)
    urgency = models.CharField(max_length=8, choices=Urgency)
    holder_id = models.BigIntegerField(null=True)
    holder_name = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    stage_due_on = models.DateField(null=True)
    time_class = models.CharField(max_length=12, blank=True)
    next_due_on = models.DateField()  # the earlier of the two: what the list is ordered by
    closed_at = models.DateTimeField(null=True)
    closed_on_time = models.BooleanField(null=True)
    rated_stars = models.IntegerField(null=True)
    returns = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)
    taken_at = models.DateTimeField(null=True)  # signed for by the unit that has it now
    sign_by = models.DateField(null=True)  # last day to sign for it; empty once signed
    to_decide = models.BooleanField(default=False)
    wrote_at = models.DateTimeField(null=True)  # the worker's last words that nobody at the desk has answered
    appointment_at = models.DateTimeField(null=True)  # the next one agreed
    answer_due_at = models.DateTimeField(null=True)  # the first human answer is still to come, by then
    answered_at = models.DateTimeField(null=True)  # the first human answer
    alarm_on = models.DateField(null=True)  # a last day the service watches: after it a right of the worker is lost
    alarm_from = models.DateField(null=True)  # from this day on it stands on Today
    late_told_on = models.DateField(null=True)  # the level above was told that this unit is late

    objects: ClassVar[Any] = rows_by(DeskCaseQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "status", "next_due_on", "id"], name="desk_case_due"),
            models.Index(
                fields=["desk_id", "next_due_on", "id"],
                condition=~models.Q(status=Status.CLOSED),
                name="desk_case_open",
            ),
            models.Index(fields=["desk_id", "unit", "status", "next_due_on"], name="desk_case_unit"),
            models.Index(fields=["desk_id", "holder_id", "status"], name="desk_case_holder"),
            models.Index(fields=["desk_id", "fingerprint"], name="desk_case_fingerprint"),
            models.Index(fields=["desk_id", "employer"], name="desk_case_employer"),
            models.Index(
                fields=["desk_id", "alarm_from"],
                condition=models.Q(alarm_from__isnull=False) & ~models.Q(status=Status.CLOSED),
                name="desk_case_alarm",
            ),
            models.Index(
                fields=["desk_id", "answer_due_at"],
                condition=models.Q(answer_due_at__isnull=False),
                name="desk_case_answer",
            ),
            models.Index(
                fields=["desk_id", "appointment_at"],
                condition=models.Q(appointment_at__isnull=False),
                name="desk_case_meeting",
            ),
            models.Index(
                fields=["desk_id", "received_at", "id"],
                condition=~models.Q(status=Status.CLOSED),
                name="desk_case_received",
            ),
            models.Index(
                fields=["desk_id", "holder_id", "next_due_on", "id"],
                condition=~models.Q(status=Status.CLOSED),
                name="desk_case_mine",
            ),
            models.Index(fields=["number"], name="desk_case_number"),
            models.Index(fields=["desk_id", "case_id"], name="desk_case_case"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "number", "unit"], name="desk_case_once"),
        ]


class CaseNumber(DeskScoped):
    """Whose case a number is: stays at the desk whose series gave the number, wherever the case goes."""

    number = models.CharField(max_length=24)
    case_id = models.BigIntegerField()
    person_id = models.BigIntegerField()

    class Meta(DeskScoped.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["desk_id", "number"], name="case_number_once")]


class Helper(DeskScoped):
    """协办: that a unit was asked to help the lead unit with a case, and what it answered."""

    case_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    asked = models.CharField(max_length=300)
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField()
    answer = models.CharField(max_length=500, blank=True)
    answered_by_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "case_id", "unit"], name="helper_once"),
            models.CheckConstraint(
                condition=models.Q(answered_by_id=None, answered_at=None)
                | models.Q(answered_by_id__isnull=False, answered_at__isnull=False),
                name="helper_answered",
            ),
        ]
