from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.money import MoneyField
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by

from .choices import PayableState
from .permissions import Funds


class PayableQuerySet(DeskQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(access.within(user, Funds.VIEW))


class Payable(DeskScoped):
    """应付款: a sum a union owes somebody, for what, and whose hands it went through."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    number = models.CharField(max_length=24)
    amount = MoneyField()
    payee = models.CharField(max_length=120)
    payee_person_id = models.BigIntegerField(null=True)  # where it is somebody of the register
    purpose = models.CharField(max_length=160)
    because = models.CharField(max_length=300)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=24)
    state = models.CharField(max_length=9, choices=PayableState, default=PayableState.OWED)
    owed_on = models.DateField()
    owed_by_id = models.BigIntegerField()
    owed_by_name = models.CharField(max_length=60)
    approved_on = models.DateField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=60, blank=True)
    paid_on = models.DateField(null=True)
    paid_by_name = models.CharField(max_length=60, blank=True)
    voucher = models.CharField(max_length=60, blank=True)  # of the payment, in the union's books
    cancelled_on = models.DateField(null=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = rows_by(PayableQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "state", "-owed_on", "-id"], name="payable_state")]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "number"], name="payable_number_once"),
            models.UniqueConstraint(
                fields=["desk_id", "subject_type", "subject_id", "purpose"],
                condition=~models.Q(state=PayableState.CANCELLED),
                name="payable_once",
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payable_amount"),
            models.CheckConstraint(
                condition=models.Q(approved_by_id=None, approved_on=None)
                | models.Q(approved_on__isnull=False) & ~models.Q(approved_by_id=models.F("owed_by_id")),
                name="payable_four_eyes",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PayableState.PAID)
                | models.Q(approved_on__isnull=False, paid_on__isnull=False),
                name="payable_paid",
            ),
        ]

    def __str__(self) -> str:
        return self.number
