"""Locks after wrong passwords: a name after 5, an address after 50, longer each time within a day (django-axes)."""

from datetime import timedelta

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessFailureLog
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone


class Lockout(AxesDatabaseHandler):
    def get_failures(self, request: HttpRequest, credentials: dict | None = None) -> int:
        """Failures on the scale of `AXES_FAILURE_LIMIT`; those of an address weigh less, an office shares it."""
        totals = [
            rows.aggregate(total=Sum("failures_since_start"))["total"] or 0
            for rows in self.get_user_attempts(request, credentials)
        ]
        weights = [1 if key == "username" else place_weight() for key in settings.AXES_LOCKOUT_PARAMETERS]
        return max(int(total * weight) for total, weight in zip(totals, weights, strict=True))


def place_weight() -> float:
    return float(settings.AXES_FAILURE_LIMIT / settings.LOCKOUT_PLACE_LIMIT)


def cool_off(request: HttpRequest | None = None) -> timedelta:
    """15 minutes, doubled with every further five failures under this name within a day, a day at most."""
    name = get_client_username(request) if request is not None else None
    failures = 0
    if name:
        since = timezone.now() - timedelta(days=1)
        failures = AccessFailureLog.objects.filter(username=name, attempt_time__gte=since).count()
    doublings = failures // settings.AXES_FAILURE_LIMIT
    return timedelta(minutes=min(settings.LOCKOUT_MINUTES * 2**doublings, settings.LOCKOUT_MINUTES_MOST))
