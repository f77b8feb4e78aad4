"""The consent ledger: given with the text's version, withdrawn as easily."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from unionhall.audit import actions as audit

from ..models import Consent, Person


@transaction.atomic
def give_consent(
    *, person: Person, purpose: str, text_version: str, separate: bool, channel: str, by: Any, subject_id: str = ""
) -> Consent:
    """Write that the person agreed; a consent to the same text that still stands is not written twice."""
    same = Consent.objects.of(person).filter(purpose=purpose, subject_id=subject_id, withdrawn_at=None)
    if found := same.filter(text_version=text_version, separate=separate).first():
        return found
    consent = Consent.objects.create(
        person=person,
        purpose=purpose,
        text_version=text_version,
        separate=separate,
        channel=channel,
        subject_id=subject_id,
    )
    audit.record("people.consent.given", subject=consent, by=by, purpose=purpose, version=text_version)
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Any) -> Consent:
    """From now on it does not stand; what was done before stays lawful (PIPL art. 15)."""
    current = Consent.objects.of(consent.person_id).select_for_update(of=("self",)).get(pk=consent.pk)
    if current.withdrawn_at is None:
        current.withdrawn_at = timezone.now()
        current.save(update_fields=["withdrawn_at"])
        audit.record("people.consent.withdrawn", subject=current, by=by, purpose=current.purpose)
    return current
