from django.db import models

from ..choices import Category, Colour, ItemKind, ItemState, Source, Split


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
    starts_on = models.DateField()
    due_on = models.DateField()
    public = models.BooleanField(default=False)
    issuer = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ItemState, default=ItemState.DRAFT)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    dropped_because = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField(null=True)
    job_id = models.BigIntegerField(null=True)
    version = models.IntegerField(default=0)

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


class SlipRule(models.Model):
    """When a slip of a colour is raised and whom it reaches: dated, so that a decided slip keeps its rule."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    colour = models.CharField(max_length=6, choices=Colour)
    days_to_due = models.IntegerField()  # 30: thirty days before; -14: fourteen days after
    behind = models.DecimalField(max_digits=4, decimal_places=2, default=0)  # how far under the expected share of time
    levels_up = models.IntegerField(default=0)  # 0: the unit itself; 1: also the level above; …
    place = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["valid_from", "colour"], name="slip_rule_day")]
