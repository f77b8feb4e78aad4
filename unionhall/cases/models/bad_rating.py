from typing import Any, ClassVar

from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import DeskScoped, rows_by

from .desk import DeskCaseQuerySet


class BadRating(DeskScoped):
    """差评台账: one bad rating at the unit that did the work: its call-back, an objection, and what came of it."""

    case_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    rating_id = models.BigIntegerField()
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    view = models.CharField(max_length=48)  # the service's permission for reading
    number = models.CharField(max_length=24)
    closing = models.IntegerField()  # which closing was rated; with the number it names the line
    title = models.CharField(max_length=120)
    who = models.CharField(max_length=60)  # masked, as at the desk
    stars = models.IntegerField()
    rated_at = models.DateTimeField()
    call_by = models.DateField()
    called_at = models.DateTimeField(null=True)
    called_by_name = models.CharField(max_length=60, blank=True)
    said = EncryptedTextField(cls="C3", mask="hidden", blank=True)  # what came of the call-back
    object_by = models.DateField()
    objected_at = models.DateTimeField(null=True)
    objected_by_id = models.BigIntegerField(null=True)
    objected_by_name = models.CharField(max_length=60, blank=True)
    objection = EncryptedTextField(cls="C3", mask="hidden", blank=True)
    decide_by = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=60, blank=True)
    excluded = models.BooleanField(null=True)
    because = EncryptedTextField(cls="C3", mask="hidden", blank=True)

    objects: ClassVar[Any] = rows_by(DeskCaseQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "called_at", "call_by"], name="bad_rating_call"),
            models.Index(fields=["desk_id", "decided_at", "decide_by"], name="bad_rating_decide"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "number", "closing"], name="bad_rating_once"),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, excluded=None)
                | models.Q(decided_at__isnull=False, excluded__isnull=False, objected_at__isnull=False),
                name="bad_rating_decided",
            ),
        ]

    @property
    def may_call(self) -> bool:
        return self.called_at is None

    @property
    def awaits_decision(self) -> bool:
        return self.objected_at is not None and self.decided_at is None
