from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by

from ..choices import ReferralKind
from ..permissions import Supervision


class ReferralQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = Supervision.VIEW) -> Self:
        """Referrals by units where `user` holds `needs`."""
        return self.filter(access.within(user, needs))


class Referral(DeskScoped):
    """What was handed on about a letter or inspection: the pack to the inspectorate, clues to the procuratorate,
    an entry in the employer's credit file."""

    kind = models.CharField(max_length=13, choices=ReferralKind)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    letter_id = models.BigIntegerField(null=True)
    letter_number = models.CharField(max_length=32, blank=True)
    inspection_id = models.BigIntegerField(null=True)
    inspection_number = models.CharField(max_length=32, blank=True)
    addressee = models.CharField(max_length=120)
    on = models.DateField()
    why = models.CharField(max_length=300)
    files = models.JSONField(default=list)  # [[title, pages or kind], …]: what went with it
    document_id = models.BigIntegerField(null=True)
    published = models.BooleanField(default=False)  # credit: the authority published it
    answer = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = rows_by(ReferralQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "letter_id"], name="referral_letter"),
            models.Index(fields=["desk_id", "unit", "-on"], name="referral_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(letter_id__isnull=False) | models.Q(inspection_id__isnull=False),
                name="referral_about",
            )
        ]
