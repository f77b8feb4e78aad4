from typing import ClassVar

from django.db import models

from unionhall.matters.models import Matter, matter_constraints, matter_indexes
from unionhall.workflow import Lifecycle

from ..choices import MotionClass, Satisfaction


class Motion(Matter):
    """提案: what a delegate proposes, with seconders; answered by a department and judged by the proposer."""

    lifecycle: ClassVar[Lifecycle]

    congress_id = models.BigIntegerField()
    session_id = models.BigIntegerField(null=True)
    proposer_id = models.BigIntegerField(null=True)  # the delegate's person, for their own page
    proposer_name = models.CharField(max_length=60)
    seconders = models.CharField(max_length=300)
    klass = models.CharField(max_length=9, choices=MotionClass)
    reason = models.TextField()
    proposal = models.TextField()
    department = models.CharField(max_length=60, blank=True)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)
    satisfaction = models.CharField(max_length=9, choices=Satisfaction, blank=True)

    class Meta(Matter.Meta):
        abstract = False
        indexes = [
            *matter_indexes("motion"),
            models.Index(fields=["desk_id", "congress_id", "-opened_at"], name="motion_congress"),
            models.Index(fields=["desk_id", "proposer_id"], name="motion_proposer"),
        ]
        constraints = [*matter_constraints("motion")]
