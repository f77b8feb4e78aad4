from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by
from unionhall.matters.models import Matter, matter_constraints, matter_indexes

from ..choices import Act, Colour, ContestWay, Incident, Indicator, InputSource
from ..permissions import Supervision


class PlacedQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str = Supervision.WARN_VIEW) -> Self:
        """Rows of units where `user` holds `needs`."""
        return self.filter(access.within(user, needs))


class Warning(Matter):
    """预警: that an employer stands at yellow, orange or red, who must act by when, and what was done about it."""

    level = models.SmallIntegerField(choices=Colour)
    raised_on = models.DateField()
    acted_on = models.DateField(null=True)
    acted_how = models.CharField(max_length=6, choices=Act, blank=True)
    contested_on = models.DateField(null=True)
    duty_rule = models.JSONField(default=dict)

    class Meta(Matter.Meta):
        abstract = False
        indexes = [*matter_indexes("warning"), models.Index(fields=["desk_id", "level"], name="warning_level")]
        constraints = [
            *matter_constraints("warning"),
            models.UniqueConstraint(
                fields=["desk_id", "employer"], condition=models.Q(closed_at=None), name="warning_open_once"
            ),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=3), name="warning_colour"),
        ]

    @staticmethod
    def parts() -> tuple[type[models.Model], ...]:
        """Tables whose rows move with a warning."""
        return (Contest,)


class Contest(DeskScoped):
    """异议: what an employer holds against a warning, and how another person decided it, by which rules."""

    matter_id = models.BigIntegerField()
    on = models.DateField()
    way = models.CharField(max_length=4, choices=ContestWay)
    words = EncryptedTextField(cls="C4", mask="hidden")
    document_id = models.BigIntegerField(null=True)  # the notice it answers
    rule = models.JSONField(default=dict)  # the rule that gives the time to decide, as it stood
    score = models.JSONField(default=dict)  # total, level, points, triggers and the rules of them, when it was decided
    admitted = models.BooleanField(null=True)
    because = EncryptedTextField(cls="C4", mask="hidden", blank=True)
    decided_on = models.DateField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=60, blank=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "matter_id", "on"], name="contest_matter")]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "matter_id"], condition=models.Q(decided_on=None), name="contest_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_on=None, admitted=None)
                | models.Q(decided_on__isnull=False, admitted__isnull=False, decided_by_id__isnull=False),
                name="contest_decided",
            ),
        ]


class WarningInput(DeskScoped):
    """One number about an employer with its source and period: a count, a share, months; never words of a person."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=1, choices=Indicator)
    value = models.DecimalField(max_digits=8, decimal_places=2, null=True)  # months, percent, or a count
    people = models.IntegerField(null=True)  # laid off, or over 36 hours
    workers = models.IntegerField(null=True)  # of how many
    reported = models.BooleanField(default=True)  # layoffs: to the authority, in time
    incident = models.CharField(max_length=7, choices=Incident, blank=True)
    source = models.CharField(max_length=10, choices=InputSource)
    period_from = models.DateField()
    period_to = models.DateField()
    entered_on = models.DateField()
    expires_on = models.DateField()
    derived = models.BooleanField(default=False)  # counted by the house itself
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    dropped_on = models.DateField(null=True)
    dropped_because = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = rows_by(PlacedQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "employer", "indicator", "-entered_on"], name="input_employer"),
            models.Index(fields=["desk_id", "expires_on"], name="input_expiry"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(period_to__gte=models.F("period_from")), name="input_period"),
            models.CheckConstraint(condition=models.Q(value=None) | models.Q(value__gte=0), name="input_value"),
            models.UniqueConstraint(
                fields=["desk_id", "employer", "indicator"],
                condition=models.Q(derived=True, dropped_on=None),
                name="input_derived_once",
            ),
        ]


class Standing(DeskScoped):
    """Where one employer stands now: score, colour, and each point with its arithmetic."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, related_name="+")
    total = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    level = models.SmallIntegerField(choices=Colour, default=Colour.GREEN)
    by_score = models.SmallIntegerField(choices=Colour, default=Colour.GREEN)
    points = models.JSONField(default=list)
    triggers = models.JSONField(default=list)
    incomplete = models.BooleanField(default=True)
    rules = models.JSONField(default=list)  # copies of the rows it was computed by
    computed_at = models.DateTimeField()
    since = models.DateField()  # in this colour

    objects: ClassVar[Any] = rows_by(PlacedQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "-level", "-total", "-id"], name="standing_worst")]
        constraints = [models.UniqueConstraint(fields=["desk_id", "employer"], name="standing_once")]


class ColourChange(DeskScoped):
    """That an employer's colour changed on a day, at the union where it counted: figures are recounted from it."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, related_name="+")
    on = models.DateField()
    before = models.SmallIntegerField(choices=Colour)
    after = models.SmallIntegerField(choices=Colour)
    carried = models.BooleanField(default=False)  # only the union changed, not the colour

    objects: ClassVar[Any] = rows_by(PlacedQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "on"], name="colour_day")]
