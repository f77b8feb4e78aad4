from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.money import MoneyField
from unionhall.kit.placement import DeskScoped
from unionhall.matters.models import Matter, matter_constraints, matter_indexes
from unionhall.workflow import Held

from ..choices import AccidentGrade, AccidentKind, Hardship, Harm
from .placed import OfUnit


class Accident(Matter):
    """事故: the union's file of one accident, its legal steps, the inquiry, and the care for those it hit."""

    happened_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    industry = models.CharField(max_length=1, blank=True)
    kind = models.CharField(max_length=2, choices=AccidentKind)
    road = models.BooleanField(default=False)  # a road accident: like a fire, re-graded within seven days only
    grade = models.CharField(max_length=8, choices=AccidentGrade)
    graded_because = models.CharField(max_length=200, blank=True)
    deaths = models.IntegerField(default=0)
    serious = models.IntegerField(default=0)
    light = models.IntegerField(default=0)
    missing = models.IntegerField(default=0)
    loss = MoneyField(default=0)
    head_told_at = models.DateTimeField(null=True)
    union_told_at = models.DateTimeField()
    again_until = models.DateField()  # last day on which a change of casualties changes the grade
    inquiry_at = models.SmallIntegerField()  # level of government that leads the inquiry; 0: the state
    extended = models.BooleanField(default=False)  # the inquiry report's limit, with approval
    report_due_on = models.DateField()
    reported_on = models.DateField(null=True)
    replied_on = models.DateField(null=True)
    opinions = models.TextField(blank=True)  # given by the union
    answers = models.TextField(blank=True)
    causes = models.TextField(blank=True)
    responsible = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    kept_rules = models.JSONField(default=list)

    class Meta(Matter.Meta):
        abstract = False
        indexes = matter_indexes("accident")
        constraints = [
            *matter_constraints("accident"),
            models.CheckConstraint(
                condition=models.Q(deaths__gte=0, serious__gte=0, light__gte=0, missing__gte=0, loss__gte=0),
                name="accident_numbers",
            ),
        ]

    @classmethod
    def parts(cls) -> tuple[type[models.Model], ...]:
        """Tables whose rows go where the accident goes."""
        return AccidentStep, Casualties, InquiryMember, Victim, FollowUp

    @property
    def is_void(self) -> bool:
        """Entered by mistake: it stays on record and counts nowhere."""
        return self.outcome == Held.WITHDRAWN


class OfAccident(DeskScoped):
    """A row of an accident's file."""

    matter_id = models.BigIntegerField()

    class Meta(DeskScoped.Meta):
        abstract = True


class AccidentStep(OfAccident):
    """A legal or internal step with its last moment: who must tell whom, by when, and when it was done."""

    code = models.CharField(max_length=32)
    place = models.IntegerField()  # in the chain
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True)
    rule = models.JSONField(default=dict)

    class Meta(OfAccident.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "matter_id", "code"], name="accident_step_once"),
        ]


class Casualties(OfAccident):
    """The numbers as they were first told, and each change of them; `within` says whether it could change the grade."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    at = models.DateTimeField()  # when it changed
    written_at = models.DateTimeField()
    deaths = models.IntegerField()
    serious = models.IntegerField()
    light = models.IntegerField()
    missing = models.IntegerField()
    loss = MoneyField(default=0)
    more_deaths = models.IntegerField()  # against the numbers before: what the figure counts
    first = models.BooleanField(default=False)  # as it was entered: what the figure of accidents counts
    within = models.BooleanField()  # inside the window for re-grading
    voids = models.BooleanField(default=False)  # entered by mistake: takes the accident out of the figure again
    by_name = models.CharField(max_length=60)

    class Meta(OfAccident.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "matter_id", "written_at"], name="casualties_accident")]


class InquiryMember(OfAccident):
    """Whom the union sent into the inquiry team, with the word that they have no interest in the case."""

    name = models.CharField(max_length=60)
    post = models.CharField(max_length=80, blank=True)
    joined_on = models.DateField()
    no_interest = models.BooleanField()

    class Meta(OfAccident.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "matter_id", "name"], name="inquiry_member_once"),
            models.CheckConstraint(condition=models.Q(no_interest=True), name="inquiry_member_no_interest"),
        ]


class Victim(OfUnit):
    """One person hurt or killed: sealed, read only by those who care for the family."""

    matter_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    name = EncryptedTextField(cls="C3", mask="name")
    harm = models.CharField(max_length=7, choices=Harm)
    injury = EncryptedTextField(cls="C4", mask="hidden", blank=True)
    family = EncryptedTextField(cls="C3", mask="name", blank=True)
    family_phone = EncryptedTextField(cls="C3", mask="phone", blank=True)
    claim_by_employer = models.DateField(null=True)
    claim_by_family = models.DateField(null=True)
    claimed_on = models.DateField(null=True)
    hardship = models.CharField(max_length=8, choices=Hardship, default=Hardship.NONE)
    hardship_case = models.CharField(max_length=24, blank=True)
    legal_aid = models.BooleanField(default=False)
    condolence = MoneyField(null=True)
    condolence_owed = models.BigIntegerField(null=True)  # the payable
    added_at = models.DateTimeField()
    dropped_on = models.DateField(null=True)  # the accident was entered by mistake: nothing is due any more
    version = models.IntegerField(default=0)

    class Meta(OfUnit.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "matter_id"], name="victim_accident"),
            models.Index(
                fields=["desk_id", "claim_by_employer"], condition=models.Q(claimed_on=None), name="victim_claim"
            ),
        ]


class FollowUp(OfUnit):
    """家属关怀回访: a visit to the family, due so many days after."""

    victim_id = models.BigIntegerField()
    matter_id = models.BigIntegerField()
    number = models.CharField(max_length=32)  # of the accident, for the way there
    after_days = models.IntegerField()
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    dropped_on = models.DateField(null=True)  # as the victim's
    by_name = models.CharField(max_length=60, blank=True)
    words = EncryptedTextField(cls="C3", mask="hidden", blank=True)

    class Meta(OfUnit.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "matter_id"], name="follow_up_accident"),
            models.Index(fields=["desk_id", "due_on"], condition=models.Q(done_on=None), name="follow_up_due"),
        ]
        constraints = [models.UniqueConstraint(fields=["desk_id", "victim_id", "after_days"], name="follow_up_once")]
