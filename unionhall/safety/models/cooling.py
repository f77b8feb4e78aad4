from django.db import models

from unionhall.kit.money import MoneyField
from unionhall.kit.placement import DeskScoped
from unionhall.matters.models import Matter, matter_constraints, matter_indexes


class Cooling(Matter):
    """送清凉: one union's plan of a summer, its money and its approval."""

    year = models.SmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    budget = MoneyField()
    fund = models.CharField(max_length=80)  # where the money comes from
    teams = models.CharField(max_length=200, blank=True)

    class Meta(Matter.Meta):
        abstract = False
        indexes = matter_indexes("cooling")
        constraints = [
            *matter_constraints("cooling"),
            models.CheckConstraint(condition=models.Q(budget__gte=0), name="cooling_budget"),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="cooling_dates"),
        ]

    @classmethod
    def parts(cls) -> tuple[type[models.Model], ...]:
        """Tables whose rows go where the plan goes."""
        return (CoolingVisit,)


class CoolingVisit(DeskScoped):
    """One place of the plan: who is to be reached with what, and, once visited, who signed for it."""

    matter_id = models.BigIntegerField()
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    site = models.CharField(max_length=120)
    on = models.DateField()
    leader = models.CharField(max_length=60, blank=True)
    people = models.IntegerField()
    goods = models.CharField(max_length=300, blank=True)
    goods_value = MoneyField(default=0)
    cash = MoneyField(default=0)
    received_by = models.CharField(max_length=60, blank=True)
    done_on = models.DateField(null=True)
    payable_id = models.BigIntegerField(null=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "matter_id", "on"], name="cooling_visit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(people__gt=0, goods_value__gte=0, cash__gte=0), name="cooling_visit_numbers"
            ),
            models.CheckConstraint(
                condition=models.Q(done_on=None) | ~models.Q(received_by=""), name="cooling_visit_received"
            ),
        ]
