from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone

from unionhall.kit.access import Held
from unionhall.kit.prepared import Prepared, Slot

HELD = ("role", "unit_id", "unit__path", "unit__level", "unit__desk_id", "unit__short_name", "unit__name")


class RoleHeldQuerySet(models.QuerySet):
    def of(self, person_id: int | Slot) -> Self:
        return self.filter(person_id=person_id)

    def valid_on(self, day: date | Slot | None = None) -> Self:
        day = day or timezone.localdate()
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def now_and_later(self) -> Self:
        """Valid today, or given for a day to come."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=timezone.localdate()))

    def held_by(self, person_id: int) -> list[Held]:
        """Today's roles with their places, own ones first, then those stood in for: one query."""
        both = _held.rows(person=person_id, day=timezone.localdate())
        return [
            Held(role, unit_id, path, level, desk_id, short or name, for_person_id=lender, until=until)
            for lender, _pk, until, role, unit_id, path, level, desk_id, short, name in sorted(
                both, key=lambda row: (row[0] is not None, row[1])
            )
        ]


class RoleHeld(models.Model):
    """That a person holds a role (a code in roles.py) at a unit from one day to another (last day not counted)."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=60)  # the person's, so that a list of holders needs no look at people
    role = models.CharField(max_length=32)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="roles")
    administers = models.BooleanField(default=False)  # copied from the role: the three administrators
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    given_by_id = models.BigIntegerField()
    because = models.CharField(max_length=200, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    objects = RoleHeldQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "valid_to"], name="role_person"),
            models.Index(fields=["unit", "role"], name="role_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "role", "unit"], condition=Q(valid_to=None), name="role_once_now"
            ),
            # an administrator's role has no end day until it ends, so this holds for every one in force or to come
            models.UniqueConstraint(
                fields=["person_id"], condition=Q(administers=True, valid_to=None), name="role_one_administrator_each"
            ),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="role_order"),
        ]


class DelegationQuerySet(models.QuerySet):
    def to(self, person_id: int | Slot) -> Self:
        return self.filter(to_person_id=person_id)

    def running(self, day: date | Slot | None = None) -> Self:
        """In force on that day, and so is the role stood in for; with role and unit."""
        day = day or timezone.localdate()
        return self.select_related("role_held__unit").filter(
            Q(role_held__valid_to=None) | Q(role_held__valid_to__gt=day),
            role_held__valid_from__lte=day,
            first_day__lte=day,
            last_day__gte=day,
            ended_at=None,
        )


class Delegation(models.Model):
    """That someone stands in for an absent colleague's role from one day to another (both counted)."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    role_held = models.ForeignKey("accounts.RoleHeld", models.PROTECT, related_name="delegations")
    from_person_id = models.BigIntegerField()
    from_name = models.CharField(max_length=60)
    to_person_id = models.BigIntegerField()
    to_name = models.CharField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField()
    because = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["to_person_id", "last_day"], name="delegation_to"),
            models.Index(fields=["from_person_id", "last_day"], name="delegation_from"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="delegation_order"),
            models.CheckConstraint(condition=~Q(from_person_id=F("to_person_id")), name="delegation_to_another"),
        ]


def _own_and_lent() -> models.QuerySet:
    person, day = Slot("person"), Slot("day")
    nobody = Value(None, output_field=models.BigIntegerField())
    own = RoleHeld.objects.of(person).valid_on(day).annotate(lender=nobody, until=F("valid_to"))
    lent = Delegation.objects.running(day).to(person).annotate(lender=F("from_person_id"), until=F("last_day"))
    both = own.order_by().values_list("lender", "pk", "until", *HELD)
    return both.union(
        lent.order_by().values_list("lender", "pk", "until", *(f"role_held__{name}" for name in HELD)), all=True
    )


_held = Prepared(_own_and_lent)
