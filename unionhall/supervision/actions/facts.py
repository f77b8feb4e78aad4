"""What stands in papers: employer, supervisors, lines; and the check that no complainant is named in any."""

import json
from collections.abc import Iterable
from typing import Any

from unionhall.documents import actions as documents
from unionhall.documents import queries as papers
from unionhall.orgs import queries as orgs
from unionhall.people import queries as people

from ..models import Inspection, TeamMember
from ..refusals import NamesComplainant

SHORTEST_NAME = 2


def employer_facts(employer: Any) -> dict[str, Any]:
    """Name, credit code and address as a letter to the employer itself prints them."""
    if employer is None:
        return {"employer": "", "credit_code": "", "address": ""}
    address = _whole(orgs.place_name(employer.division_id), employer.address)
    return {"employer": employer.name, "credit_code": employer.credit_code, "address": address}


def _whole(place: str, address: str) -> str:
    """The address with its province and city, none of them twice: it may begin anywhere in the place's name."""
    begins = next((at for at in range(len(place)) if place[at : at + 3] == address[:3]), len(place))
    return place[:begins] + address


def team_facts(team: Iterable[TeamMember]) -> list[list[str]]:
    """[[name, certificate number], …] of those not recused."""
    return [[one.name, one.certificate_no] for one in team if not one.recused]


def draft_again(subject: Any, kind: str, facts: dict[str, Any], *, by: Any) -> Any:
    """The draft of that kind the matter has already, redrawn; None where there is none. The caller holds the matter."""
    draft = next((one for one in papers.of_subject(subject) if one.is_draft and one.kind_code == kind), None)
    return draft and documents.redraw(document=draft, facts=facts, by=by)


def refuse_complainant(inspection: Inspection | None, facts: dict[str, Any]) -> None:
    """No paper that leaves the house names who complained: name, phone and ID number are looked for."""
    if inspection is None or inspection.origin_person_id is None:
        return
    person = people.person(inspection.origin_person_id)
    private = [person.name, *(sealed.reveal() for sealed in (person.phone, person.id_number) if sealed)]
    text = json.dumps(facts, default=str, ensure_ascii=False)
    if any(len(one) >= SHORTEST_NAME and one in text for one in private):
        raise NamesComplainant
