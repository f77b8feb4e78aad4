from django.db import models
from django.utils.translation import gettext as _

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.ids import new_id
from unionhall.kit.placement import PersonScoped

from ..choices import IdKind, NewForm, PersonKind, Sex


class Person(models.Model):
    """One worker in the register (or one anonymous sender of a case, who has no name and no number)."""

    placement, shard_field = "person", "id"
    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=PersonKind, default=PersonKind.PERSON)
    name = models.CharField(max_length=60, blank=True)
    id_kind = models.CharField(max_length=16, choices=IdKind, blank=True)
    id_number = EncryptedTextField(cls="C3", mask="id_number", blank=True)
    phone = EncryptedTextField(cls="C3", mask="phone", blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    birth_date = models.DateField(null=True)
    ethnicity = models.CharField(max_length=20, blank=True)
    schooling = models.CharField(max_length=20, blank=True)
    political_status = models.CharField(max_length=20, blank=True)
    home_division = models.ForeignKey("orgs.Division", models.PROTECT, null=True, related_name="+")
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    job = models.CharField(max_length=60, blank=True)
    new_form = models.CharField(max_length=10, choices=NewForm, blank=True)
    migrant = models.BooleanField(default=False)
    verified_at = models.DateTimeField(
        null=True
    )  # ID checked and name confirmed by the person's own sign-in or HR roll
    merged_into = models.BigIntegerField(null=True)  # person id; the row stays so that the merge can be undone
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.IntegerField(default=0)

    def __str__(self) -> str:
        return self.name or _("匿名")

    @property
    def person_id(self) -> int:
        return self.pk


class Consent(PersonScoped):
    """What a person agreed to (PIPL art. 14, 23, 29): purpose, the text's version, when, through which channel."""

    purpose = models.CharField(max_length=60)
    text_version = models.CharField(max_length=20)
    separate = models.BooleanField(default=False)
    channel = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=40, blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "purpose"], name="consent_person")]
