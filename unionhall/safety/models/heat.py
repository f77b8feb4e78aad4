from django.db import models

from unionhall.matters.models import Matter, matter_constraints, matter_indexes

from ..choices import OfficeLevel
from ..heat import WorkRule

RULES = [(one.value, one.value) for one in WorkRule]


class HeatNotice(Matter):
    """高温作业提醒: a forecast for an area, the rule it means, and that the unions there were told."""

    division = models.ForeignKey("orgs.Division", models.PROTECT, related_name="+")
    day = models.DateField()
    highest = models.DecimalField(max_digits=4, decimal_places=1)  # °C, forecast
    office = models.CharField(max_length=80)  # the meteorological office that forecast it
    office_level = models.CharField(max_length=8, choices=OfficeLevel)
    rule = models.CharField(max_length=6, choices=RULES)
    advice = models.TextField()  # the lines as they are sent
    sent_at = models.DateTimeField(null=True)
    unions = models.IntegerField(default=0)  # reached so far
    people = models.IntegerField(default=0)  # told so far
    kept_rules = models.JSONField(default=list)

    class Meta(Matter.Meta):
        abstract = False
        indexes = [*matter_indexes("heat"), models.Index(fields=["division", "day"], name="heat_place")]
        constraints = [
            *matter_constraints("heat"),
            models.UniqueConstraint(
                fields=["desk_id", "unit", "division", "day"], condition=~models.Q(outcome="withdrawn"),
                name="heat_once_a_day",
            ),
        ]  # fmt: skip
