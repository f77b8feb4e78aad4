"""What the settling job and the recount keep for themselves; the counts are in `kit.models.figures`."""

from django.db import models

from unionhall.kit.ids import new_id


class Settlement(models.Model):
    """The one row the settling job locks, so that two never settle at once; says when it last ran."""

    placement = "reference"
    id = models.SmallIntegerField(primary_key=True, default=1)
    settled_at = models.DateTimeField(null=True)
    rows = models.BigIntegerField(default=0)  # deltas folded so far

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="settlement_single")]


class Difference(models.Model):
    """A stored count that a recount from the rows did not confirm: a defect to explain, never silently overwritten."""

    placement, shard_field = "desk", "desk_id"
    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    desk_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    line = models.CharField(max_length=3)
    count = models.CharField(max_length=64)
    first = models.DateField()
    last = models.DateField()
    stored = models.BigIntegerField()
    counted = models.BigIntegerField()
    found_at = models.DateTimeField(auto_now_add=True)
    explained = models.CharField(max_length=300, blank=True)
    explained_by_id = models.BigIntegerField(null=True)
    explained_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["desk_id", "explained_at", "-found_at"], name="difference_open")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(explained_by_id=None, explained_at=None)
                | models.Q(explained_by_id__isnull=False, explained_at__isnull=False),
                name="difference_explained",
            ),
            models.UniqueConstraint(
                fields=["desk_id", "unit_id", "line", "count", "first", "last", "stored", "counted"],
                name="difference_once",
            ),
        ]


class ClosedMonth(models.Model):
    """A month whose counts are final; later corrections are deltas of the day they are made."""

    placement = "reference"
    month = models.DateField(primary_key=True)
    closed_at = models.DateTimeField(auto_now_add=True)
    closed_by_id = models.BigIntegerField()
