"""What django-axes is told about a sign-in, and when a lock ends."""

from datetime import datetime
from typing import Any

from axes.conf import settings
from axes.models import AccessAttempt
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from unionhall.kit.crypto import blind_index

from .choices import Handle
from .models import DirectoryEntry
from .models.directory import normalised


def who(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """One name for all spellings and handles of a person, so that five tries are five; no phone number is kept."""
    known = getattr(request, "signing_in_id", None)
    if known is not None:
        return f"person:{known}"
    text = (credentials or {}).get("username") or request.POST.get("username")
    if not text:
        return None
    remembered: dict[str, str] = request.__dict__.setdefault("lockout_names", {})
    if text not in remembered:
        person_id = DirectoryEntry.objects.behind(text)
        unknown = blind_index(Handle.LOGIN, normalised(Handle.LOGIN, text))[:32]
        remembered[text] = f"person:{person_id}" if person_id is not None else f"unknown:{unknown}"
    return remembered[text]


def keep_answer(request: HttpRequest, answer: HttpResponse, credentials: Any = None) -> HttpResponse:
    """Our own page says that it is locked and until when; axes need not answer in its place."""
    return answer


def ends_at(request: HttpRequest, name: str) -> datetime | None:
    """When trying this name from this address is possible again; None if it is now."""
    address = getattr(request, "axes_ip_address", None)
    by_name = _ends(AccessAttempt.objects.filter(username=name), settings.AXES_FAILURE_LIMIT)
    by_place = _ends(AccessAttempt.objects.filter(ip_address=address), settings.LOCKOUT_PLACE_LIMIT)
    return max((end for end in (by_name, by_place) if end), default=None)


def _ends(attempts: Any, limit: int) -> datetime | None:
    """Each count of failures ends by its own clock: the lock ends when those left are fewer than the limit."""
    running = attempts.filter(expiration__expires_at__gt=timezone.now()).order_by("expiration__expires_at")
    rows = list(running.values_list("expiration__expires_at", "failures_since_start"))
    left = sum(failures for _end, failures in rows)
    if left < limit:
        return None
    for end, failures in rows:
        left -= failures
        if left < limit:
            return end
    return None
