from django.db import models

from unionhall.kit import mask

from ..choices import CoverMode, Industry, OwnershipKind


class Employer(models.Model):
    """用人单位: whoever employs workers, with or without a union; the place of work decides routing."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    credit_code = models.CharField(max_length=18, unique=True)  # GB 32100, checked before it is written
    name = models.CharField(max_length=120)
    ownership = models.CharField(max_length=3, choices=OwnershipKind)
    industry = models.CharField(max_length=1, choices=Industry)
    industry_code = models.CharField(max_length=5, blank=True)  # GB/T 4754 class, e.g. G5910
    division = models.ForeignKey("orgs.Division", models.PROTECT, related_name="employers")  # place of work
    address = models.CharField(max_length=160, blank=True)
    headcount = models.IntegerField(default=0)
    women = models.IntegerField(default=0)
    migrant = models.IntegerField(default=0)
    dispatched = models.IntegerField(default=0)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    counted_from = models.DateField(null=True)  # figures count it from here: the day it was written; null: `opened_on`
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="employers_here")
    # ^ the township (or county) union of its place of work: where it counts in the base of the founding rate
    source = models.CharField(max_length=60, blank=True)
    checked_on = models.DateField(null=True)
    version = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "name"], name="employer_unit"),
            models.Index(fields=["division", "name"], name="employer_division"),
            models.Index(fields=["name"], name="employer_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(headcount__gte=0, women__gte=0, migrant__gte=0, dispatched__gte=0),
                name="employer_counts",
            ),
            models.CheckConstraint(
                condition=models.Q(women__lte=models.F("headcount"), dispatched__lte=models.F("headcount")),
                name="employer_parts",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def is_sole_trader(self) -> bool:
        """个体工商户: its name and address are a person's."""
        return self.credit_code.startswith("92")

    @property
    def shown_name(self) -> str:
        """The name as it may stand on a page: a sole trader's is masked."""
        if not self.is_sole_trader or len(self.name) < 4:
            return mask.name(self.name) if self.is_sole_trader else self.name
        return f"{self.name[:2]}***{self.name[-1]}"

    @property
    def shown_address(self) -> str:
        return mask.address(self.address) if self.is_sole_trader else self.address


class EmployerWas(models.Model):
    """Where an employer counted, and how many worked there, until a day it changed (that day not counted).

    Only the past is kept: on a day no such row reaches, the employer's own row tells. So past figures can be recounted.
    """

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, related_name="was")
    until = models.DateField()
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")
    headcount = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employer", "until"], name="employer_was_once_a_day")]


class Coverage(models.Model):
    """That a union covers an employer; an employer counts once, however many cover it."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    union = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="covers")
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, related_name="covered_by")
    mode = models.CharField(max_length=10, choices=CoverMode)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["employer", "valid_to"], name="coverage_employer")]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "employer"], condition=models.Q(valid_to=None), name="coverage_once_now"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="coverage_order",
            ),
        ]
