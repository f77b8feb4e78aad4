"""Numbers people read out on the telephone: a running series for each desk, never reused."""

from django.db import models

from ..placement import DeskScoped


class NumberSeries(DeskScoped):
    """The last number given out in one series (a kind and a day or a year) at one desk."""

    series = models.CharField(max_length=40)
    last = models.BigIntegerField(default=0)

    class Meta(DeskScoped.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["desk_id", "series"], name="number_series_once")]
