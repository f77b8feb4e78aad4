from django.db import models

from unionhall.kit.placement import PersonScoped

from ..choices import LimitKind


class Limitation(PersonScoped):
    """时效: one last day of one case, from which day and by which rule it was counted, and what has been told of it."""

    case_id = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=LimitKind)
    starts_on = models.DateField()
    due_on = models.DateField()
    rule = models.JSONField()  # the dated rule it was counted by: code, value, unit, source, valid_from
    told = models.IntegerField(null=True)  # days before: the last warning given
    told_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)  # nobody need be warned any more

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["person", "case_id"], name="limitation_case"),
            models.Index(fields=["due_on"], condition=models.Q(ended_on=None), name="limitation_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "case_id", "kind"], name="limitation_once"),
            models.CheckConstraint(condition=models.Q(due_on__gte=models.F("starts_on")), name="limitation_order"),
        ]
