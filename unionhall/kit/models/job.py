"""Long work someone waits for: a row with a state, so that nothing is lost when a process is killed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..placement import DeskScoped


class JobState(models.TextChoices):
    WAITING = "waiting", _("等待中")
    RUNNING = "running", _("进行中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("未完成")


class Job(DeskScoped):
    """One piece of background work: who asked for it at which unit, how far it is, and what came out."""

    kind = models.CharField(max_length=64)
    unit_id = models.BigIntegerField()
    by_id = models.BigIntegerField()
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=JobState, default=JobState.WAITING)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    result = models.JSONField(default=dict)
    file = models.CharField(max_length=200, blank=True)  # path below the private files folder
    asked_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "by_id", "-asked_at"], name="job_of"),
            models.Index(fields=["state", "beat_at"], name="job_unfinished"),
        ]
