from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from unionhall.kit.placement import DeskScoped

from ..choices import OF_MANY, EndedWhy, Kind
from .base import Own


class Agreement(Own):
    """A collective contract in the register: who is bound, from when to when, and how it ended."""

    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=6, choices=Kind)
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    area_name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=160)
    round_number = models.CharField(max_length=32, blank=True)
    signed_on = models.DateField()
    term_from = models.DateField()
    term_to = models.DateField()  # its last day
    in_force_on = models.DateField()
    ended_on = models.DateField(null=True)  # the first day it no longer binds
    ended_why = models.CharField(max_length=10, choices=EndedWhy, blank=True)
    end_filed_on = models.DateField(null=True)
    workers = models.IntegerField()
    contents = models.JSONField(default=list)
    text = models.TextField(blank=True)
    contract_no = models.CharField(max_length=60, blank=True)
    signed_workers = models.CharField(max_length=60, blank=True)  # the chief of each side who signed
    signed_employer = models.CharField(max_length=60, blank=True)
    published_on = models.DateField(null=True)
    filed_on = models.DateField(null=True)
    reported_on = models.DateField(null=True)  # last yearly report to the congress
    report_by = models.DateField(null=True)  # the next one; null where a round watches over it and has the clock
    alarm = models.SmallIntegerField(null=True)  # of how many days before its end the union was last told
    was = models.JSONField(default=list)  # [[unit id, day it left]]: unions that kept it before, which then ended
    version = models.IntegerField(default=0)

    class Meta(Own.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "unit", "-signed_on"], name="agreement_unit"),
            models.Index(fields=["desk_id", "-signed_on", "-id"], name="agreement_signed"),
            models.Index(fields=["desk_id", "employer"], name="agreement_employer"),
            models.Index(
                fields=["desk_id", "-signed_on", "-id"], condition=Q(ended_on__isnull=False), name="agreement_ended_on"
            ),
            models.Index(fields=["desk_id", "term_to", "id"], condition=Q(ended_on=None), name="agreement_ends"),
            models.Index(
                fields=["desk_id", "report_by"], condition=Q(ended_on=None, report_by__isnull=False),
                name="agreement_to_report",
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "number"], name="agreement_number"),
            models.CheckConstraint(
                condition=Q(employer__isnull=False) | Q(kind__in=OF_MANY) & ~Q(area_name=""), name="agreement_binds"
            ),
            models.CheckConstraint(condition=Q(term_to__gt=F("term_from"), workers__gte=0), name="agreement_term"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_why="") | Q(ended_on__isnull=False) & ~Q(ended_why=""),
                name="agreement_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def party(self) -> str:
        return str(self.employer.shown_name) if self.employer is not None else self.area_name

    def is_in_force(self, day: date | None = None) -> bool:
        day = day or timezone.localdate()
        return self.in_force_on <= day and (self.ended_on is None or day < self.ended_on)


class Term(DeskScoped):
    """A number an agreement settled, for comparing what neighbours reached."""

    agreement_id = models.BigIntegerField()
    topic = models.CharField(max_length=24)
    title = models.CharField(max_length=120)
    measure = models.CharField(max_length=20, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    words = models.CharField(max_length=500, blank=True)
    floor = models.JSONField(default=dict)  # the rule it was checked against
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "topic", "until"], name="term_topic"),
            models.Index(fields=["desk_id", "agreement_id"], name="term_agreement"),
        ]


class Cover(Own):
    """That an agreement binds a firm, from one day to another (that day not counted); `unit` is where it counts."""

    agreement_id = models.BigIntegerField()
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, related_name="+")
    workers = models.IntegerField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(Own.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["employer"], name="cover_employer"),
            models.Index(fields=["agreement_id"], name="cover_agreement"),
            models.Index(fields=["desk_id", "unit"], name="cover_unit"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(workers__gte=0), name="cover_workers"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="cover_days"),
        ]


class Check(DeskScoped):
    """A look at how an agreement is kept, by the joint group; breaches are told to labour-law supervision."""

    agreement_id = models.BigIntegerField()
    on = models.DateField()
    group = models.CharField(max_length=200)
    kept = models.BooleanField()
    findings = models.TextField()
    breaches = models.TextField(blank=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "agreement_id", "-on"], name="check_agreement")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kept=True, breaches="") | Q(kept=False) & ~Q(breaches=""), name="check_says"
            ),
        ]
