from typing import Any, ClassVar

from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import DeskScoped, rows_by

from ..choices import CallState
from .desk import DeskCaseQuerySet


class CallBack(DeskScoped):
    """办结回访: that the worker is to be called after one closing, by when, and what the worker said."""

    case_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    view = models.CharField(max_length=48)  # the service's permission for reading
    number = models.CharField(max_length=24)
    closing = models.IntegerField()  # which closing it is about; with the number it names the line
    title = models.CharField(max_length=120)
    who = models.CharField(max_length=60)  # masked, as at the desk
    closed_on = models.DateField()
    call_by = models.DateField()
    state = models.CharField(max_length=10, choices=CallState, default=CallState.WAITING)
    called_at = models.DateTimeField(null=True)
    called_by_name = models.CharField(max_length=60, blank=True)
    late_told_on = models.DateField(null=True)  # nobody called in time: the level above was told, once
    said = EncryptedTextField(cls="C3", mask="hidden", blank=True)

    objects: ClassVar[Any] = rows_by(DeskCaseQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "state", "call_by"], name="call_back_state")]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "number", "closing"], name="call_back_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=(CallState.WAITING, CallState.MOOT), called_at=None)
                | models.Q(
                    state__in=(CallState.CONTENT, CallState.DISCONTENT, CallState.UNREACHED), called_at__isnull=False
                ),
                name="call_back_called",
            ),
        ]
