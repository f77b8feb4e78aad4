"""建议书: a county federation (or one above) asks the authority, of a letter that was refused, not answered or not
followed."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.documents import actions as documents
from unionhall.documents import queries as papers
from unionhall.documents.choices import DocumentState
from unionhall.kit.text import full_day, in_house_language
from unionhall.matters import actions as matters
from unionhall.rules import queries as rules

from .. import queries
from ..choices import BREACH_LETTERS, LetterKind, Reason, Scope
from ..models import Letter
from ..refusals import NotInOrder, OnlyFederation
from .facts import employer_facts, refuse_complainant, team_facts
from .letters import document_of, titled


def check_recommend(case: Letter, by: Any) -> None:
    """By a local federation of county level or above (LT-7), and only with one of the three reasons."""
    if not queries.federations_of(by, case):
        raise OnlyFederation
    if case.kind not in BREACH_LETTERS:
        raise NotInOrder(gettext_lazy("只有意见书、整改意见书未被采纳时，才能提请政府部门处理。"))
    if case.led_to:
        raise NotInOrder(_("已经就这件函件发出建议书 %(number)s。") % {"number": case.led_to})


@in_house_language
@transaction.atomic
def recommend(
    *, case: Letter, by: Any, reason: str, authority: str, summary: str, suggested: str, unit: Any = None
) -> Letter:
    """The draft of the recommendation at the federation, with the list of what goes along."""
    if reason not in queries.why_recommend(case):
        words = _("理由“%(reason)s”还不成立。拒收、逾期未答复、复查未改正，才能提请政府部门处理。")
        raise NotInOrder(words % {"reason": Reason(reason).label})
    federation = unit or queries.federations_of(by, case)[0]
    if federation.pk not in {one.pk for one in queries.federations_of(by, case)}:
        raise OnlyFederation
    made: Letter = matters.open_matter(
        model=Letter,
        unit=federation,
        employer=case.employer,
        by=by,
        drafted_by_id=by.pk,
        holder_id=by.pk,
        holder_name=str(by)[:60],
        title=titled(LetterKind.RECOMMENDATION, case.employer),
        kind=LetterKind.RECOMMENDATION,
        scope=case.scope,
        reason=reason,
        addressee=authority.strip()[:120],
        about_id=case.pk,
        about_desk_id=case.desk_id,
        about_number=case.number,
        inspection_id=case.inspection_id,
        inspection_number=case.inspection_number,
        origin_person_id=case.origin_person_id,  # who reported it signs and sends nothing of it
        workers=case.workers,
        sum_involved=case.sum_involved,
        reply_wished=False,
    )
    facts = _facts(made, case, summary, suggested)
    refuse_complainant(queries.inspection_about(case), facts)
    document = documents.draw_up(
        kind="supervision.recommendation",
        unit=federation,
        facts=facts,
        by=by,
        subject=made,
        employer=case.employer,
        addressee=made.addressee,
    )
    made.document_id = document.pk
    made.save(update_fields=["document_id"])
    case.led_to = made.number
    return made


def _facts(made: Letter, case: Letter, summary: str, suggested: str) -> dict[str, Any]:
    place = queries.place_of(made.unit, made.employer)
    asked = rules.span("supervision.authority-feedback", start=timezone.localdate(), place=place).due
    kind = case.get_kind_display()  # type: ignore[attr-defined]
    before = papers.facts_of(document_of(case))
    inspection = queries.inspection_about(case)
    return employer_facts(made.employer) | {
        "authority": made.addressee,
        "letter_kind": str(kind),
        "letter_number": document_of(case).number,
        "signed_on": case.signed_on,
        "received_on": case.received_on,
        "replied_on": case.replied_on,
        "reply_due_on": case.reply_due_on,
        "reason": made.reason,
        "reason_words": str(Reason(made.reason).label),
        "summary": summary.strip(),
        "findings": before.get("findings", ""),
        "provisions": before.get("provisions", []),
        "suggested": suggested.strip(),
        "scope": str(Scope(made.scope).label),
        "asked_by": asked,
        "files": files_of(inspection, case),
        "team": team_facts(queries.team_of(inspection)) if inspection is not None else [],
        "handler": made.holder_name,
        "unit": made.unit.name,
        "workers": made.workers,
        "sum_involved": made.sum_involved,
    }


def files_of(*subjects: Any) -> list[list[str]]:
    """[[title, number or day], …]: papers of an inspection, a letter or both, in the order they were made."""
    found = [one for subject in subjects if subject is not None for one in reversed(papers.of_subject(subject))]
    kept = [one for one in found if one.state != DocumentState.WITHDRAWN]
    return [[one.title, one.number or full_day(timezone.localdate(one.drawn_at))] for one in kept]
