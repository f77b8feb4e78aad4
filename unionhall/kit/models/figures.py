"""Counts kept as docs/architecture.md says: deltas appended by actions, settled into days and months by a job."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..ids import new_id
from ..placement import DeskScoped


class Line(models.TextChoices):
    """The two hierarchies over the same unions: organisation 组织隶属 and industry 产业."""

    ORGANISATION = "org", _("组织线")
    INDUSTRY = "ind", _("产业线")


class FigureDelta(DeskScoped):
    """One change of one count at the unit where it happened, not yet settled into the stored counts."""

    count = models.CharField(max_length=64)
    unit_id = models.BigIntegerField()
    day = models.DateField()
    n = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "unit_id", "count"], name="figure_delta_unit")]


class _Stored(models.Model):
    """What happened to one count in a unit and all beneath it, on the tree of that day."""

    placement, shard_field = "desk", "desk_id"
    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    desk_id = models.BigIntegerField()
    line = models.CharField(max_length=3, choices=Line, default=Line.ORGANISATION)
    count = models.CharField(max_length=64)
    unit_id = models.BigIntegerField()
    n = models.BigIntegerField()

    class Meta:
        abstract = True


class FigureDay(_Stored):
    """The change of one count on one day in a unit's subtree."""

    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_id", "line", "day", "count", "desk_id"], name="figure_day_once")
        ]


class FigureMonth(_Stored):
    """The change of one count in one month (its first day) in a unit's subtree; frozen once the month is closed."""

    month = models.DateField()
    frozen = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_id", "line", "month", "count", "desk_id"], name="figure_month_once")
        ]
