"""Memberships of one person, now and before; who may vote."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from unionhall.kit.prepared import Prepared, Slot

from ..choices import MembershipState
from ..models import Membership
from ..models.membership import STANDING


def standing_membership(person: Any, *, lock: bool = False) -> Membership | None:
    """The one membership a person has now (active or retained), with its unit."""
    rows = Membership.objects.of(person).filter(STANDING).select_related("unit")
    return (rows.select_for_update(of=("self",)) if lock else rows).first()


def union_name(person: Any) -> str:
    """What the union of the standing membership is called; empty for who is no member. For pages asked for often."""
    return next((short or name for short, name in _union.rows(person=person.pk)), "")


_union = Prepared(
    lambda: Membership.objects.filter(STANDING, person_id=Slot("person")).values_list("unit__short_name", "unit__name")
)


def last_membership(person: Any) -> Membership | None:
    """The standing one, else the one that ended last."""
    rows = Membership.objects.of(person).select_related("unit")
    return rows.order_by(F("ended_on").desc(nulls_first=True), "-joined_on", "-id").first()


def membership_history(person: Any) -> QuerySet[Membership]:
    """Every membership, newest first."""
    return Membership.objects.of(person).select_related("unit").order_by("-joined_on", "-id")


def can_vote(person: Any, unit: Any, day: date) -> bool:
    """Active member of that union or a branch of it on that day, and not retained (membership.md §10)."""
    that_day = Q(joined_on__lte=day) & (Q(ended_on=None) | Q(ended_on__gt=day))
    may_vote = Q(retained_on=None) | Q(retained_on__gt=day)
    rows = Membership.objects.of(person).filter(that_day, may_vote, unit__path__under=unit.path)
    return rows.exclude(state=MembershipState.RETAINED, retained_on=None).exists()
