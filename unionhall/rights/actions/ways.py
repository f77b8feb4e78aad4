"""Papers for the ways on after a mediation: filled in from what is known, for the worker to sign."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.cases import actions as cases
from unionhall.cases.choices import Secrecy
from unionhall.cases.permissions import Cases
from unionhall.documents import actions as documents
from unionhall.documents import queries as read_documents
from unionhall.kit.text import in_house_language

from .. import queries
from ..choices import OfficeStep, Way
from ..refusals import NotNow
from . import facts as papers


@in_house_language
@transaction.atomic
def draw_way(*, case: Any, way: str, by: Any) -> Any:
    """A draft of that application; drawn anew while the one before is still a draft. Refused for a way not open."""
    cases.hold(case=case, by=by, needs=Cases.WORK)  # two who draw it at once: the later draws the draft anew
    if case.secrecy == Secrecy.ANONYMOUS:
        raise NotNow(_("匿名来件没有申请人，不能生成申请书。"))
    mediation = queries.mediation_of(case)
    promises = queries.promises_of(mediation) if mediation is not None else []
    chosen = next((one for one in queries.ways_on(case, mediation, promises) if one.code == way and one.is_open), None)
    if chosen is None:
        raise NotNow
    kind = f"rights.{Way(way).value}"
    facts = _facts(case, mediation, promises, chosen.due)
    drafts = [one for one in read_documents.of_subject(case) if one.kind_code == kind and one.is_draft]
    audit.record("rights.way.drawn", subject=case, by=by, way=way)
    if drafts:
        return documents.redraw(document=drafts[0], facts=facts, by=by)
    return papers.draw(case, kind, facts, by=by, to_worker=True)


def _facts(case: Any, mediation: Any, promises: list[Any], due: date | None) -> dict[str, Any]:
    terms = queries.agreed_terms(mediation) if mediation is not None else {}
    ruled = queries.last_ruling(case)
    order = next((one for one in queries.outside_steps(case) if one.step == OfficeStep.ORDER_SERVED), None)
    on_paper = ruled or order
    return {
        "ruling": {
            "office": on_paper.office,
            "number": on_paper.paper_number,
            "on": on_paper.on,
            "what": on_paper.get_step_display(),
            "perform_by": on_paper.perform_by,
        }
        if on_paper is not None
        else {},
        "applicant": papers.applicant(case),
        "respondent": papers.respondent(case, mediation),
        "matter": papers.matter(case),
        "body": (mediation.body_name if mediation is not None else "") or str(case.unit),
        "signed_on": mediation.signed_on if mediation is not None else None,
        "effect_on": mediation.effect_on if mediation is not None else None,
        "duties": terms.get("duties", []),
        "promises": [
            {"what": one.what, "amount": one.amount, "paid": one.paid, "due_on": one.due_on} for one in promises
        ],
        "due": due,
        "iou_on": case.answers.get("iou_on"),
        "award_on": queries.dates_for(case).award_on,
        "employed": str(case.answers.get("employed") or ""),
    }
