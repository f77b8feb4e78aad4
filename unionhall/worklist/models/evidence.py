from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by

from ..choices import EvidenceKind, EvidenceState
from ..permissions import Worklist


class EvidenceQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = Worklist.VIEW) -> Self:
        """Evidence of units where `user` holds `needs`."""
        return self.filter(access.within(user, needs))


class Evidence(DeskScoped):
    """佐证: what a unit hands in to show its share is done; it counts once the level above accepts it."""

    share_id = models.BigIntegerField()
    item = models.ForeignKey("worklist.Item", models.PROTECT, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    n = models.BigIntegerField(default=1)  # how many of the counted thing it proves
    of = models.BigIntegerField(null=True)  # for a rate: out of how many
    on = models.DateField()
    counted_on = models.DateField()  # `on`, or the first open day when its month is frozen already
    document_no = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    file = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # one picture proves one thing
    state = models.CharField(max_length=9, choices=EvidenceState, default=EvidenceState.SUBMITTED)
    handed_in_by_id = models.BigIntegerField()
    handed_in_by_name = models.CharField(max_length=60)
    handed_in_at = models.DateTimeField(auto_now_add=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = rows_by(EvidenceQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "share_id", "state"], name="evidence_share"),
            models.Index(fields=["desk_id", "state", "id"], name="evidence_queue"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(of=None, n__gte=1) | Q(of__gte=1, n__gte=0, n__lte=F("of")), name="evidence_counts"
            ),
            models.UniqueConstraint(
                fields=["desk_id", "share_id", "sha256"],
                condition=~Q(sha256="") & ~Q(state=EvidenceState.RETURNED),
                name="evidence_file_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_id=None, decided_at=None)
                | Q(decided_by_id__isnull=False, decided_at__isnull=False),
                name="evidence_decided",
            ),
        ]


class SeenFile(models.Model):
    """That a file was handed in for an item, wherever that was: the same picture cannot prove a second share."""

    placement, shard_field = "key", "digest"
    digest = models.CharField(max_length=64, primary_key=True)  # SHA-256 of item and file digest
    share_id = models.BigIntegerField()
