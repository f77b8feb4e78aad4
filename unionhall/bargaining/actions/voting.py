"""The congress's vote on a draft: judged by the rules of the place; a draft that fails goes back to the table."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters

from .. import queries, standards
from ..choices import BODIES_OF_MANY, BODIES_OF_ONE, Body
from ..models import Draft, Round, Vote
from ..refusals import CountsWrong, NotNow, NotOurs, WasPassed, WrongOrder
from .standing import held, not_future, only_once


@in_house_language
@transaction.atomic
def record_vote(
    *, round: Round, on: date, body: str, total: int, present: int, issued: int, returned: int, yes: int, no: int,
    abstain: int, by: Any, employer: Any = None,
) -> Vote:  # fmt: skip
    """Write the count and what it means; without a quorum nothing was voted on, and the congress is called again.

    Where each firm of a sector or an area votes by itself, `employer` is the firm; one that fails stops no other.
    """
    row = held(round, by, "congress")
    not_future(on)
    if row.drafted_on is not None and on < row.drafted_on:
        raise WrongOrder
    valid = yes + no + abstain
    if not (min(yes, no, abstain, total - present) >= 0 and valid <= returned <= issued <= present):
        raise CountsWrong
    draft = Draft.objects.at_desks([row.desk_id]).filter(matter_id=row.pk).order_by("-version").first()
    if draft is None:
        raise NotNow
    _check_body(row, body, employer)
    before = Vote.objects.at_desks([row.desk_id]).filter(matter_id=row.pk, draft_version=draft.version)
    before = before.filter(employer=employer)
    if before.filter(passed=True).exists() or queries.is_draft_passed(row):
        raise WasPassed
    only_once(before.filter(on=on, body=body, present=present, yes=yes, no=no), field="on")
    place = standards.place_of(row.unit, row.employer)
    found = standards.judge_draft(row.kind, place, total=total, present=present, yes=yes, on=on)
    vote: Vote = Vote.objects.create(
        desk_id=row.desk_id, matter_id=row.pk, draft_version=draft.version, on=on, body=body, employer=employer,
        total=total, present=present, issued=issued, returned=returned, valid=valid, yes=yes, no=no, abstain=abstain,
        quorum=found.quorum, passed=found.passed, least_present=found.least_present, least_yes=found.least_yes,
    )  # fmt: skip
    audit.record(
        "bargaining.vote.counted", subject=vote, by=by, unit=row.unit, number=row.number, passed=found.passed,
        quorum=found.quorum, yes=yes, total=total,
    )  # fmt: skip
    if found.quorum and not found.passed and employer is None:
        matters.move(matter=row, name="fail", by=by, says=words_of(vote))
    else:
        matters.note(matter=row, words=words_of(vote), by=by)
    return vote


def _check_body(row: Round, body: str, employer: Any) -> None:
    """A firm's own congress for its own contract; for a sector's or an area's, its congress or that of each firm."""
    if body not in (BODIES_OF_MANY if row.binds_many else BODIES_OF_ONE):
        raise NotNow(_("这类合同不由这个会议表决，请核对。"), field="body")
    firms = {one.employer_id for one in queries.firms_of(row)} if body == Body.EACH_FIRM else {None}
    if (employer.pk if employer is not None else None) not in firms:
        raise NotOurs(_("请选择是哪家企业的职工代表大会。"), field="employer")


def body_of(vote: Vote) -> str:
    """Who voted: the congress, or the firm whose own congress it was."""
    if vote.employer is None:
        return str(Body(vote.body).label)
    return _("%(firm)s职工代表大会") % {"firm": vote.employer.shown_name}


def words_of(vote: Vote) -> str:
    """The count and its meaning in one sentence."""
    facts = {
        "body": body_of(vote), "total": vote.total, "present": vote.present, "yes": vote.yes, "no": vote.no,
        "abstain": vote.abstain, "least": vote.least_yes, "needed": vote.least_present,
    }  # fmt: skip
    if not vote.quorum:
        return _("%(body)s：应到%(total)d人，实到%(present)d人，须到%(needed)d人，不足法定人数，表决无效。") % facts
    words = (
        _(
            "%(body)s：应到%(total)d人，实到%(present)d人，赞成%(yes)d票，反对%(no)d票，弃权%(abstain)d票；须%(least)d票。"
        )
        % facts
    )
    return words + (_("草案通过。") if vote.passed else _("草案未通过。"))
