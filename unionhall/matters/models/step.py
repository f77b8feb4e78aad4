from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import DeskScoped

from ..choices import StepKind


class OfMatter(DeskScoped):
    """A row that belongs to a matter and lies at its desk."""

    kind = models.CharField(max_length=40)  # the lifecycle's code
    matter_id = models.BigIntegerField()
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta(DeskScoped.Meta):
        abstract = True


class Step(OfMatter):
    """One entry of a matter's timeline."""

    what = models.CharField(max_length=8, choices=StepKind)
    move = models.CharField(max_length=32, blank=True)
    stage_code = models.CharField(max_length=32, blank=True)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    seat = models.ForeignKey(  # the union whose post the actor used; empty where it is `unit`, and for the house itself
        "orgs.Unit", models.PROTECT, null=True, db_index=False, related_name="+"
    )
    words = EncryptedTextField(cls="C3", mask="hidden", blank=True)
    facts = models.JSONField(default=dict)

    class Meta(OfMatter.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "matter_id", "at"], name="step_matter")]


class MatterPaper(OfMatter):
    """A photo or paper of a matter, checked by its content; the file lies in the private folder."""

    step_id = models.BigIntegerField(null=True)
    field = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120)
    file_kind = models.CharField(max_length=12)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=200)
    thumbnail = models.CharField(max_length=200, blank=True)

    class Meta(OfMatter.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "matter_id"], name="matter_paper")]
