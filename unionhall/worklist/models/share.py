from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by

from ..choices import Colour, Light, ShareState
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
    own_top = models.BigIntegerField(default=0)  # from the unit's own evidence; `top` adds the units beneath
    own_bottom = models.BigIntegerField(null=True)
    progress = models.DecimalField(max_digits=6, decimal_places=4, default=0)  # 0 … 1.2
    expected = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    before = models.DecimalField(max_digits=6, decimal_places=4, default=0)  # progress at the start of the month
    light = models.CharField(max_length=5, choices=Light, default=Light.GREEN)
    light_since = models.DateField()
    colour = models.CharField(max_length=6, choices=Colour, blank=True)  # of its last slip
    state = models.CharField(max_length=8, choices=ShareState, default=ShareState.ISSUED)
    owner_id = models.BigIntegerField(null=True)  # the named person who moves it
    owner_name = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
    due_on = models.DateField()
    measured_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_because = models.CharField(max_length=200, blank=True)
    stale = models.BooleanField(default=True)  # something it is measured by has changed
    version = models.IntegerField(default=0)

    objects: ClassVar[Any] = rows_by(ShareQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "unit", "state", "due_on"], name="share_unit"),
            models.Index(fields=["item", "light"], name="share_item"),
            models.Index(fields=["desk_id"], condition=models.Q(stale=True), name="share_stale"),
            models.Index(fields=["desk_id", "item", "parent_unit_id"], name="share_children"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "item", "unit"], name="share_once"),
            models.CheckConstraint(condition=models.Q(top_up__gte=0), name="share_top_up_adds"),
            models.CheckConstraint(condition=models.Q(bottom=None) | models.Q(bottom__gte=0), name="share_bottom"),
            models.CheckConstraint(condition=~models.Q(state=ShareState.DONE, done_on=None), name="share_done_on"),
        ]

    @property
    def goal(self) -> Any:
        """The target from above and what the unit added itself; None where there is no number to reach."""
        return None if self.target is None else self.target + self.top_up


class SlipQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = Worklist.VIEW) -> Self:
        """Slips of units where `user` holds `needs`."""
        return self.filter(access.within(user, needs))


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
    answered_by_name = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = rows_by(SlipQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "unit", "answered_at"], name="slip_unit")]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "share_id", "rule", "raised_on"], name="slip_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(answered_by_id=None, answered_at=None)
                | models.Q(answered_by_id__isnull=False, answered_at__isnull=False),
                name="slip_answered",
            ),
        ]
