from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit import clock
from unionhall.kit.placement import DeskScoped

from ..choices import Way
from .base import Own


class Disclosure(Own):
    """公开事项: what an employer owes its staff to know, for one period, and when it was made known."""

    employer = models.ForeignKey("orgs.Employer", models.PROTECT, related_name="+")
    code = models.CharField(max_length=16)  # of contents.DISCLOSED
    title = models.CharField(max_length=160)
    period = models.CharField(max_length=16)  # 2026, 2026H1, 2026Q3
    due_on = models.DateField()
    content = models.TextField(blank=True)
    responsible = models.CharField(max_length=60, blank=True)
    secret_checked_by = models.CharField(max_length=60, blank=True)
    way = models.CharField(max_length=8, choices=Way, blank=True)
    where = models.CharField(max_length=200, blank=True)
    disclosed_on = models.DateField(null=True)
    shown_until = models.DateField(null=True)
    judged = models.BooleanField(default=False)  # its day has passed and it was counted
    dropped_because = models.CharField(max_length=200, blank=True)

    class Meta(Own.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "due_on", "id"], name="disclosure_due"),
            models.Index(fields=["desk_id", "employer", "-disclosed_on"], name="disclosure_employer"),
            models.Index(fields=["due_on"], condition=Q(judged=False, dropped_because=""), name="disclosure_to_judge"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "unit", "employer", "code", "period"], name="disclosure_once"),
            models.CheckConstraint(
                condition=Q(shown_until=None) | Q(shown_until__gte=F("disclosed_on")), name="disclosure_shown"
            ),
            models.CheckConstraint(condition=Q(judged=False) | Q(dropped_because=""), name="disclosure_judged"),
        ]

    @property
    def period_name(self) -> str:
        """2026年, 2026年下半年, 2026年第三季度 or 2026年3月, as people say it."""
        year, part = self.period[:4], self.period[4:]
        if part.startswith("H"):
            words = _("%(year)s年上半年") if part == "H1" else _("%(year)s年下半年")
        elif part.startswith("Q"):
            words = _("%(year)s年第%(part)s季度")
        else:
            words = _("%(year)s年%(part)s月") if part else _("%(year)s年")
        return words % {"year": year, "part": part.lstrip("HQ-0")}

    @property
    def on_time(self) -> bool:
        return self.disclosed_on is not None and self.disclosed_on <= self.due_on

    def is_late(self, day: date | None = None) -> bool:
        return self.disclosed_on is None and not self.dropped_because and self.due_on < (day or timezone.localdate())


class Feedback(DeskScoped):
    """An opinion on something disclosed, by a delegate, a worker or the union; answered within the days of law."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    disclosure_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)  # for their own page; never shown
    words = models.TextField()
    at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "disclosure_id"], name="feedback_disclosure"),
            models.Index(fields=["desk_id", "due_on"], condition=Q(replied_on=None), name="feedback_open"),
        ]
