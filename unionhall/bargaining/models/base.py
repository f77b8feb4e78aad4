from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by

from ..permissions import Bargaining


class OwnQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = Bargaining.VIEW) -> Self:
        """Rows of units where `user` holds `needs`; whoever asks names the desks as well."""
        return self.filter(access.within(user, needs))


class Own(DeskScoped):
    """A row a union owns, at the desk above it."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    objects: ClassVar[Any] = rows_by(OwnQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = True


class OfRound(DeskScoped):
    """A row that belongs to a round and lies at its desk; `matter_id` is the round's id."""

    matter_id = models.BigIntegerField()

    class Meta(DeskScoped.Meta):
        abstract = True
