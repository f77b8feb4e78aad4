from typing import Any, Self

from django.db import models
from django.db.models import Q

from unionhall.kit import access

from ..choices import Category, ItemKind, ItemState, Source, Split
from ..permissions import Worklist


class ItemQuerySet(models.QuerySet):
    def visible_to(self, user: Any, needs: str = Worklist.VIEW) -> Self:
        """Items issued within `user`'s reach, and those issued from above it once they are no draft."""
        reach = Q(pk__in=[])
        for held in access.outermost(access.holding(user, needs)):
            above = [held.path[:end] for end in range(4, len(held.path), 4)]
            reach |= Q(issuer__path__under=held.path) | (Q(issuer__path__in=above) & ~Q(state=ItemState.DRAFT))
        return self.filter(reach)


class Item(models.Model):
    """One line of the one list for one year, defined once (by the province, or locally with suffix -L)."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=24)  # Y26-A03, local items Y26-A03-L…
    year = models.IntegerField()
    category = models.CharField(max_length=1, choices=Category)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160, blank=True)
    purpose = models.TextField(blank=True)
    basis = models.CharField(max_length=200, blank=True)  # resolution or document number
    kind = models.CharField(max_length=9, choices=ItemKind)
    source = models.CharField(max_length=8, choices=Source)
    figure = models.CharField(max_length=64, blank=True)  # code of a declared figure
    measure = models.CharField(max_length=20, blank=True)  # 家, 人, %
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True)  # the issuer's; a rate as 0.85
    base = models.DecimalField(max_digits=18, decimal_places=4, null=True)  # last year's value
    weight = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    split = models.CharField(max_length=10, choices=Split, default=Split.SAME)
    levels = models.JSONField(default=list)  # levels that do it: [2, 3, 4]
    kinds = models.JSONField(default=list)  # union kinds it reaches; empty: all
    industries = models.JSONField(default=list)  # sections it reaches; empty: all
    evidence_kinds = models.JSONField(default=list)
    checker = models.CharField(max_length=60, blank=True)  # who at the level above looks at the evidence
    starts_on = models.DateField()
    due_on = models.DateField()
    public = models.BooleanField(default=False)
    issuer = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ItemState, default=ItemState.DRAFT)
    resolution_no = models.CharField(max_length=60, blank=True)  # of the last change, drop or carry-over
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    dropped_because = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField(null=True)
    job_id = models.BigIntegerField(null=True)
    version = models.IntegerField(default=0)

    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["year", "category", "code"], name="item_year")]
        constraints = [
            models.UniqueConstraint(fields=["code", "issuer"], name="item_code_once"),
            models.CheckConstraint(condition=models.Q(due_on__gte=models.F("starts_on")), name="item_dates"),
            models.CheckConstraint(
                condition=models.Q(source=Source.FIGURE) & ~models.Q(figure="")
                | models.Q(source=Source.EVIDENCE, figure=""),
                name="item_figure_or_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_number(self) -> bool:
        return self.kind == ItemKind.NUMBER

    @property
    def is_rate(self) -> bool:
        return self.kind == ItemKind.RATE

    @property
    def is_live(self) -> bool:
        return self.state in (ItemState.ISSUING, ItemState.ISSUED)
