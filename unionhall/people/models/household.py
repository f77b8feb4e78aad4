from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import PersonScoped


class Household(PersonScoped):
    """A family as the union knows it; it lies with its head (`person`)."""

    address = EncryptedTextField(cls="C3", mask="address", blank=True)
    division = models.ForeignKey("orgs.Division", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta(PersonScoped.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["person"], name="household_one_a_head")]


class HouseholdMember(PersonScoped):
    """Someone in a household; lies with the head. `member_id` names their own record if they have one."""

    relation = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    birth_date = models.DateField(null=True)
    id_number = EncryptedTextField(cls="C3", mask="id_number", blank=True)
    member_id = models.BigIntegerField(null=True)
    left_on = models.DateField(null=True)

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "name"], name="household_member")]
