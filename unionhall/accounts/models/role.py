from django.db import models


class RoleHeld(models.Model):
    """That a person holds a role (a code in roles.py) at a unit from one day to another (last day not counted)."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    role = models.CharField(max_length=32)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="roles")
    administers = models.BooleanField(default=False)  # copied from the role: the three administrators
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    given_by_id = models.BigIntegerField()
    because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "valid_to"], name="role_person"),
            models.Index(fields=["unit", "role"], name="role_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "role", "unit"], condition=models.Q(valid_to=None), name="role_once_now"
            ),
            models.UniqueConstraint(
                fields=["person_id"],
                condition=models.Q(administers=True, valid_to=None),
                name="role_one_administrator_each",
            ),
        ]


class Delegation(models.Model):
    """That someone stands in for an absent colleague's role from one day to another (both counted)."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    role_held = models.ForeignKey("accounts.RoleHeld", models.PROTECT, related_name="delegations")
    from_person_id = models.BigIntegerField()
    to_person_id = models.BigIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    because = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_person_id", "last_day"], name="delegation_to"),
            models.Index(fields=["from_person_id", "last_day"], name="delegation_from"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="delegation_order"),
            models.CheckConstraint(
                condition=~models.Q(from_person_id=models.F("to_person_id")), name="delegation_to_another"
            ),
        ]
