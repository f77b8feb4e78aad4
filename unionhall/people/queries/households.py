"""Families, and what was merged."""

from typing import Any

from ..models import Household, HouseholdMember


def household_of(head: Any) -> Household | None:
    """The household this person is the head of."""
    return Household.objects.of(head).select_related("division").first()


def family_of(head: Any) -> list[HouseholdMember]:
    """Those in it, people who have left at the end."""
    return sorted(HouseholdMember.objects.of(head), key=lambda one: (one.left_on is not None, one.pk))
