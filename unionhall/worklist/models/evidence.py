from django.db import models

from unionhall.kit.placement import DeskScoped

from ..choices import EvidenceKind, EvidenceState


class Evidence(DeskScoped):
    """佐证: what a unit hands in to show its share is done; it counts once the level above accepts it."""

    share_id = models.BigIntegerField()
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    n = models.BigIntegerField(default=1)  # how many of the counted thing it proves
    on = models.DateField()
    document_no = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    file = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # one picture proves one thing
    state = models.CharField(max_length=9, choices=EvidenceState, default=EvidenceState.SUBMITTED)
    handed_in_by_id = models.BigIntegerField()
    handed_in_at = models.DateTimeField(auto_now_add=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=300, blank=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "share_id", "state"], name="evidence_share")]
        constraints = [
            models.CheckConstraint(condition=models.Q(n__gte=1), name="evidence_counts"),
            models.UniqueConstraint(
                fields=["desk_id", "share_id", "sha256"],
                condition=~models.Q(sha256="") & ~models.Q(state=EvidenceState.RETURNED),
                name="evidence_file_once",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by_id=None, decided_at=None)
                | models.Q(decided_by_id__isnull=False, decided_at__isnull=False),
                name="evidence_decided",
            ),
        ]
