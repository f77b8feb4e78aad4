from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by
from unionhall.orgs import queries as orgs


class PlacedQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str) -> Self:
        """Rows whose unit lies under a place where `user` holds `needs`; the desks are named as well."""
        return self.filter(access.within(user, needs), desk_id__in=orgs.desks_for(user, needs))


class OfUnit(DeskScoped):
    """A row of one union, at its county's desk."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    objects: ClassVar[Any] = rows_by(PlacedQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = True
