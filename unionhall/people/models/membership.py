from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, PersonScoped, rows_by

from ..choices import Employment, EndedHow, JoinedHow, MembershipState, NewForm, Sex
from ..permissions import People

STANDING = models.Q(state__in=[MembershipState.ACTIVE, MembershipState.RETAINED])


class Membership(PersonScoped):
    """会籍: that a person is a member of one union from one day to another; earlier ones stay as history."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    county_id = models.BigIntegerField(null=True)
    city_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=MembershipState, default=MembershipState.ACTIVE)
    card_no = models.CharField(max_length=24)
    joined_on = models.DateField()  # first day in this union
    member_since = models.DateField()  # first day in any union: kept over transfers
    how = models.CharField(max_length=11, choices=JoinedHow)
    ended_on = models.DateField(null=True)
    ended_how = models.CharField(max_length=11, choices=EndedHow, blank=True)
    retained_because = models.CharField(max_length=60, blank=True)
    retained_on = models.DateField(null=True)
    counted_from = models.DateField()  # figures count it from here: the day it was written, not earlier than joined_on
    counted_until = models.DateField(null=True)  # first day it no longer counts
    group = models.CharField(max_length=40, blank=True)
    employment = models.CharField(max_length=8, choices=Employment, default=Employment.CONTRACT)
    case_id = models.BigIntegerField(null=True)
    lapsing_since = models.DateField(null=True)  # neither dues nor union life since that day: a warning, no more
    lifted_on = models.DateField(null=True)  # of an expulsion: from then on they may join again

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["person"], name="membership_person"),  # SQLite uses the partial one for no bound state
            models.Index(fields=["unit", "state"], name="membership_unit"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=STANDING, name="membership_one_standing"),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, ended_how="") & STANDING
                | models.Q(ended_on__isnull=False, state=MembershipState.ENDED) & ~models.Q(ended_how=""),
                name="membership_end",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("joined_on")),
                name="membership_order",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, counted_until=None)
                | models.Q(ended_on__isnull=False, counted_until__isnull=False),
                name="membership_counted",
            ),
        ]


class RollEntryQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = People.VIEW) -> Self:
        """Lines of the rolls of unions where `user` holds `needs`, asked at those desks only."""
        return self.filter(access.within(user, needs))


class RollEntry(DeskScoped):
    """One line of a union's roll 名册: the copy of a standing membership that union staff list and search."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    membership_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    id_masked = models.CharField(max_length=24, blank=True)
    phone_masked = models.CharField(max_length=24, blank=True)
    card_no = models.CharField(max_length=24)
    state = models.CharField(max_length=8, choices=MembershipState)
    joined_on = models.DateField()
    employment = models.CharField(max_length=8, choices=Employment)
    new_form = models.CharField(max_length=10, choices=NewForm, blank=True)
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    verified = models.BooleanField(default=False)
    lapsing_since = models.DateField(null=True)

    objects: ClassVar[Any] = rows_by(RollEntryQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "unit", "name", "id"], name="roll_unit_name"),
            models.Index(
                fields=["desk_id", "lapsing_since"],
                condition=models.Q(lapsing_since__isnull=False),
                name="roll_lapsing",
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["desk_id", "person_id"], name="roll_person_once")]
