from django.db import models

from ..choices import ChangeKind, ChangeState, EndReason


class UnitChange(models.Model):
    """A move, merge or winding-up: what its dry run found, and what was then done."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=8, choices=ChangeKind)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="changes")
    target = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")  # new parent, or heir
    day = models.DateField()
    end_reason = models.CharField(max_length=16, choices=EndReason, blank=True)
    reason = models.CharField(max_length=300)
    approval_no = models.CharField(max_length=60, blank=True)
    found = models.JSONField(default=list)  # the dry run: [{"label", "count", "sample"}]
    tree_version = models.IntegerField(default=0)
    old_path = models.CharField(max_length=60, blank=True)  # where the unit stood when it was carried out
    unit_ids = models.JSONField(default=list)  # the unit and all that stood beneath it when it was carried out
    job_desk_id = models.BigIntegerField(null=True)
    job_id = models.BigIntegerField(null=True)  # the job that carries the rows
    state = models.CharField(max_length=8, choices=ChangeState, default=ChangeState.DRAFT)
    drawn_by_id = models.BigIntegerField()
    drawn_at = models.DateTimeField(auto_now_add=True)
    done_by_id = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-drawn_at"], name="change_unit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_by_id=None, done_at=None)
                | models.Q(done_by_id__isnull=False, done_at__isnull=False),
                name="change_done_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(state=ChangeState.RUNNING), name="change_one_running"
            ),
        ]
