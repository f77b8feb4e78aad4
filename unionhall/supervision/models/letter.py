from datetime import date
from typing import Any, ClassVar

from django.db import models

from unionhall.documents.choices import Agreement
from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.money import MoneyField
from unionhall.kit.placement import DeskScoped
from unionhall.matters.models import Matter, matter_constraints, matter_indexes

from ..choices import ActionTaken, LetterKind, LetterStage, MeasureState, Post, Reason, Scope


class Letter(Matter):
    """提示函、意见书、整改意见书 to an employer, or 建议书 to an authority; withdrawn, never deleted.

    What stands in it are the facts of its document. `title` names kind and employer.
    """

    kind = models.CharField(max_length=14, choices=LetterKind)
    scope = models.CharField(max_length=2, choices=Scope)
    batch = models.CharField(max_length=24, blank=True)  # reminders sent to many at once
    inspection_id = models.BigIntegerField(null=True)
    inspection_number = models.CharField(max_length=32, blank=True)
    about_id = models.BigIntegerField(null=True)  # of a recommendation: the letter that was not followed
    about_desk_id = models.BigIntegerField(null=True)
    about_number = models.CharField(max_length=32, blank=True)
    led_to = models.CharField(max_length=32, blank=True)  # number of the recommendation made of this letter
    reason = models.CharField(max_length=2, choices=Reason, blank=True)
    addressee = models.CharField(max_length=120, blank=True)  # the authority; employers are named by `employer`
    drafted_by_id = models.BigIntegerField()
    signer_post = models.CharField(max_length=5, choices=Post, blank=True)
    signed_on = models.DateField(null=True)
    workers = models.IntegerField(default=0)
    sum_involved = MoneyField(default=0)
    reply_wished = models.BooleanField(default=True)
    received_on = models.DateField(null=True)  # served, or refused, on
    refused = models.BooleanField(default=False)  # to take it
    reply_due_on = models.DateField(null=True)
    reply_rule = models.JSONField(default=dict)  # the rule the date was counted by, as it stood
    replied_on = models.DateField(null=True)
    replied_in_time = models.BooleanField(null=True)
    judged_on = models.DateField(null=True)  # the day it was settled whether a reply came in time
    agrees = models.CharField(max_length=6, choices=Agreement, blank=True)
    rechecked_on = models.DateField(null=True)
    accept_due_on = models.DateField(null=True)  # of a recommendation: the authority takes it up, or says why not
    accepted_on = models.DateField(null=True)
    feedback_due_on = models.DateField(null=True)  # of a recommendation
    feedback_extended = models.CharField(max_length=300, blank=True)  # why it may take longer
    feedback_on = models.DateField(null=True)
    feedback_accepted = models.BooleanField(null=True)
    feedback_case = models.CharField(max_length=60, blank=True)  # the authority's own number
    feedback_action = models.CharField(max_length=5, choices=ActionTaken, blank=True)
    recovered = MoneyField(default=0)
    people_helped = models.IntegerField(default=0)
    ending = EncryptedTextField(cls="C4", mask="hidden", blank=True)  # how it ended, or why it was withdrawn
    document_id = models.BigIntegerField(null=True)
    served_unit_id = models.BigIntegerField(null=True)  # where figures count each event, wherever the letter goes
    judged_unit_id = models.BigIntegerField(null=True)
    feedback_unit_id = models.BigIntegerField(null=True)
    closed_unit_id = models.BigIntegerField(null=True)

    class Meta(Matter.Meta):
        abstract = False
        indexes = [
            *matter_indexes("letter"),
            models.Index(fields=["desk_id", "inspection_id"], name="letter_inspection"),
            models.Index(fields=["desk_id", "kind", "-opened_at"], name="letter_kind"),
        ]
        constraints = [
            *matter_constraints("letter"),
            models.CheckConstraint(
                condition=models.Q(workers__gte=0, sum_involved__gte=0, recovered__gte=0, people_helped__gte=0),
                name="letter_counts",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=LetterKind.RECOMMENDATION) | ~models.Q(reason=""), name="letter_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(judged_on=None, replied_in_time=None)
                | models.Q(judged_on__isnull=False, replied_in_time__isnull=False),
                name="letter_judged",
            ),
        ]

    @staticmethod
    def parts() -> tuple[type[models.Model], ...]:
        """Tables whose rows move with a letter."""
        return (Measure,)

    @property
    def is_recommendation(self) -> bool:
        return self.kind == LetterKind.RECOMMENDATION

    @property
    def was_signed(self) -> bool:
        return self.stage_code != LetterStage.DRAFT and self.signed_on is not None

    def reply_is_late(self, day: date) -> bool:
        """Whether a reply of that day comes after the last day for it."""
        return self.reply_due_on is not None and day > self.reply_due_on


class Measure(DeskScoped):
    """措施: what the employer is to do, or promised, by which day; judged when it is checked again."""

    matter_id = models.BigIntegerField()
    judged_unit_id = models.BigIntegerField(null=True)
    place = models.IntegerField()  # 1, 2, 3 … in the letter
    text = models.CharField(max_length=200)
    due_on = models.DateField()
    person = models.CharField(max_length=60, blank=True)  # who answers for it at the employer
    promised = models.BooleanField(default=False)  # by the employer; else asked for by the union
    state = models.CharField(max_length=8, choices=MeasureState, default=MeasureState.PROMISED)
    judged_on = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "matter_id"], name="measure_matter")]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["desk_id", "matter_id", "place"], name="measure_once"),
            models.CheckConstraint(
                condition=models.Q(state=MeasureState.PROMISED, judged_on=None)
                | ~models.Q(state=MeasureState.PROMISED) & models.Q(judged_on__isnull=False),
                name="measure_judged",
            ),
        ]
