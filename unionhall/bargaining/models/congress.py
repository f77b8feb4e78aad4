from django.db import models
from django.db.models import F, Q

from unionhall.kit import clock
from unionhall.kit.placement import DeskScoped

from ..choices import NEEDS_VOTE, AskedBy, CongressKind, ItemType, PetitionKind, Result
from .base import Own


class Congress(Own):
    """职工代表大会: one term of a workers' congress (or assembly) of a firm, a sector or an area."""

    kind = models.CharField(max_length=8, choices=CongressKind)
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=120)
    term_no = models.IntegerField()
    since = models.DateField()
    until = models.DateField()  # last day of the term
    staff = models.IntegerField()
    women = models.IntegerField(default=0)
    disabled = models.IntegerField(default=0)
    dispatched = models.IntegerField(default=0)
    seats = models.IntegerField()
    least = models.IntegerField()  # the fewest seats the rules allowed when it was set up
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta(Own.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "unit", "-since"], name="congress_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "unit", "employer", "kind", "term_no"],
                condition=Q(employer__isnull=False),
                name="congress_term_of_firm",
            ),
            models.UniqueConstraint(
                fields=["desk_id", "unit", "title", "term_no"],
                condition=Q(employer=None),
                name="congress_term_of_area",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="congress_days"),
            models.CheckConstraint(
                condition=Q(
                    staff__gte=1, women__gte=0, women__lte=F("staff"), disabled__gte=0, disabled__lte=F("staff"),
                    dispatched__gte=0, seats__gte=1,
                ),
                name="congress_counts",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class OfCongress(DeskScoped):
    congress_id = models.BigIntegerField()

    class Meta(DeskScoped.Meta):
        abstract = True


class Election(OfCongress):
    """Delegates elected in one district, with the count and the public notice."""

    district = models.CharField(max_length=60)
    on = models.DateField()
    seats = models.IntegerField()
    candidates = models.IntegerField()
    electors = models.IntegerField()
    present = models.IntegerField()
    ballots = models.IntegerField()
    elected = models.CharField(max_length=300, blank=True)  # their names
    notice_until = models.DateField()

    class Meta(OfCongress.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "congress_id"], name="election_congress")]
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lte=F("electors"), ballots__lte=F("present"), seats__gte=1, candidates__gte=1),
                name="election_adds_up",
            ),
        ]


class Deputy(OfCongress):
    """职工代表: one who sits in a congress; dispatched workers attend without a vote."""

    person_id = models.BigIntegerField(null=True)  # for their own page; null for who is not in the register
    name = models.CharField(max_length=60)
    district = models.CharField(max_length=60, blank=True)
    post = models.CharField(max_length=60, blank=True)
    manager = models.BooleanField(default=False)
    employer_side = models.BooleanField(default=False)  # in the congress of an area: who speaks for a firm
    woman = models.BooleanField(default=False)
    disabled = models.BooleanField(default=False)
    without_vote = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta(OfCongress.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "congress_id", "name"], name="deputy_congress"),
            models.Index(fields=["desk_id", "person_id"], name="deputy_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "congress_id", "person_id"],
                condition=Q(until=None, person_id__isnull=False),
                name="deputy_once",
            ),
        ]


class Session(OfCongress):
    """A sitting of a congress: who came, what was said and decided, what was told afterwards."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    number = models.IntegerField()
    extra = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=9, choices=AskedBy, default=AskedBy.PLAN)
    on = models.DateField()
    place = models.CharField(max_length=120)
    notice_on = models.DateField()
    notice_way = models.CharField(max_length=60)
    chair_group = models.CharField(max_length=200, blank=True)
    staff = models.IntegerField(null=True)
    total = models.IntegerField(null=True)  # delegates, those without a vote left out
    present = models.IntegerField(null=True)
    absent = models.TextField(blank=True)  # who, and why
    observers = models.IntegerField(default=0)
    quorum = models.BooleanField(null=True)
    held_on = models.DateField(null=True)
    publish_by = models.DateField(null=True)
    published_on = models.DateField(null=True)
    report_by = models.DateField(null=True)
    reported_on = models.DateField(null=True)
    archive = models.CharField(max_length=60, blank=True)
    version = models.IntegerField(default=0)

    class Meta(OfCongress.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "congress_id", "-on"], name="session_congress"),
            models.Index(fields=["desk_id", "report_by"], condition=Q(reported_on=None), name="session_to_report"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "congress_id", "number"], name="session_once"),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(present__isnull=False, total__isnull=False, present__lte=F("total")),
                name="session_who_came",
            ),
        ]


class AgendaItem(DeskScoped):
    """One item of a session's agenda, its ballots and what came of it."""

    session_id = models.BigIntegerField()
    place_in_list = models.IntegerField()
    type = models.CharField(max_length=8, choices=ItemType)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    round_number = models.CharField(max_length=32, blank=True)  # when it is a draft contract
    issued = models.IntegerField(null=True)
    returned = models.IntegerField(null=True)
    valid = models.IntegerField(null=True)
    yes = models.IntegerField(null=True)
    no = models.IntegerField(null=True)
    abstain = models.IntegerField(null=True)
    result = models.CharField(max_length=6, choices=Result, default=Result.OPEN)
    opinions = models.TextField(blank=True)
    resolution = models.TextField(blank=True)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "session_id", "place_in_list"], name="agenda_session")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid=None)
                | Q(returned__lte=F("issued"), valid__lte=F("returned"), valid=F("yes") + F("no") + F("abstain")),
                name="agenda_adds_up",
            ),
        ]

    @property
    def needs_vote(self) -> bool:
        return self.type in NEEDS_VOTE


class AgendaPaper(DeskScoped):
    """A file of one item of an agenda: what delegates were given, or what shows how it came out."""

    session_id = models.BigIntegerField()
    item_id = models.BigIntegerField()
    outcome = models.BooleanField(default=False)  # came with the result, not with the item
    name = models.CharField(max_length=120)
    file_kind = models.CharField(max_length=12)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=200)
    thumbnail = models.CharField(max_length=200, blank=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField(default=clock.now)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "session_id", "item_id"], name="agenda_paper_session")]
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "item_id", "sha256"], name="agenda_paper_once"),
        ]


class Petition(OfCongress):
    """Signatures for an extra session, or for removing a worker director or supervisor."""

    kind = models.CharField(max_length=17, choices=PetitionKind)
    about = models.CharField(max_length=200)
    on = models.DateField()
    signed = models.IntegerField()
    of = models.IntegerField()
    granted = models.BooleanField()

    class Meta(OfCongress.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "congress_id", "-on"], name="petition_congress")]
        constraints = [
            models.CheckConstraint(condition=Q(signed__gte=0, signed__lte=F("of")), name="petition_adds_up"),
        ]


class HeadsMeeting(OfCongress):
    """团（组）长联席会议: heads of the groups settle what cannot wait; the next session confirms it or does not."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    on = models.DateField()
    place = models.CharField(max_length=120)
    total = models.IntegerField()  # heads of groups there are
    present = models.IntegerField()
    about = models.CharField(max_length=160)
    settled = models.TextField()
    session_id = models.BigIntegerField(null=True)  # which session looked at it
    confirmed = models.BooleanField(null=True)
    words = models.CharField(max_length=300, blank=True)  # what that session said

    class Meta(OfCongress.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "congress_id", "-on"], name="heads_congress"),
            models.Index(fields=["desk_id", "on"], condition=Q(confirmed=None), name="heads_to_confirm"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(present__gte=1, present__lte=F("total")), name="heads_who_came"),
            models.CheckConstraint(
                condition=Q(confirmed=None, session_id=None) | Q(confirmed__isnull=False, session_id__isnull=False),
                name="heads_confirmed",
            ),
        ]
