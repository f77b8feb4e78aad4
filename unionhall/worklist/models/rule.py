from django.db import models

from ..choices import Colour, Light


class SlipRule(models.Model):
    """When a slip of a colour is raised and whom it reaches: dated, so that a decided slip keeps its rule.

    A share not yet done gets it when every condition that is set holds: so near its due day, in that light so long,
    not signed for within so many working days. It comes once for a due day or a signature, and again for a light when
    the share had recovered and fell back.
    """

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    colour = models.CharField(max_length=6, choices=Colour)
    days_to_due = models.IntegerField(null=True)  # 30: from thirty days before; null: whatever the due day
    light = models.CharField(max_length=5, choices=Light, blank=True)
    light_days = models.IntegerField(default=0)  # in this light for more than so many days
    accept_days = models.IntegerField(null=True)  # working days after issuing within which it is to be signed for
    levels_up = models.IntegerField(default=0)  # told at once: 0 the unit itself, 1 also the level above, …
    upward_after = models.IntegerField(null=True)  # days without an answer until the next level above is told
    place = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["valid_from", "colour"], name="slip_rule_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days_to_due__isnull=False)
                | ~models.Q(light="")
                | models.Q(accept_days__isnull=False),
                name="slip_rule_says_when",
            ),
        ]


class ListRule(models.Model):
    """One number the list goes by (a cap, a day count, a slack) from one day on; `name` is one of `rules.NUMBERS`."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=24)
    value = models.DecimalField(max_digits=8, decimal_places=4)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["name", "valid_from"], name="list_rule_day")]
