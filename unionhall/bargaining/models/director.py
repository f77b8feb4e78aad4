from django.db import models
from django.db.models import F, Q

from ..choices import BoardSeat, SeatEnded
from .base import Own


class Director(Own):
    """职工董事、职工监事: a worker on a company's board, elected by the congress; the row stays when they leave."""

    employer = models.ForeignKey("orgs.Employer", models.PROTECT, related_name="+")
    congress_id = models.BigIntegerField()
    session_id = models.BigIntegerField(null=True)  # null: elected before this house kept the sessions
    elected_by = models.CharField(max_length=160)  # the session, in words
    seat = models.CharField(max_length=10, choices=BoardSeat)
    name = models.CharField(max_length=60)
    post = models.CharField(max_length=60, blank=True)
    votes = models.IntegerField(null=True)
    elected_on = models.DateField()
    since = models.DateField()
    until = models.DateField()  # last day of the term
    reported_on = models.DateField(null=True)  # last report to the congress
    report_by = models.DateField()  # the next one
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=8, choices=SeatEnded, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)
    version = models.IntegerField(default=0)

    class Meta(Own.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "until", "id"], name="director_until"),
            models.Index(fields=["desk_id", "congress_id"], name="director_congress"),
            models.Index(fields=["desk_id", "unit", "until"], name="director_unit"),
            models.Index(fields=["desk_id", "report_by"], condition=Q(ended_on=None), name="director_to_report"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "congress_id", "seat", "name"], condition=Q(ended_on=None), name="director_once"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since"), since__gte=F("elected_on")), name="director_days"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_why="") | Q(ended_on__isnull=False) & ~Q(ended_why=""),
                name="director_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_seat_display()} {self.name}"


class Board(Own):
    """How many sit on a company's board; none where it has no such board."""

    employer = models.ForeignKey("orgs.Employer", models.PROTECT, related_name="+")
    seat = models.CharField(max_length=10, choices=BoardSeat)  # of which of the two boards
    members = models.IntegerField()
    since = models.DateField()

    class Meta(Own.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "employer", "seat"], name="board_once"),
            models.CheckConstraint(condition=Q(members__gte=0), name="board_members"),
        ]
