"""What papers of this room say of both sides, from the register and the case; sealed again in the paper."""

from typing import Any

from django.utils import timezone

from unionhall.cases import queries as cases
from unionhall.documents import actions as documents
from unionhall.people import queries as people

from .. import queries
from ..choices import Cause
from ..models import Mediation


def applicant(case: Any) -> dict[str, str]:
    """Name, number and telephone of the worker."""
    person = people.person(case.person_id)
    return {
        "name": person.name,
        "id_number": person.id_number.reveal() if person.id_number else "",
        "phone": person.phone.reveal() if person.phone else "",
    }


def respondent(case: Any, mediation: Mediation | None = None) -> dict[str, str]:
    """The other side: as the register has it, with who speaks for it as far as the mediation knows."""
    firm, parties = case.employer, queries.parties_of(mediation) if mediation is not None else {}
    spoken = parties.get("respondent", {})
    return {
        "name": firm.name if firm is not None else str(cases.sealed(case).get("employer_name") or ""),
        "code": firm.credit_code if firm is not None else "",
        "address": spoken.get("address") or (firm.address if firm is not None else ""),
        "representative": spoken.get("representative", ""),
        "post": spoken.get("post", ""),
        "phone": spoken.get("phone", ""),
        "power": spoken.get("power", ""),
    }


def matter(case: Any) -> dict[str, Any]:
    """Cause, facts, claim and sum as the worker gave them, and the papers given."""
    sealed = cases.sealed(case)
    cause = str(case.answers.get("cause") or "")
    return {
        "number": case.number,
        "cause": str(Cause(cause).label) if cause in Cause.values else case.title,
        "facts": str(sealed.get("facts") or ""),
        "claim": str(sealed.get("claim") or case.answers.get("wish") or ""),
        "amount": str(sealed.get("amount") or ""),
        "evidence": [paper.name for paper in cases.attachments_of(case)],
        "received_on": timezone.localdate(case.received_at),
    }


def draw(case: Any, kind: str, facts: dict[str, Any], *, by: Any, to_worker: bool = False) -> Any:
    """A draft about the case, addressed to the other side or to the worker."""
    return documents.draw_up(
        kind=kind,
        unit=case.unit,
        facts=facts,
        by=by,
        subject=case,
        employer=None if to_worker else case.employer,
        addressee=facts["applicant"]["name"] if to_worker else facts["respondent"]["name"],
        person_id=case.person_id,
        case_number=case.number,
    )
