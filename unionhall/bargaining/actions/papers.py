"""Drawing up a round's papers: the facts are taken from the rows, so that paper and register cannot differ."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.documents import actions as documents
from unionhall.documents import queries as read_documents
from unionhall.kit import access
from unionhall.kit.text import full_day, in_house_language
from unionhall.matters import queries as matters
from unionhall.orgs import queries as orgs

from .. import contents, queries, standards
from ..choices import Kind, Side
from ..models import Agreement, Clause, Datum, Position, Round, Vote
from ..permissions import Bargaining
from ..refusals import NotNow
from .standing import locked
from .voting import body_of, words_of


def day(value: date | None) -> str:
    return full_day(value) if value is not None else ""


@in_house_language
@transaction.atomic
def draw(*, round: Round, paper: str, by: Any, meeting: int | None = None, words: str = "") -> Any:
    """A draft document of the round (one of `PAPERS`), to be signed off by whoever may."""
    access.require(by, Bargaining.WORK, at=round.unit)
    if paper not in PAPERS:
        raise NotNow
    row: Round = locked(round)
    facts = _common(row) | PAPERS[paper](row, meeting, words)
    return drawn_once(
        kind=f"bargaining.{paper}",
        unit=row.unit,
        facts=facts,
        by=by,
        subject=row,
        employer=row.employer,
        addressee=_addressee(row, paper),
    )


def drawn_once(*, kind: str, subject: Any, facts: dict[str, Any], **more: Any) -> Any:
    """The draft with these facts that waits for its signature, or else a new one; the subject is locked."""
    for row in read_documents.of_subject(subject):
        if row.is_draft and row.kind_code == kind and read_documents.facts_of(row) == facts:
            return row
    return documents.draw_up(kind=kind, subject=subject, facts=facts, case_number="", **more)


def _addressee(row: Round, paper: str) -> str:
    if paper == "submission":
        return row.authority
    return _above(row) if paper == "filing" else row.party


def _above(row: Round) -> str:
    above = orgs.parent_of(row.unit)
    return above.name if above is not None else row.unit.name


def _common(row: Round) -> dict[str, Any]:
    return {
        "union": row.unit.name, "party": row.party, "kind": str(Kind(row.kind).label), "number": row.number,
        "title": _("%(party)s%(kind)s") % {"party": row.party, "kind": Kind(row.kind).label},
        "delegates": [_delegate(one) for one in queries.delegates_of(row) if one.until is None],
    }  # fmt: skip


def _delegate(one: Any) -> dict[str, str]:
    role = _("首席代表") if one.chief else _("外聘代表") if one.outside else _("协商代表")
    how = str(one.get_chosen_by_display())
    return {"side": str(Side(one.side).label), "name": one.name, "post": one.post, "role": role, "how": how}


def _place(row: Round) -> str:
    return standards.place_of(row.unit, row.employer)


def _offer(row: Round, meeting: int | None, words: str) -> dict[str, Any]:
    return {
        "issues": row.issues, "meeting_on": day(row.meeting_on) or _("双方商定的日期"),
        "meeting_place": row.meeting_place or _("双方商定的地点"),
        "reply_by": day(standards.due("bargaining.reply", row.offered_on, _place(row))),
    }  # fmt: skip


def _reply(row: Round, meeting: int | None, words: str) -> dict[str, Any]:
    if row.replied_on is None or row.meeting_on is None:
        raise NotNow
    ours = row.side == Side.WORKERS
    return {
        "to": row.unit.name if ours else row.party, "offered_on": day(row.offered_on),
        "meeting_on": day(row.meeting_on), "meeting_place": row.meeting_place,
        "data_by": day(standards.data_by(row.meeting_on, _place(row))),
    }  # fmt: skip


def _minutes(row: Round, meeting: int | None, words: str) -> dict[str, Any]:
    held = next((one for one in queries.meetings_of(row) if one.number == meeting), None)
    if held is None:
        raise NotNow(_("请选择是哪一次会议。"), field="meeting")
    return {
        "meeting": held.number, "on": day(held.on), "place": held.place, "recorder": held.recorder,
        "chaired_by": str(Side(held.chaired_by).label), "minutes": held.minutes, "positions": _said(row, held.pk),
    }  # fmt: skip


def _said(row: Round, meeting_id: int) -> list[list[str]]:
    found = []
    for line in queries.matrix(row):
        at = next((one for one in line.offers if one[0].pk == meeting_id), None)
        if at is not None and (at[1] or at[2]):
            found.append([line.clause.title, offered(line.clause, at[1]), offered(line.clause, at[2])])
    return found


def offered(clause: Clause, said: Position | None) -> str:
    """A position as it is written: 2,800 元/月 …"""
    if said is None:
        return ""
    number = f"{said.value.normalize():,f}{clause.measure}" if said.value is not None else ""
    return _("；").join(part for part in (number, said.words) if part)


def agreed(clause: Any) -> str:
    value = clause.agreed if hasattr(clause, "agreed") else clause.value
    words = clause.agreed_words if hasattr(clause, "agreed_words") else clause.words
    number = f"{value.normalize():,f}{clause.measure}" if value is not None else ""
    return _("；").join(part for part in (number, words) if part)


def _terms(row: Round) -> list[list[str]]:
    return [[one.title, agreed(one)] for one in queries.clauses_of(row) if one.is_settled]


def _contract(row: Round, meeting: int | None, words: str) -> dict[str, Any]:
    drafts = queries.drafts_of(row)
    if not drafts or row.term_from is None:
        raise NotNow
    firms = [[one.employer.name, str(one.workers)] for one in queries.firms_of(row)]
    return {
        "text": drafts[0].text, "term_from": day(row.term_from), "term_to": day(row.term_to), "terms": _terms(row),
        "firms": firms,
    }  # fmt: skip


def _vote_words(row: Round) -> str:
    """The vote that carried it in words; where each firm voted by itself, all of them."""
    last = _last_vote(row)
    if last.employer is None:
        return words_of(last)
    votes = [one for one in queries.votes_of(row) if one.draft_version == last.draft_version and one.employer_id]
    return "".join(words_of(one) for one in reversed(votes))


def _last_vote(row: Round) -> Vote:
    votes = queries.votes_of(row)
    if not votes:
        raise NotNow
    return votes[0]


def _vote(row: Round, meeting: int | None, words: str) -> dict[str, Any]:
    one = _last_vote(row)
    names = ("total", "present", "issued", "returned", "valid", "yes", "no", "abstain", "least_present", "least_yes")
    result = _("通过") if one.passed else _("未通过") if one.quorum else _("到会人数不足，表决无效")
    return {name: str(getattr(one, name)) for name in names} | {
        "body": body_of(one), "on": day(one.on), "result": result,
    }  # fmt: skip


def _submission(row: Round, meeting: int | None, words: str) -> dict[str, Any]:
    if row.signed_on is None:
        raise NotNow
    return {
        "authority": row.authority or _("人力资源和社会保障局"),
        "copies": standards.number("bargaining.copies", _place(row)),
        "offered_on": day(row.offered_on), "replied_on": day(row.replied_on), "talks_from": day(row.talks_from),
        "workers": str(row.workers), "drafted_on": day(row.drafted_on), "signed_on": day(row.signed_on),
        "terms": _terms(row), "meetings": len(queries.meetings_of(row)), "vote": _vote_words(row),
        "data": [[_called(one), str(one.year), one.shown] for one in queries.handed_over(row)],
    }  # fmt: skip


def _called(one: Datum) -> str:
    topic = contents.DATA[one.code]
    return _("%(title)s（%(measure)s）") % {"title": topic.title, "measure": topic.measure}


def _receipt(row: Round, meeting: int | None, words: str) -> dict[str, Any]:
    if row.received_on is None:
        raise NotNow
    return {
        "authority": row.authority, "submitted_on": day(row.submitted_on), "received_on": day(row.received_on),
        "silence_ends": day(standards.due("bargaining.silence", row.received_on, _place(row))),
        "party_address": row.employer.address if row.employer is not None else "", "union_address": row.unit.address,
        "opinion": _opinion(row), "opinion_no": row.opinion_no,
        "opinion_on": day(row.opinion_on), "in_force_on": day(row.in_force_on),
    }  # fmt: skip


def _opinion(row: Round) -> str:
    """What the authority said, in its words where it objected."""
    step = matters.last_step(row, "object") if row.stage_code == "objected" else None
    if step is not None and step.words:
        return str(step.words.reveal())
    return _("无异议") if row.in_force_on is not None else ""


def _notice(row: Round, meeting: int | None, words: str) -> dict[str, Any]:
    if row.in_force_on is None:
        raise NotNow
    return {"in_force_on": day(row.in_force_on), "term_to": day(row.term_to), "terms": _terms(row)}


def _suspension(row: Round, meeting: int | None, words: str) -> dict[str, Any]:
    if row.suspended_on is None:
        raise NotNow
    step = matters.last_step(row, "pause")
    return {
        "to": row.party if row.side == Side.WORKERS else row.unit.name, "talks_from": day(row.talks_from),
        "suspended_on": day(row.suspended_on), "why": step.words.reveal() if step is not None and step.words else "",
        "resume_by": day(standards.stop_until(row.suspended_on, row.stopped_days, _place(row))),
    }  # fmt: skip


def _filing(row: Round, meeting: int | None, words: str) -> dict[str, Any]:
    if row.in_force_on is None:
        raise NotNow
    return {
        "to": _above(row), "signed_on": day(row.signed_on), "in_force_on": day(row.in_force_on),
        "term_to": day(row.term_to), "workers": str(row.workers), "contract_no": row.contract_no,
        "signed_workers": row.signed_workers, "signed_employer": row.signed_employer, "authority": row.authority,
        "published_on": day(row.published_on), "vote": _vote_words(row),
    }  # fmt: skip


def _yearly(row: Round, meeting: int | None, words: str) -> dict[str, Any]:
    if row.agreement_id is None or not words.strip():
        raise NotNow(_("请写明履行情况。"), field="words")
    agreement = Agreement.objects.at_desks([row.desk_id]).get(pk=row.agreement_id)
    checks = [
        [day(one.on), one.group, _("履行良好") if one.kept else _("有违约"), one.findings]
        for one in queries.checks_of(agreement)
    ]
    return {"words": words.strip(), "checks": checks}


PAPERS: Mapping[str, Callable[[Round, int | None, str], dict[str, Any]]] = {
    "offer": _offer, "reply": _reply, "minutes": _minutes, "contract": _contract, "vote": _vote,
    "submission": _submission, "receipt": _receipt, "notice": _notice, "yearly": _yearly,
    "suspension": _suspension, "filing": _filing,
}  # fmt: skip
