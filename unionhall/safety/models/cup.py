from django.db import models

from unionhall.matters.models import Matter, matter_constraints, matter_indexes

from ..choices import Award, CupSheet


class CupEntry(Matter):
    """安康杯: one entry of one year, its score sheet, and how far up it was recommended."""

    year = models.SmallIntegerField()
    award = models.CharField(max_length=9, choices=Award)
    name = models.CharField(max_length=120)  # unit, team or person entered
    industry = models.CharField(max_length=1, blank=True)
    staff = models.IntegerField(default=0)
    teams = models.IntegerField(default=0)
    contact = models.CharField(max_length=60, blank=True)
    sheet = models.CharField(max_length=11, choices=CupSheet, default=CupSheet.GENERAL)
    scores = models.JSONField(default=dict)  # {item: points}
    score = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    checked_scores = models.JSONField(default=dict)
    checked_score = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    vetoes = models.JSONField(default=list)
    level = models.SmallIntegerField()  # of the union whose desk judges it now
    wanted_level = models.SmallIntegerField()  # up to which it competes
    notice_until = models.DateField(null=True)
    awarded_on = models.DateField(null=True)
    award_level = models.SmallIntegerField(null=True)
    withdrawn_on = models.DateField(null=True)
    kept_rules = models.JSONField(default=list)

    class Meta(Matter.Meta):
        abstract = False
        indexes = [
            *matter_indexes("cup"),
            models.Index(fields=["desk_id", "year", "award"], name="cup_year"),
        ]
        constraints = [
            *matter_constraints("cup"),
            models.UniqueConstraint(fields=["desk_id", "year", "award", "unit", "name"], name="cup_once_a_year"),
            models.CheckConstraint(condition=models.Q(staff__gte=0, teams__gte=0), name="cup_numbers"),
        ]
