from django.db import models

from unionhall.kit.placement import DeskScoped

from ..choices import RosterState


class RosterImport(DeskScoped):
    """One roster file someone brought: what was found in it, and how far it has been written."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")  # rows may name unions beneath it
    file_name = models.CharField(max_length=120)
    file = models.CharField(max_length=200)  # path below the private files folder
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=RosterState, default=RosterState.READING)
    columns = models.JSONField(default=list)
    counts = models.JSONField(default=dict)  # row state -> how many
    applied = models.JSONField(default=dict)
    message = models.CharField(max_length=300, blank=True)
    brought_by_id = models.BigIntegerField()
    brought_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    job_id = models.BigIntegerField(null=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "unit", "-brought_at"], name="roster_unit")]


class RosterChunk(DeskScoped):
    """Some hundreds of rows of one roster, checked; written to the register together or not at all."""

    roster_id = models.BigIntegerField()
    number = models.IntegerField()
    rows = models.BinaryField()  # compressed and sealed: the file's rows with their states and reasons
    counts = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["desk_id", "roster_id", "number"], name="roster_chunk_once")]
