from django.db import models
from django.db.models import F, Q

from unionhall.kit import clock

from ..choices import Body, Side
from .base import OfRound


class Meeting(OfRound):
    """A meeting of the two sides, with its minutes."""

    number = models.IntegerField()
    on = models.DateField()
    place = models.CharField(max_length=120)
    chaired_by = models.CharField(max_length=8, choices=Side)  # the chiefs preside in turn
    recorder = models.CharField(max_length=60)
    minutes = models.TextField()
    signed_workers = models.BooleanField(default=False)
    signed_employer = models.BooleanField(default=False)

    class Meta(OfRound.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["desk_id", "matter_id", "number"], name="meeting_once")]


class Clause(OfRound):
    """One thing bargained over; `agreed` is what both sides settled on."""

    topic = models.CharField(max_length=24)
    title = models.CharField(max_length=120)
    measure = models.CharField(max_length=20, blank=True)
    place_in_list = models.IntegerField(default=0)
    agreed = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    agreed_words = models.CharField(max_length=500, blank=True)

    class Meta(OfRound.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["desk_id", "matter_id", "title"], name="clause_once")]

    @property
    def is_settled(self) -> bool:
        return self.agreed is not None or bool(self.agreed_words)


class Position(OfRound):
    """What one side offered for a clause at a meeting."""

    clause_id = models.BigIntegerField()
    meeting_id = models.BigIntegerField()
    side = models.CharField(max_length=8, choices=Side)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta(OfRound.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "clause_id", "meeting_id", "side"], name="position_once"),
        ]


class Draft(OfRound):
    """A version of the contract's text."""

    version = models.IntegerField()
    text = models.TextField()
    note = models.CharField(max_length=300, blank=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField(default=clock.now)

    class Meta(OfRound.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["desk_id", "matter_id", "version"], name="contract_draft_once")]


class Vote(OfRound):
    """A congress's vote on a draft, by numbers, with the rules it was judged by."""

    draft_version = models.IntegerField()
    on = models.DateField()
    body = models.CharField(max_length=13, choices=Body)
    employer = models.ForeignKey(  # whose congress it was, where each firm's votes by itself
        "orgs.Employer", models.PROTECT, null=True, db_index=False, related_name="+"
    )
    total = models.IntegerField()
    present = models.IntegerField()
    issued = models.IntegerField()
    returned = models.IntegerField()
    valid = models.IntegerField()
    yes = models.IntegerField()
    no = models.IntegerField()
    abstain = models.IntegerField()
    quorum = models.BooleanField()
    passed = models.BooleanField()
    least_present = models.IntegerField()
    least_yes = models.IntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta(OfRound.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "matter_id", "id"], name="vote_round")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    present__lte=F("total"), issued__lte=F("present"), returned__lte=F("issued"),
                    valid__lte=F("returned"), yes__gte=0, no__gte=0, abstain__gte=0,
                    valid=F("yes") + F("no") + F("abstain"),
                ),
                name="vote_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(body=Body.EACH_FIRM) | Q(employer=None), name="vote_of_a_firm"
            ),
        ]  # fmt: skip


class Survey(OfRound):
    """协商议题征集: questions to the staff before a round; delegates bring counts, nobody's name."""

    title = models.CharField(max_length=120)
    questions = models.JSONField()  # [{"text": "…", "options": ["…", "…"]}]
    closes_on = models.DateField()
    closed = models.BooleanField(default=False)

    class Meta(OfRound.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "matter_id"], name="survey_round")]


class Tally(OfRound):
    """What one delegate counted in one group: how many filled it in, and how often each option was chosen."""

    survey_id = models.BigIntegerField()
    group = models.CharField(max_length=60)
    filled = models.IntegerField()
    counts = models.JSONField()  # [[3, 5], [8, 0]]: for each question, for each option
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)

    class Meta(OfRound.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "survey_id", "group"], name="tally_once_a_group"),
            models.CheckConstraint(condition=Q(filled__gte=0), name="tally_filled"),
        ]


class Datum(OfRound):
    """A number on the table, of one year: a published one behind a demand, or one the employer has handed over."""

    code = models.CharField(max_length=16)  # of contents.DATA
    year = models.IntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=2)
    source = models.CharField(max_length=200, blank=True)  # where it is published, or in which paper it was given
    on = models.DateField()  # the day it was looked up or handed over
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)

    class Meta(OfRound.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["desk_id", "matter_id", "code", "year"], name="datum_once")]

    @property
    def shown(self) -> str:
        """The number with its commas and without empty cents."""
        return f"{self.value:,}".removesuffix(".00")
