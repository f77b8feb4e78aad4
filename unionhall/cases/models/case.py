from typing import Any, ClassVar

from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import PersonQuerySet, PersonScoped, rows_by
from unionhall.workflow import Service, Stage

from ..catalogue import services
from ..choices import Channel, Secrecy, Status, Urgency


class CaseQuerySet(PersonQuerySet):
    """Cases are read through their person; staff find them by their desk row (`DeskCase`)."""


class Case(PersonScoped):
    """One thing one person asked for, from first receipt to rating: who has it, in which stage, by when."""

    number = models.CharField(max_length=24)  # division code (6) + yyyymmdd + 5 digits, never reused
    service_code = models.CharField(max_length=48)
    stage_code = models.CharField(max_length=32)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    outcome = models.CharField(max_length=10, default="open")  # workflow.Held
    title = models.CharField(max_length=120)
    answers = models.JSONField(default=dict)  # as given; personal words are sealed in `words`
    words = EncryptedTextField(cls="C4", mask="hidden", blank=True)  # the free text of the request
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.PORTAL)
    secrecy = models.CharField(max_length=9, choices=Secrecy, default=Secrecy.OPEN)
    urgency = models.CharField(max_length=8, choices=Urgency, default=Urgency.NORMAL)
    query_code = models.CharField(max_length=64, blank=True)  # hash of the code an anonymous sender follows it by
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64, blank=True)  # for the duplicate hint

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")  # the lead unit that has it
    county_id = models.BigIntegerField(null=True)
    city_id = models.BigIntegerField(null=True)
    origin_desk_id = models.BigIntegerField()  # desk whose series the number is of
    holder_id = models.BigIntegerField(null=True)  # the named person
    holder_name = models.CharField(max_length=60, blank=True)
    routed_because = models.CharField(max_length=200, blank=True)
    returns = models.IntegerField(default=0)

    received_at = models.DateTimeField()  # first receipt: the citizen clock starts and is never reset
    due_on = models.DateField()  # promised date, moved only by pauses
    days_promised = models.IntegerField()
    stage_since = models.DateTimeField()
    stage_due_on = models.DateField(null=True)
    paused_since = models.DateField(null=True)
    paused_days = models.IntegerField(default=0)  # working days stood still while waiting for the worker
    closed_at = models.DateTimeField(null=True)
    closed_on_time = models.BooleanField(null=True)
    first_closed_at = models.DateTimeField(null=True)
    reopened = models.IntegerField(default=0)
    rate_token = models.CharField(max_length=64, blank=True)  # hash of the link only the worker has
    rated_stars = models.IntegerField(null=True)
    handed_over_from = models.BigIntegerField(null=True)
    submission = models.CharField(max_length=64, blank=True)  # hash of the form's token: sent twice, opened once
    to_decide = models.BooleanField(default=False)  # returned once too often: the unit that has it must place it
    decided = models.BooleanField(default=False)  # placed by the level above: may not be returned again
    legal_due_on = models.DateField(null=True)  # last day of the stage's legal clock, beside the citizen clock
    time_class = models.CharField(max_length=12, blank=True)  # choices.TimeClass; empty: the service has one time
    answer_due_at = models.DateTimeField(null=True)  # by when the first human answer is promised
    answered_at = models.DateTimeField(null=True)  # the first human answer, with the unit that gave it
    answered_in_time = models.BooleanField(null=True)
    answered_unit_id = models.BigIntegerField(null=True)
    helper_desks = models.JSONField(default=list)  # desks where copies for helper units lie
    version = models.IntegerField(default=0)

    objects: ClassVar[Any] = rows_by(CaseQuerySet)

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["person", "-received_at"], name="case_person"),
            models.Index(fields=["unit", "status"], name="case_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "submission"], condition=~models.Q(submission=""), name="case_sent_once"
            ),
            models.CheckConstraint(
                condition=models.Q(status=Status.CLOSED, closed_at__isnull=False)
                | ~models.Q(status=Status.CLOSED) & models.Q(closed_at=None),
                name="case_closed_at",
            ),
            models.CheckConstraint(
                condition=models.Q(rated_stars=None) | models.Q(rated_stars__gte=1, rated_stars__lte=5),
                name="case_stars",
            ),
            models.CheckConstraint(condition=models.Q(paused_days__gte=0, returns__gte=0), name="case_counts"),
        ]

    who_at_desk = ""  # the sender as staff read it, only on an object found by its desk row
    code_to_tell = ""  # the query code in plain text, only on the object that has just been opened

    def __str__(self) -> str:
        return self.number

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED

    @property
    def service(self) -> Service:
        return services[self.service_code]

    @property
    def stage(self) -> Stage:
        return self.service.stage(self.stage_code)
