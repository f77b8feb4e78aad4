from typing import Any, ClassVar, Self

from django.db import models
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from unionhall.kit import access
from unionhall.kit.access import Level
from unionhall.kit.paths import PathField

from ..choices import LEVEL_NAMES, Industry, UnionForm, UnionKind, UnitState

ENDED = (UnitState.CLOSED, UnitState.CLOSING)


class UnitQuerySet(MP_NodeQuerySet):
    def visible_to(self, user: Any, needs: str) -> Self:
        """Units at or under a place where `user` holds `needs`."""
        return self.filter(access.within(user, needs, path="path"))

    def under(self, unit: "Unit") -> Self:
        """The unit itself and all beneath it."""
        return self.filter(path__under=unit.path)

    def open(self) -> Self:
        """At work or in preparation: neither closed nor about to be."""
        return self.exclude(state__in=ENDED)


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> UnitQuerySet:
        return UnitQuerySet(self.model, using=self._db).order_by("path")


class Unit(MP_Node):
    """A union or federation of unions: a node of the tree of organisation as it stands today."""

    placement = "reference"
    steplen = 4
    node_order_by: list[str] = []

    id = models.BigAutoField(primary_key=True)
    # treebeard's own two are PositiveIntegerField, whose unnamed checks Citus refuses
    depth = models.IntegerField()
    numchild = models.IntegerField(default=0)
    path = PathField(max_length=60, unique=True)
    code = models.CharField(max_length=24, unique=True)  # number people use, e.g. 330110-0042
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    level = models.SmallIntegerField(choices=[(level.value, level.name) for level in Level])
    kind = models.CharField(max_length=12, choices=UnionKind)
    form = models.CharField(max_length=2, choices=UnionForm)
    state = models.CharField(max_length=12, choices=UnitState, default=UnitState.ACTIVE)
    desk_id = models.BigIntegerField(default=0)  # the county unit above; own id for city and province units
    county_id = models.BigIntegerField(null=True)  # county unit above, null above counties
    city_id = models.BigIntegerField(null=True)
    division = models.ForeignKey("orgs.Division", models.PROTECT, null=True, related_name="units")
    industry = models.CharField(max_length=1, choices=Industry, blank=True)
    industry_parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="guided")
    credit_code = models.CharField(max_length=18, blank=True)  # begins 81
    founded_on = models.DateField(null=True)
    approval_no = models.CharField(max_length=60, blank=True)
    term_start = models.DateField(null=True)
    term_end = models.DateField(null=True)
    extended_until = models.DateField(null=True)  # the election was put off to this day, once a term
    extension_no = models.CharField(max_length=60, blank=True)
    certificate_from = models.DateField(null=True)  # 法人资格证书
    certificate_until = models.DateField(null=True)
    certificate_alarm = models.SmallIntegerField(null=True)  # the last alarm told of its end: days before it, 0 over
    term_alarm = models.SmallIntegerField(null=True)
    change_due = models.DateField(null=True)  # by then a change of name, domicile or chair is to be registered
    closed_on = models.DateField(null=True)
    closed_because = models.CharField(max_length=200, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    takes_members = models.BooleanField(
        default=True
    )  # a joint, area or village union or an employer's own: people join here
    phone = models.CharField(max_length=20, blank=True)  # the office's, shown to workers
    address = models.CharField(max_length=160, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    opening_hours = models.CharField(max_length=120, blank=True)
    founding_case_id = models.BigIntegerField(null=True)  # the case by which it was founded
    version = models.IntegerField(default=0)

    objects: ClassVar[Any] = UnitManager()

    class Meta:
        indexes = [
            models.Index(fields=["division", "kind"], name="unit_division"),
            models.Index(fields=["name"], name="unit_name", opclasses=["varchar_pattern_ops"]),  # names that begin so
            models.Index(fields=["level", "state"], name="unit_level"),
            models.Index(fields=["desk_id", "path"], name="unit_desk"),
            models.Index(fields=["industry_parent"], name="unit_industry"),
            models.Index(fields=["state", "term_end"], name="unit_term"),
            models.Index(fields=["depth", "path"], name="unit_depth"),  # those right beneath one
            models.Index(
                fields=["certificate_until"], condition=models.Q(certificate_until__isnull=False), name="unit_cert"
            ),
            models.Index(fields=["change_due"], condition=models.Q(change_due__isnull=False), name="unit_change_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="unit_level_five"),
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(state=UnitState.CLOSED), name="unit_closed_state"
            ),
            models.CheckConstraint(
                condition=models.Q(certificate_from=None, certificate_until=None)
                | models.Q(certificate_until__gt=models.F("certificate_from")),
                name="unit_certificate_days",
            ),
            models.CheckConstraint(
                condition=models.Q(extended_until=None) | models.Q(extended_until__gt=models.F("term_end")),
                name="unit_extension_after_term",
            ),
            models.UniqueConstraint(
                fields=["founding_case_id"],
                condition=models.Q(founding_case_id__isnull=False),
                name="unit_founding_case_once",
            ),
            models.UniqueConstraint(
                fields=["credit_code"], condition=~models.Q(credit_code=""), name="unit_credit_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def level_name(self) -> Any:
        return LEVEL_NAMES[Level(self.level)]

    @property
    def runs_until(self) -> Any:
        """The last day of the term, with its extension; None where no term is known."""
        return self.extended_until or self.term_end

    @property
    def has_ended(self) -> bool:
        """Closed, or being closed: takes in nobody and nothing new."""
        return self.state in ENDED

    @property
    def ancestor_paths(self) -> list[str]:
        """Paths from the province down to this unit's parent."""
        return [self.path[:end] for end in range(self.steplen, len(self.path), self.steplen)]
