from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, PersonScoped, rows_by

from ..choices import TalkResult
from ..permissions import People


class Persuasion(PersonScoped):
    """劝导谈话: one talk with a member who neither pays nor takes part, before anything is decided."""

    membership_id = models.BigIntegerField()
    on = models.DateField()
    result = models.CharField(max_length=11, choices=TalkResult)
    words = models.CharField(max_length=300)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "membership_id"], name="persuasion_person")]


class ExpulsionQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = People.VIEW) -> Self:
        """Expulsions by unions where `user` holds `needs`."""
        return self.filter(access.within(user, needs))


class Expulsion(DeskScoped):
    """开除会籍: on which judgment the union decided it, and that the union above was told 备案."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    membership_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    judgment = models.CharField(max_length=80)  # number of the criminal judgment
    group_on = models.DateField()  # the group talked about it
    decided_on = models.DateField()  # the committee decided
    decision_no = models.CharField(max_length=60)
    filed_on = models.DateField(null=True)
    filed_by_id = models.BigIntegerField(null=True)
    filed_by_name = models.CharField(max_length=60, blank=True)
    lifted_on = models.DateField(null=True)
    lifted_because = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = rows_by(ExpulsionQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "filed_on", "id"], name="expulsion_desk")]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "membership_id"], name="expulsion_once"),
            models.CheckConstraint(condition=models.Q(decided_on__gte=models.F("group_on")), name="expulsion_order"),
            models.CheckConstraint(
                condition=models.Q(filed_on=None, filed_by_id=None)
                | models.Q(filed_on__isnull=False, filed_by_id__isnull=False),
                name="expulsion_filed",
            ),
        ]
