from typing import Any, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped

from ..choices import Colour, ShareState
from ..permissions import Worklist


class ShareQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = Worklist.VIEW) -> Self:
        """Shares of units where `user` holds `needs`."""
        return self.filter(access.within(user, needs))


class Share(DeskScoped):
    """What one unit owes of one item: its target, and how far it is by live figures or accepted evidence."""

    item = models.ForeignKey("worklist.Item", models.PROTECT, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    county_id = models.BigIntegerField(null=True)
    city_id = models.BigIntegerField(null=True)
    parent_unit_id = models.BigIntegerField(null=True)  # whose share this was split from
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True)  # as given from above
    top_up = models.DecimalField(max_digits=18, decimal_places=4, default=0)  # added by the unit itself
    base = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    top = models.BigIntegerField(default=0)  # numerator, or the count
    bottom = models.BigIntegerField(null=True)
    progress = models.DecimalField(max_digits=6, decimal_places=4, default=0)  # 0 … 1.2
    expected = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    colour = models.CharField(max_length=6, choices=Colour, blank=True)
    state = models.CharField(max_length=8, choices=ShareState, default=ShareState.ISSUED)
    owner_id = models.BigIntegerField(null=True)  # the named person who moves it
    owner_name = models.CharField(max_length=60, blank=True)
    due_on = models.DateField()
    measured_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)
    version = models.IntegerField(default=0)

    objects = ShareQuerySet.as_manager()

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "unit", "state", "due_on"], name="share_unit"),
            models.Index(fields=["item", "colour"], name="share_item"),
            models.Index(fields=["desk_id", "item", "parent_unit_id"], name="share_children"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "item", "unit"], name="share_once"),
            models.CheckConstraint(condition=models.Q(top_up__gte=0), name="share_top_up_adds"),
            models.CheckConstraint(condition=models.Q(bottom=None) | models.Q(bottom__gte=0), name="share_bottom"),
        ]


class Slip(DeskScoped):
    """督办单: a blue, yellow or red reminder raised on a share, whom it reached, and what was answered."""

    share_id = models.BigIntegerField()
    item = models.ForeignKey("worklist.Item", models.PROTECT, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    colour = models.CharField(max_length=6, choices=Colour)
    raised_on = models.DateField()
    rule = models.ForeignKey("worklist.SlipRule", models.PROTECT, related_name="+")
    reached = models.JSONField(default=list)  # unit ids told
    progress_then = models.DecimalField(max_digits=6, decimal_places=4)
    answer = models.CharField(max_length=500, blank=True)
    answered_by_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "unit", "answered_at"], name="slip_unit")]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "share_id", "colour"], name="slip_once_a_colour"),
            models.CheckConstraint(
                condition=models.Q(answered_by_id=None, answered_at=None)
                | models.Q(answered_by_id__isnull=False, answered_at__isnull=False),
                name="slip_answered",
            ),
        ]
