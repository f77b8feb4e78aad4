from django.db import models

from ..choices import EdgeLine


class UnitEdge(models.Model):
    """That a unit stood under a parent from one day to another (last day not counted), on one of the two lines.

    The root has an edge without a parent, so that the units of a past day are exactly the children of its edges.
    """

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="edges_up")
    parent = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="edges_down")
    line = models.CharField(max_length=3, choices=EdgeLine, default=EdgeLine.ORGANISATION)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    because = models.CharField(max_length=200, blank=True)
    counts_carried = models.BooleanField(default=True)  # False: a move whose counts no job has yet carried over

    class Meta:
        indexes = [
            models.Index(fields=["line", "valid_from", "valid_to"], name="edge_day"),
            models.Index(fields=["valid_from"], condition=models.Q(counts_carried=False), name="edge_to_carry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")), name="edge_order"
            ),
            models.UniqueConstraint(
                fields=["child", "line"], condition=models.Q(valid_to=None), name="edge_one_parent_now"
            ),
        ]
