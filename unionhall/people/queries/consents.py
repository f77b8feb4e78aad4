"""What people agreed to."""

from typing import Any

from django.db.models import QuerySet

from ..models import Consent


def has_consent(person: Any, purpose: str, *, separate: bool = False, subject_id: str = "") -> bool:
    """Whether consent to this purpose stands (given and not withdrawn); `separate` asks for separate consent."""
    rows = Consent.objects.of(person).filter(purpose=purpose, withdrawn_at=None)
    rows = rows.filter(separate=True) if separate else rows
    return (rows.filter(subject_id=subject_id) if subject_id else rows).exists()


def consent_log(person: Any) -> QuerySet[Consent]:
    """Every consent given or withdrawn, newest first."""
    return Consent.objects.of(person).order_by("-given_at", "-id")
