from django.db import models

from unionhall.kit.placement import DeskScoped


class Tally(DeskScoped):
    """How many shares of one item stand where in a unit and all beneath it, by level of whoever owes them.

    Kept for townships and above by the measuring job, so that a province's board reads a few rows, not a million.
    """

    item = models.ForeignKey("worklist.Item", models.CASCADE, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.CASCADE, related_name="+")
    level = models.SmallIntegerField()
    shares = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    waiting = models.IntegerField(default=0)  # not yet signed for
    green = models.IntegerField(default=0)
    amber = models.IntegerField(default=0)
    red = models.IntegerField(default=0)

    class Meta(DeskScoped.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["desk_id", "unit", "item", "level"], name="tally_once")]
