from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by

from ..choices import ExportState, RosterState


class RosterQuerySet(DeskQuerySet):
    def visible_to(self, user: Any, needs: str) -> Self:
        """Rosters of unions where `user` holds `needs`."""
        return self.filter(access.within(user, needs))


class RosterImport(DeskScoped):
    """One roster file someone brought: what was found in it, and how far it has been written."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")  # rows may name unions beneath it
    file_name = models.CharField(max_length=120)
    file = models.CharField(max_length=200)  # path below the private files folder; empty once it has been read
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=RosterState, default=RosterState.READING)
    columns = models.JSONField(default=list)  # the file's own headings
    counts = models.JSONField(default=dict)  # row state -> how many
    applied = models.JSONField(default=dict)  # the same once written
    message = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, blank=True)  # in which the reasons are written
    brought_by_id = models.BigIntegerField()
    brought_by_name = models.CharField(max_length=60)
    brought_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)  # rows thrown away; the counts stay
    job_id = models.BigIntegerField(null=True)

    objects: ClassVar[Any] = rows_by(RosterQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "unit", "-brought_at"], name="roster_unit")]


class RosterChunk(DeskScoped):
    """Some thousands of rows of one roster, checked; written to the register together or not at all."""

    roster_id = models.BigIntegerField()
    number = models.IntegerField()
    rows = models.BinaryField()  # compressed and sealed: the file's rows with their states and reasons
    counts = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["desk_id", "roster_id", "number"], name="roster_chunk_once")]


class RosterExport(DeskScoped):
    """A roll someone asked for as a file: what for, who agreed, and the sealed file until it expires."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ExportState, default=ExportState.ASKED)
    purpose = models.CharField(max_length=200)
    with_numbers = models.BooleanField(default=False)  # ID numbers and phones in plain
    as_csv = models.BooleanField(default=False)
    rows = models.IntegerField(default=0)  # when asked, then as written
    asked_by_id = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=60)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by_id = models.BigIntegerField(null=True)  # null: needed nobody's agreement
    decided_by_name = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)
    refused_because = models.CharField(max_length=200, blank=True)
    file = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField(null=True)
    job_id = models.BigIntegerField(null=True)

    objects: ClassVar[Any] = rows_by(RosterQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "unit", "-asked_at"], name="roster_export_unit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by_id=None) | ~models.Q(decided_by_id=models.F("asked_by_id")),
                name="roster_export_two_people",
            ),
        ]
