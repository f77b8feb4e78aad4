"""调解 from application to agreement or end (rights.md §4); each runs in the transaction of the case's move."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.permissions import Cases
from unionhall.documents import actions as documents
from unionhall.documents import queries as read_documents
from unionhall.kit import figures
from unionhall.kit.text import in_house_language
from unionhall.rules import queries as rules

from .. import queries
from ..choices import Confirmation, Ended, FilePaper, PromiseState
from ..limitation import claim_limit
from ..models import Mediation, Promise, Session
from ..refusals import NoSignatures, NotBoth, NoTerms, NotNow
from . import facts as papers
from .intake import tell_not_accepted
from .limits import watch
from .records import follow_case

COUNTED = (Ended.AGREED, Ended.REFUSED, Ended.FAILED, Ended.EXPIRED)  # what the worker took back counts for nobody


@transaction.atomic
def began(*, case: Any, by: Any) -> Mediation:
    """The record of an application, made with its case."""
    sealed = read_cases.sealed(case)
    firm = case.employer
    row: Mediation = Mediation.objects.create(
        person_id=case.person_id,
        case_id=case.pk,
        number=case.number,
        unit=case.unit,
        asked_unit=case.unit,
        employer=firm,
        respondent=(firm.name if firm is not None else str(sealed.get("employer_name") or ""))[:120],
        cause=str(case.answers.get("cause") or "")[:2],
        claims=_json({"applicant": sealed.get("claim") or "", "respondent": ""}),
        applied_on=timezone.localdate(case.received_at),
    )
    figures.add("rights.mediations_asked", unit=case.unit, day=row.applied_on)
    audit.record("rights.mediation.asked", subject=row, by=by, number=case.number)
    if case.handed_over_from is None:
        watch(case=case, by=by)
    follow_case(case=case, by=by, new=True)
    return row


@transaction.atomic
def accept(*, case: Any, by: Any, body: str, body_name: str, mediators: Sequence[str], place: str) -> Mediation:
    """Seat the body and its mediators, and draw up the letter that asks the other side."""
    row = _open(case)
    row.body, row.body_name, row.mediators, row.place = body, body_name, list(mediators), place
    _save(row, case, by, "accepted")
    papers.draw(case, "rights.mediation-invitation", _paper_facts(case, row), by=by)
    return row


@transaction.atomic
def other_side_agrees(
    *, case: Any, by: Any, on: date, representative: str, power: str, post: str = "", phone: str = "", address: str = ""
) -> Mediation:
    """The other side comes, and who speaks for it."""
    row = _open(case)
    row.answered_on = on
    spoken = {"representative": representative, "post": post, "phone": phone, "address": address, "power": power}
    row.parties = _json({**queries.parties_of(row), "respondent": spoken})
    return _save(row, case, by, "answered")


@transaction.atomic
def other_side_refuses(*, case: Any, by: Any) -> Mediation:
    """明确拒绝: a clear refusal ends it at once."""
    return _end(case, Ended.REFUSED, by=by)


@transaction.atomic
def hear(
    *,
    case: Any,
    by: Any,
    held_at: datetime,
    place: str,
    applicant_came: bool,
    respondent_came: bool,
    applicant_says: str,
    respondent_says: str,
) -> Session:
    """Write down one sitting; what each side says last is its claim."""
    row = _open(case)
    row.claims = _json({**queries.claims_of(row), "applicant": applicant_says, "respondent": respondent_says})
    _save(row, case, by, "heard")
    said = _("申请人：%(one)s\n对方：%(other)s") % {"one": applicant_says, "other": respondent_says}
    kept: Session = Session.objects.create(
        person_id=case.person_id, mediation_id=row.pk, held_at=held_at, place=place, applicant_came=applicant_came,
        respondent_came=respondent_came, words=said, by_id=by.pk, by_name=str(by)[:60],
    )  # fmt: skip
    return kept


@transaction.atomic
def extend(*, case: Any, by: Any, until: date, applicant_agrees: bool, respondent_agrees: bool) -> Mediation:
    """延期: the law's fifteen days grow only if both sides agree, and that is recorded."""
    if not (applicant_agrees and respondent_agrees):
        raise NotBoth
    row = _open(case)
    row.extended_to = until
    _save(row, case, by, "extended")
    cases.extend_legal_time(case=case, until=until, because=_("双方当事人同意延期"), by=by)
    follow_case(case=case, by=by)
    return row


@transaction.atomic
def draft(
    *,
    case: Any,
    by: Any,
    payments: Sequence[dict[str, Any]],
    effect: str,
    copies: int,
    duties: str = "",
    duties_due_on: date | None = None,
    confirmation: str = Confirmation.NONE,
    **_typed: Any,
) -> Mediation:
    """拟协议: keep the terms and draw up the agreement, or draw it anew while it is a draft."""
    row = _open(case)
    lines = [line for line in duties.splitlines() if line.strip()]
    if not payments and not lines:
        raise NoTerms
    terms = {
        "payments": list(payments), "duties": lines, "duties_due_on": duties_due_on, "effect": effect, "copies": copies,
    }  # fmt: skip
    row.terms, row.confirmation = _json(terms), confirmation
    row.amount = sum((Decimal(one["amount"]) for one in payments), Decimal(0)) or None
    _save(row, case, by, "drafted")
    wanted = {**_paper_facts(case, row), "terms": {**terms, "confirmation": str(Confirmation(confirmation).label)}}
    before = [
        one for one in read_documents.of_subject(case) if one.kind_code == "rights.mediation-agreement" and one.is_draft
    ]
    if before:
        documents.redraw(document=before[0], facts=wanted, by=by)
    else:
        papers.draw(case, "rights.mediation-agreement", wanted, by=by)
    return row


@transaction.atomic
def sign(
    *,
    case: Any,
    by: Any,
    signed_on: date,
    effect_on: date,
    applicant_signed: bool,
    respondent_signed: bool,
    mediator_signed: bool,
    body_sealed: bool,
) -> Mediation:
    """签署: in effect only with both signatures, mediator and seal, and the signed copy at hand."""
    row = _open(case)
    copied = any(paper.field == "signed_copy" for paper in read_cases.attachments_of(case))
    if not (applicant_signed and respondent_signed and mediator_signed and body_sealed and copied):
        raise NoSignatures
    if not row.terms:
        raise NoTerms
    row.signed_on, row.effect_on = signed_on, effect_on
    _end(case, Ended.AGREED, by=by, row=row)
    for place_no, term in enumerate(_duties(row), start=1):
        Promise.objects.create(
            desk_id=case.unit.desk_id, case_id=case.pk, person_id=case.person_id, unit=case.unit, number=case.number,
            place_no=place_no, who=read_cases.who(case), employer=case.employer, respondent=row.respondent,
            check_on=rules.span("rights.performance-check", start=term["due_on"]).due, state=PromiseState.WAITING,
            **term,
        )  # fmt: skip
    return row


@transaction.atomic
def fail(*, case: Any, by: Any, reason: str) -> Mediation:
    """No agreement: an end notice with the last day to ask for arbitration."""
    if reason not in (Ended.REFUSED, Ended.FAILED):
        raise NotNow
    return _end(case, reason, by=by)


@transaction.atomic
def expire(*, case: Any, by: Any) -> Mediation:
    """The law's time has passed without an agreement."""
    return _end(case, Ended.EXPIRED, by=by)


@transaction.atomic
def withdraw(*, case: Any, by: Any) -> Mediation:
    """The applicant takes it back."""
    return _end(case, Ended.WITHDRAWN, by=by)


@transaction.atomic
def decline(*, case: Any, by: Any) -> Mediation:
    """不予受理: told in writing, with the reason given and the days that run."""
    row = _end(case, Ended.DECLINED, by=by)
    tell_not_accepted(case=case, by=by)
    return row


@in_house_language
@transaction.atomic
def draw_for_file(*, case: Any, paper: str, by: Any) -> Any:
    """调解申请书 or 调解笔录, to be signed by the parties; drawn anew while the one before is a draft."""
    cases.hold(case=case, by=by, needs=Cases.WORK)  # two who draw it at once: the later draws the draft anew
    row = queries.mediation_of(case)
    sessions = queries.sessions_of(row) if row is not None else []
    if row is None or paper not in FilePaper or (paper == FilePaper.RECORD and not sessions):
        raise NotNow(_("还没有记录过调解，没有可以生成的笔录。"))
    facts = _paper_facts(case, row) | {
        "sessions": [
            {
                "at": timezone.localtime(one.held_at), "place": one.place, "words": one.words.reveal(),
                "came": [one.applicant_came, one.respondent_came],
            }
            for one in sessions
        ]
    }  # fmt: skip
    kind = f"rights.{FilePaper(paper).value}"
    drafts = [one for one in read_documents.of_subject(case) if one.kind_code == kind and one.is_draft]
    if drafts:
        return documents.redraw(document=drafts[0], facts=facts, by=by)
    return papers.draw(case, kind, facts, by=by)


def _end(case: Any, outcome: str, *, by: Any, row: Mediation | None = None) -> Mediation:
    row = row or _open(case)
    row.outcome, row.ended_on = outcome, timezone.localdate()
    _save(row, case, by, "ended")
    if outcome in COUNTED:
        figures.add("rights.mediations_ended", unit=row.unit, day=row.ended_on)
    if outcome == Ended.AGREED:
        figures.add("rights.mediations_agreed", unit=row.unit, day=row.ended_on)
    elif outcome != Ended.DECLINED:
        papers.draw(case, "rights.mediation-end", _end_facts(case, row), by=by, to_worker=True)
    return row


def _end_facts(case: Any, row: Mediation) -> dict[str, Any]:
    limit = claim_limit(queries.dates_for(case))
    return {
        **_paper_facts(case, row),
        "reason": str(Ended(row.outcome).label),
        "ended_on": row.ended_on,
        "claim_until": limit.due if limit is not None else None,
        "claim_lines": limit.lines if limit is not None else [],
    }


def _paper_facts(case: Any, row: Mediation) -> dict[str, Any]:
    return {
        "applicant": papers.applicant(case),
        "respondent": papers.respondent(case, row),
        "matter": papers.matter(case),
        "claims": queries.claims_of(row),
        "body": row.body_name or str(case.unit),
        "mediators": row.mediators,
        "place": row.place,
        "applied_on": row.applied_on,
        "legal_until": case.legal_due_on,
    }


def _duties(row: Mediation) -> list[dict[str, Any]]:
    """What the agreement obliges to, in its order, as columns of a promise."""
    terms = queries.agreed_terms(row)
    found = [
        {
            "what": (one["what"] or _("付款"))[:200],
            "amount": Decimal(one["amount"]),
            "way": one["way"][:60],
            "due_on": date.fromisoformat(one["due_on"]),
        }
        for one in terms["payments"]
    ]
    by_when = terms.get("duties_due_on")
    found += [{"what": line[:200], "due_on": date.fromisoformat(by_when)} for line in terms["duties"] if by_when]
    return found


def _open(case: Any) -> Mediation:
    row = queries.mediation_of(case, lock=True)
    if row is None or row.outcome != Ended.OPEN:
        raise NotNow
    return row


def _save(row: Mediation, case: Any, by: Any, what: str) -> Mediation:
    row.unit = case.unit
    row.save(force_update=True)
    audit.record(f"rights.mediation.{what}", subject=row, by=by, number=row.number, outcome=str(row.outcome))
    follow_case(case=case, by=by)
    return row


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
