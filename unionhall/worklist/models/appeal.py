from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by

from ..choices import AppealState
from ..permissions import Worklist


class AppealQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = Worklist.VIEW) -> Self:
        """Appeals of units where `user` holds `needs`."""
        return self.filter(access.within(user, needs))


class Appeal(DeskScoped):
    """申诉: what a unit says against the target it was given, once a share, and what the level above answered."""

    share_id = models.BigIntegerField()
    item = models.ForeignKey("worklist.Item", models.PROTECT, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    asked_on = models.DateField()
    asked_by_id = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=60)
    words = models.CharField(max_length=500)
    given = models.DecimalField(max_digits=18, decimal_places=4)  # the target appealed against
    wanted = models.DecimalField(max_digits=18, decimal_places=4)
    state = models.CharField(max_length=8, choices=AppealState, default=AppealState.OPEN)
    granted = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_on = models.DateField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=60, blank=True)

    objects: ClassVar[Any] = rows_by(AppealQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "state", "id"], name="appeal_queue")]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "share_id"], name="appeal_once"),
            models.CheckConstraint(condition=models.Q(wanted__lt=models.F("given")), name="appeal_asks_less"),
            models.CheckConstraint(
                condition=models.Q(state=AppealState.OPEN, answered_by_id=None)
                | ~models.Q(state=AppealState.OPEN) & models.Q(answered_by_id__isnull=False),
                name="appeal_answered",
            ),
        ]
