"""Days the State Council's notice, or an office, has ruled on; they override the built-in calendar."""

from django.db import models


class CalendarDay(models.Model):
    """One day that is a working day or not by a named source."""

    placement = "reference"
    day = models.DateField(primary_key=True)
    working = models.BooleanField()
    name = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    entered_at = models.DateTimeField(auto_now=True)
