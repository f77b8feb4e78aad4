from datetime import date
from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by

from ..choices import SupervisorState
from ..permissions import Supervision


class SupervisorQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = Supervision.VIEW) -> Self:
        """Supervisors of units where `user` holds `needs`."""
        return self.filter(access.within(user, needs))

    def in_office(self) -> Self:
        return self.filter(state=SupervisorState.IN_OFFICE)


class Supervisor(DeskScoped):
    """监督员: one person in office as a labour-law supervisor at one union, with the certificate."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    user_id = models.BigIntegerField(null=True)  # the account, where there is one
    area = models.CharField(max_length=120, blank=True)  # what place or trade he or she looks after
    certificate_no = models.CharField(max_length=40)
    issued_on = models.DateField()
    expires_on = models.DateField()
    training_hours = models.IntegerField(default=0)
    exam_score = models.IntegerField(null=True)
    trained_on = models.DateField(null=True)  # the day hours and score first sufficed
    invited = models.BooleanField(default=False)  # an expert by contract
    contract_end = models.DateField(null=True)
    state = models.CharField(max_length=9, choices=SupervisorState, default=SupervisorState.IN_OFFICE)
    since = models.DateField()
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)
    version = models.IntegerField(default=0)

    objects: ClassVar[Any] = rows_by(SupervisorQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "unit", "state"], name="supervisor_unit"),
            models.Index(fields=["desk_id", "state", "expires_on"], name="supervisor_expiry"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "certificate_no"], condition=models.Q(ended_on=None), name="supervisor_certificate"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_on__gt=models.F("issued_on")), name="supervisor_certificate_order"
            ),
            models.CheckConstraint(
                condition=models.Q(state=SupervisorState.ENDED, ended_on__isnull=False)
                | ~models.Q(state=SupervisorState.ENDED) & models.Q(ended_on=None),
                name="supervisor_ended",
            ),
            models.CheckConstraint(condition=models.Q(training_hours__gte=0), name="supervisor_hours"),
            models.CheckConstraint(
                condition=models.Q(invited=False) | models.Q(contract_end__isnull=False), name="supervisor_contract"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.certificate_no}"

    @property
    def ends_on(self) -> date:
        """The last day of the certificate, or of the contract where that is earlier."""
        return min(self.expires_on, self.contract_end or self.expires_on)

    def may_inquire(self, day: date) -> bool:
        """In office with a certificate valid that day."""
        valid = self.issued_on <= day <= self.expires_on
        return self.state == SupervisorState.IN_OFFICE and valid and (not self.contract_end or day <= self.contract_end)
