"""One mediation, for whoever has been shown its case."""

import json
from typing import Any

from ..models import Mediation, Session


def mediation_of(case: Any, *, lock: bool = False) -> Mediation | None:
    """The record beside the case; one statement, one shard."""
    rows = Mediation.objects.of(case.person_id).filter(case_id=case.pk)
    rows = rows.select_for_update(of=("self",)) if lock else rows.select_related("unit", "employer")
    return rows.first()


def sessions_of(mediation: Mediation) -> list[Session]:
    rows = Session.objects.of(mediation.person_id).filter(mediation_id=mediation.pk)
    return list(rows.order_by("held_at", "pk"))


def parties_of(mediation: Mediation) -> dict[str, Any]:
    """Who speaks for each side, opened: for the parties' own page and for papers."""
    return json.loads(mediation.parties.reveal()) if mediation.parties else {}


def claims_of(mediation: Mediation) -> dict[str, Any]:
    return json.loads(mediation.claims.reveal()) if mediation.claims else {}


def agreed_terms(mediation: Mediation) -> dict[str, Any]:
    """`payments` (what, amount, due_on, way), `duties` and `effect` as drafted or signed; empty before."""
    return json.loads(mediation.terms.reveal()) if mediation.terms else {}
