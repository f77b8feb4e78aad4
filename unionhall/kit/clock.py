"""Now and today, in one place, so that a test can set the clock."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, with its time zone."""
    return timezone.now()


def today() -> date:
    """The date in Beijing."""
    return timezone.localdate()
