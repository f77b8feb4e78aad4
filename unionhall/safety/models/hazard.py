from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit.money import MoneyField
from unionhall.kit.placement import rows_by
from unionhall.matters.models import Matter, MatterQuerySet, matter_constraints, matter_indexes

from ..choices import Decision, Grade, HazardKind, HazardSource
from .placed import OfUnit


class HazardQuerySet(MatterQuerySet):
    def undecided(self, at: Any) -> Self:
        """Danger to life whose employer has not decided by the time set, and that nobody was told of yet."""
        return self.open().filter(grade=Grade.IMMINENT, decide_by__lte=at, decided_at=None, escalated_at=None)


class Hazard(Matter):
    """隐患: one danger at one spot, from its report to the proof that it is gone."""

    source = models.CharField(max_length=10, choices=HazardSource)
    site = models.CharField(max_length=120, blank=True)
    spot = models.CharField(max_length=160)
    seen_at = models.DateTimeField()
    kind = models.CharField(max_length=2, choices=HazardKind)
    grade = models.CharField(max_length=8, choices=Grade)
    found = models.TextField(blank=True)  # as verified, in the union's words: never the reporter's own
    basis = models.CharField(max_length=300, blank=True)
    measure = models.TextField(blank=True)  # with the next four: the five fixed points 五落实
    responsible = models.CharField(max_length=60, blank=True)
    money = MoneyField(null=True)
    fix_by = models.DateField(null=True)
    emergency_plan = models.TextField(blank=True)
    employer_said = models.TextField(blank=True)
    people = models.IntegerField(null=True)  # in danger
    delivered_to = models.CharField(max_length=60, blank=True)
    delivered_at = models.DateTimeField(null=True)
    decide_by = models.DateTimeField(null=True)
    decision = models.CharField(max_length=6, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    notified_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    rechecked_on = models.DateField(null=True)
    overdue_since = models.DateField(null=True)
    escalate_on = models.DateField(null=True)  # the county hears of it when it is still not mended that day
    escalated_at = models.DateTimeField(null=True)
    escalated_to = models.JSONField(default=list)  # names of the unions told
    authority_due_on = models.DateField(null=True)
    authority = models.CharField(max_length=120, blank=True)
    authority_told_at = models.DateTimeField(null=True)
    inspection = models.CharField(max_length=32, blank=True)  # number of the inspection that found it
    counted_unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")  # where its report counts
    passed_from = models.CharField(max_length=32, blank=True)  # number it had at another county's desk
    passed_to = models.CharField(max_length=32, blank=True)  # number it has there now
    in_time = models.BooleanField(null=True)  # closed, and mended by the promised day
    kept_rules = models.JSONField(default=list)  # copies of the dated rules it was judged by

    objects: ClassVar[Any] = rows_by(HazardQuerySet)

    class Meta(Matter.Meta):
        abstract = False
        indexes = [
            *matter_indexes("hazard"),
            models.Index(
                fields=["desk_id", "grade", "due_on", "id"], condition=models.Q(closed_at=None), name="hazard_grade"
            ),
            models.Index(
                fields=["decide_by"], condition=models.Q(closed_at=None, decided_at=None, escalated_at=None),
                name="hazard_undecided",
            ),
            models.Index(
                fields=["desk_id", "authority_due_on", "id"],
                condition=models.Q(closed_at=None, authority_told_at=None, authority_due_on__isnull=False),
                name="hazard_authority",
            ),
            models.Index(
                fields=["escalate_on"], condition=models.Q(closed_at=None, escalated_at=None), name="hazard_escalate"
            ),
        ]  # fmt: skip
        constraints = [
            *matter_constraints("hazard"),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decision="")
                | models.Q(decided_at__isnull=False) & ~models.Q(decision=""),
                name="hazard_decided",
            ),
            models.CheckConstraint(condition=models.Q(people=None) | models.Q(people__gte=0), name="hazard_people"),
            models.CheckConstraint(condition=models.Q(money=None) | models.Q(money__gte=0), name="hazard_money"),
        ]

    @classmethod
    def parts(cls) -> tuple[type[models.Model], ...]:
        """Tables whose rows go where the hazard goes."""
        return (Overdue,)

    @property
    def is_imminent(self) -> bool:
        return self.grade == Grade.IMMINENT

    @property
    def five_points(self) -> bool:
        """五落实 are all there."""
        texts = (self.measure, self.responsible, self.emergency_plan)
        return all(texts) and self.money is not None and self.fix_by is not None


class Overdue(OfUnit):
    """A stretch of days in which a hazard was overdue at a union: what the stock of overdue hazards counts."""

    matter_id = models.BigIntegerField()
    grade = models.CharField(max_length=8, choices=Grade)
    since = models.DateField()
    until = models.DateField(null=True)  # the first day it no longer was

    class Meta(OfUnit.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "grade", "since"], name="overdue_since")]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "matter_id"], condition=models.Q(until=None), name="overdue_once_now"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="overdue_order"
            ),
        ]
