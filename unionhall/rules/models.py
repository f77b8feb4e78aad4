from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _

from .choices import Measure
from .shipped import UNCHECKED


class Rule(models.Model):
    """One number of the law or of an office's own order: what it is, where and from which day on.

    A row in force is never edited: a new row of a later day takes its place, so what was decided keeps its rule.
    Only a number shipped from memory is put right where it stands, once, by the office that checked it.
    """

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=60)  # room.thing, e.g. rights.mediation
    key = models.CharField(max_length=30, blank=True)  # of a table: the line, e.g. the grade of injury
    place = models.CharField(max_length=6)  # CN, or a division's code without its zeros: 33, 3301, 330110
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # its last day
    value = models.DecimalField(max_digits=18, decimal_places=6)
    unit = models.CharField(max_length=12, blank=True)  # choices.Measure
    source = models.CharField(max_length=200)
    article = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    shipped = models.BooleanField(default=False)  # came with the house; an office's own rows are left alone

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code", "key", "place", "valid_from"], name="rule_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="rule_ends_after_start",
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="rule_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.code}{f'[{self.key}]' if self.key else ''} @{self.place} {self.valid_from}"

    @property
    def unchecked(self) -> bool:
        """Whether nobody has compared it with the text of the law yet."""
        return UNCHECKED in self.note

    @property
    def number(self) -> str:
        """The value without idle zeros."""
        return f"{Decimal(self.value).normalize():f}"

    @property
    def text(self) -> str:
        """The value in words: 15日, 30个工作日, 50%, 2,490元."""
        if self.unit == Measure.RATE:
            return f"{(Decimal(self.value) * 100).normalize():f}%"
        if self.unit == Measure.FLAG:
            return _("是") if self.value else _("否")
        if self.unit == Measure.YUAN:
            whole = self.value == int(self.value)
            return _("%(amount)s元") % {"amount": f"{self.value:,.0f}" if whole else f"{self.value:,.2f}"}
        if self.unit == Measure.CALENDAR_DAYS and not self.value:
            return _("当日")
        words = _("%(number)s%(unit)s") % {"number": self.number, "unit": self.measure}
        return words if self.measure else self.number

    @property
    def measure(self) -> str:
        if self.unit in Measure.values:
            return str(Measure(self.unit).label)
        return _(self.unit) if self.unit else ""  # gettext answers an empty text with the head of its file

    @property
    def law(self) -> str:
        """Source and article in one."""
        return f"{self.source}{self.article}"

    def as_json(self) -> dict[str, str]:
        """The copy that what was decided keeps."""
        return {
            "code": self.code,
            "key": self.key,
            "place": self.place,
            "value": self.number,
            "unit": self.unit,
            "source": self.source,
            "article": self.article,
            "valid_from": self.valid_from.isoformat(),
        }
