from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.money import MoneyField
from unionhall.kit.placement import DeskQuerySet, DeskScoped, PersonScoped, rows_by

from ..choices import Body, Confirmation, Ended, PromiseState


class Mediation(PersonScoped):
    """调解: the record of one mediation, beside the case that carries it; parties, claims and terms are sealed."""

    case_id = models.BigIntegerField()
    number = models.CharField(max_length=24)  # the case's
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")  # that had it last
    asked_unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")  # that had it first
    body = models.CharField(max_length=10, choices=Body, blank=True)
    body_name = models.CharField(max_length=80, blank=True)
    mediators = models.JSONField(default=list)  # names
    place = models.CharField(max_length=160, blank=True)
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    respondent = models.CharField(max_length=120, blank=True)  # the other side's name
    cause = models.CharField(max_length=2, blank=True)
    parties = EncryptedTextField(cls="C3", mask="hidden", blank=True)  # JSON: who speaks for each side, by what power
    claims = EncryptedTextField(cls="C4", mask="hidden", blank=True)  # JSON: what each side says and shows
    terms = EncryptedTextField(cls="C4", mask="hidden", blank=True)  # JSON: sums, days and ways; other duties
    applied_on = models.DateField()
    answered_on = models.DateField(null=True)  # the other side said yes or no
    extended_to = models.DateField(null=True)  # both agreed to a longer time
    outcome = models.CharField(max_length=9, choices=Ended, default=Ended.OPEN)
    ended_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    effect_on = models.DateField(null=True)
    confirmation = models.CharField(max_length=11, choices=Confirmation, default=Confirmation.NONE)
    amount = MoneyField(null=True)  # sum of the terms

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["person", "case_id"], name="mediation_case"),
            models.Index(fields=["unit", "ended_on"], name="mediation_unit"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "case_id"], name="mediation_once"),
            models.CheckConstraint(
                condition=models.Q(outcome=Ended.OPEN, ended_on=None)
                | ~models.Q(outcome=Ended.OPEN) & models.Q(ended_on__isnull=False),
                name="mediation_ended",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=Ended.AGREED)
                | models.Q(signed_on__isnull=False, effect_on__gte=models.F("signed_on")),
                name="mediation_signed",
            ),
        ]


class Session(PersonScoped):
    """One sitting of a mediation: when, where, who came, and what was said (sealed)."""

    mediation_id = models.BigIntegerField()
    held_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    applicant_came = models.BooleanField()
    respondent_came = models.BooleanField()
    words = EncryptedTextField(cls="C4", mask="hidden")
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "mediation_id", "held_at"], name="mediation_session")]


class DeskRows(DeskQuerySet):
    def visible_to(self, user: Any, needs: str) -> Self:
        """Rows of units where `user` holds the permission."""
        return self.filter(access.within(user, needs))


class Promise(DeskScoped):
    """One duty of an agreement: what is to be done or paid by when, and what became of it (履行跟踪)."""

    case_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    number = models.CharField(max_length=24)
    place_no = models.IntegerField()  # its place in the agreement, from 1
    who = models.CharField(max_length=60)  # masked, as at the desk
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    respondent = models.CharField(max_length=120)
    what = models.CharField(max_length=200)
    amount = MoneyField(null=True)  # None: a duty that is no payment
    way = models.CharField(max_length=60, blank=True)
    due_on = models.DateField()
    check_on = models.DateField()  # one working day later somebody asks
    state = models.CharField(max_length=8, choices=PromiseState, default=PromiseState.WAITING)
    paid = MoneyField(null=True)
    checked_on = models.DateField(null=True)
    checked_by_name = models.CharField(max_length=60, blank=True)
    said = EncryptedTextField(cls="C3", mask="hidden", blank=True)
    told_on = models.DateField(null=True)  # who has the case was told that it is due

    objects: ClassVar[Any] = rows_by(DeskRows)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "state", "check_on"], name="promise_state"),
            models.Index(fields=["desk_id", "case_id"], name="promise_case"),
            models.Index(fields=["desk_id", "employer"], name="promise_employer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "number", "place_no"], name="promise_once"),
            models.CheckConstraint(
                condition=models.Q(state=PromiseState.WAITING, checked_on=None)
                | ~models.Q(state=PromiseState.WAITING) & models.Q(checked_on__isnull=False),
                name="promise_checked",
            ),
            models.CheckConstraint(condition=models.Q(paid=None) | models.Q(paid__gte=0), name="promise_paid"),
            models.CheckConstraint(condition=models.Q(amount=None) | models.Q(amount__gt=0), name="promise_amount"),
        ]


class Recovery(DeskScoped):
    """Money that came to a worker by an agreement: whole yuan, on the day it was learned; what the figure counts."""

    promise_id = models.BigIntegerField()
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    number = models.CharField(max_length=24)
    on = models.DateField()
    yuan = models.IntegerField()

    objects: ClassVar[Any] = rows_by(DeskRows)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "unit", "on"], name="recovery_unit")]
        constraints = [models.CheckConstraint(condition=models.Q(yuan__gt=0), name="recovery_yuan")]
