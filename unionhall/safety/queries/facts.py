"""What stands in the room's letters: plain facts, without whoever reported a hazard."""

from typing import Any

from django.utils.translation import gettext as _

from unionhall.kit import money

from ..checklist import BY_CODE
from ..choices import Decision, Found, Grade, HazardKind
from ..models import Hazard, HeatNotice, Inspection
from .inspections import attended


def hazard_facts(hazard: Hazard) -> dict[str, Any]:
    """Everything a letter may say of a hazard; the source of the report is not among it."""
    firm = hazard.employer
    return {
        "number": hazard.number,
        "employer": firm.name if firm is not None else hazard.site,  # whole: the letters go to it and to authorities
        "code": firm.credit_code if firm is not None else "",
        "site": hazard.site,
        "spot": hazard.spot,
        "kind": str(HazardKind(hazard.kind).label),
        "grade": str(Grade(hazard.grade).label),
        "found": hazard.found,
        "basis": hazard.basis,
        "measure": hazard.measure,
        "responsible": hazard.responsible,
        "money": money.yuan(hazard.money) if hazard.money is not None else "",
        "fix_by": hazard.fix_by or "",
        "emergency_plan": hazard.emergency_plan,
        "people": hazard.people or "",
        "delivered_to": hazard.delivered_to,
        "delivered_at": hazard.delivered_at or "",
        "decision": str(Decision(hazard.decision).label) if hazard.decision else "",
        "decided_at": hazard.decided_at or "",
        "rechecked_on": hazard.rechecked_on or "",
        "notified_on": hazard.notified_at or "",
        "employer_said": hazard.employer_said,
        "unit": hazard.unit.name,
    }


def inspection_facts(inspection: Inspection) -> dict[str, Any]:
    firm = inspection.employer
    lines = [
        [str(BY_CODE[code].text), str(Found(line["found"]).label), str(line.get("note") or "")]
        for code, line in inspection.lines.items()
        if code in BY_CODE and line["found"] != Found.NONE
    ]
    return {
        "number": inspection.number,
        "employer": firm.name if firm is not None else inspection.site,
        "code": firm.credit_code if firm is not None else "",
        "site": inspection.site,
        "on": inspection.inspected_on or "",
        "inspectors": [[one.name, one.certificate] for one in attended(inspection)],
        "lines": lines,
        "findings": inspection.findings,
        "employer_said": inspection.employer_said,
        "special": [
            _("%(post)s：%(breach)s") % {"post": one["post"], "breach": one["text"]}
            for one in inspection.special
            if one["text"]
        ],
        "unit": inspection.unit.name,
    }


def heat_facts(notice: HeatNotice) -> dict[str, Any]:
    return {
        "place": notice.division.name,
        "day": notice.day,
        "highest": f"{notice.highest:g}",
        "office": notice.office,
        "words": notice.advice.split("\n"),
        "unit": notice.unit.name,
    }
