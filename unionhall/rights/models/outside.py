from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import PersonScoped

from ..choices import OfficeStep


class OutsideStep(PersonScoped):
    """One step of the claim at an office, as the desk learned it: the day, the paper, until when it is performed."""

    case_id = models.BigIntegerField()
    step = models.CharField(max_length=18, choices=OfficeStep)
    on = models.DateField()
    office = models.CharField(max_length=80)
    perform_by = models.DateField(null=True)  # the other side's last day by this paper; None: it has nothing to do
    paper_number = models.CharField(max_length=60, blank=True)
    said = EncryptedTextField(cls="C4", mask="hidden", blank=True)
    attachment_id = models.BigIntegerField(null=True)  # among the papers of the case
    entered_at = models.DateTimeField()
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    struck_on = models.DateField(null=True)  # written down by mistake
    struck_because = models.CharField(max_length=200, blank=True)

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "case_id", "on"], name="outside_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "case_id", "step", "on"], condition=models.Q(struck_on=None), name="outside_once"
            ),
            models.CheckConstraint(
                condition=models.Q(struck_on=None, struck_because="")
                | models.Q(struck_on__isnull=False) & ~models.Q(struck_because=""),
                name="outside_struck",
            ),
        ]
