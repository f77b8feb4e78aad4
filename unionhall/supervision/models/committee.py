from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by

from ..choices import ChairPost
from ..permissions import Supervision


class CommitteeQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = Supervision.VIEW) -> Self:
        """Committees of units where `user` holds `needs`."""
        return self.filter(access.within(user, needs))

    def standing(self) -> Self:
        return self.filter(ended_on=None)


class Committee(DeskScoped):
    """劳动法律监督委员会: who supervises at one union for one term; its term is that of the union's own committee."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    chair = models.CharField(max_length=60)
    chair_post = models.CharField(max_length=5, choices=ChairPost)
    members = models.JSONField(default=list)  # names, the chair's first
    elected_on = models.DateField()
    term_end = models.DateField()
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    version = models.IntegerField(default=0)

    objects: ClassVar[Any] = rows_by(CommitteeQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "unit", "-elected_on"], name="committee_unit"),
            models.Index(
                fields=["desk_id", "term_end", "id"], name="committee_term", condition=models.Q(ended_on=None)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "unit"], condition=models.Q(ended_on=None), name="committee_standing_once"
            ),
            models.CheckConstraint(
                condition=models.Q(term_end__gt=models.F("elected_on")), name="committee_term_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.chair}"
