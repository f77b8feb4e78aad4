from typing import ClassVar

from django.db import models
from django.db.models import Q

from unionhall.matters.models import Matter, matter_constraints, matter_indexes
from unionhall.workflow import Lifecycle

from ..choices import OF_MANY, ChosenBy, Kind, Scope, Side
from .base import OfRound


class Round(Matter):
    """A round of collective bargaining: from the written offer to the contract in force, and watching over it."""

    lifecycle: ClassVar[Lifecycle]  # set by lifecycles.py, whose moves are this room's actions

    kind = models.CharField(max_length=6, choices=Kind)
    scope = models.CharField(max_length=6, choices=Scope, default=Scope.NEW)
    follows_id = models.BigIntegerField(null=True)  # the agreement it renews or changes
    side = models.CharField(max_length=8, choices=Side, default=Side.WORKERS)  # who made the offer
    area_name = models.CharField(max_length=120, blank=True)  # of a contract that binds many firms
    large = models.BooleanField(default=False)  # 规模以上
    workers = models.IntegerField(default=0)
    offered_on = models.DateField()
    issues = models.TextField(blank=True)
    meeting_on = models.DateField(null=True)  # proposed, then agreed
    meeting_place = models.CharField(max_length=120, blank=True)
    replied_on = models.DateField(null=True)
    talks_from = models.DateField(null=True)
    suspended_on = models.DateField(null=True)
    stopped_days = models.IntegerField(default=0)  # calendar days the talks have stood still, earlier stops together
    clock_from = models.DateField(null=True)  # the day from which the time for the talks is counted
    again = models.BooleanField(default=False)  # a draft failed: the next one is back before the congress sooner
    drafted_on = models.DateField(null=True)
    term_from = models.DateField(null=True)
    term_to = models.DateField(null=True)
    contents = models.JSONField(default=list)  # what the draft speaks of, codes of contents.py
    contract_no = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField(null=True)
    signed_workers = models.CharField(max_length=60, blank=True)
    signed_employer = models.CharField(max_length=60, blank=True)
    authority = models.CharField(max_length=120, blank=True)  # 人力资源社会保障行政部门
    submitted_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    opinion_on = models.DateField(null=True)
    opinion_no = models.CharField(max_length=60, blank=True)
    in_force_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    filed_on = models.DateField(null=True)
    agreement_id = models.BigIntegerField(null=True)
    extended = models.BooleanField(default=False)  # the authority's time was prolonged once

    class Meta(Matter.Meta):
        abstract = False
        indexes = [
            *matter_indexes("round"),
            models.Index(fields=["desk_id", "agreement_id"], name="round_agreement"),
        ]
        constraints = [
            *matter_constraints("round"),
            models.CheckConstraint(
                condition=Q(employer__isnull=False) | Q(kind__in=OF_MANY) & ~Q(area_name=""), name="round_whom_it_binds"
            ),
            models.CheckConstraint(
                condition=Q(term_from=None) | Q(term_to__gt=models.F("term_from")), name="round_term"
            ),
            models.CheckConstraint(condition=Q(workers__gte=0), name="round_workers"),
        ]

    @property
    def binds_many(self) -> bool:
        return self.kind in OF_MANY

    @property
    def party(self) -> str:
        """The other side, as it is called on paper."""
        return str(self.employer.name) if self.employer is not None else self.area_name

    @property
    def shown_party(self) -> str:
        """The same as it may stand on a page: a sole trader's name is a person's, so it is masked."""
        return str(self.employer.shown_name) if self.employer is not None else self.area_name


class RoundFirm(OfRound):
    """One of the firms a sector's or area's contract will bind."""

    employer = models.ForeignKey("orgs.Employer", models.PROTECT, related_name="+")
    workers = models.IntegerField()

    class Meta(OfRound.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "matter_id", "employer"], name="round_firm_once"),
            models.CheckConstraint(condition=Q(workers__gte=0), name="round_firm_workers"),
        ]


class SideDelegate(OfRound):
    """协商代表: a delegate of one side; whoever leaves names who came instead."""

    side = models.CharField(max_length=8, choices=Side)
    name = models.CharField(max_length=60)
    post = models.CharField(max_length=60, blank=True)
    works_at = models.CharField(max_length=120, blank=True)
    chief = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)
    woman = models.BooleanField(default=False)
    disabled = models.BooleanField(default=False)
    chosen_by = models.CharField(max_length=10, choices=ChosenBy)
    chosen_on = models.DateField()
    votes = models.IntegerField(null=True)
    of_all = models.IntegerField(null=True)  # how many staff (or delegates) there are, of whom so many agreed
    proxy = models.CharField(max_length=60, blank=True)  # number or date of the written proxy
    proxy_paper_id = models.BigIntegerField(null=True)  # the proxy itself, among the round's papers
    since = models.DateField()
    until = models.DateField(null=True)
    replaced_by_id = models.BigIntegerField(null=True)

    class Meta(OfRound.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "matter_id", "side"], name="side_delegate_round")]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "matter_id", "side"], condition=Q(chief=True, until=None), name="side_one_chief"
            ),
            models.UniqueConstraint(
                fields=["desk_id", "matter_id", "name"], condition=Q(until=None), name="side_delegate_once"
            ),
            models.CheckConstraint(condition=~Q(outside=True, chief=True), name="side_chief_from_inside"),
            models.CheckConstraint(
                condition=Q(of_all=None) | Q(votes__isnull=False, votes__gte=0, votes__lte=models.F("of_all")),
                name="side_votes_of_all",
            ),
        ]
