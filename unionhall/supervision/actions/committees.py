"""The register of supervision committees: formed for a term, changed, ended; a new one ends the one before it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access
from unionhall.rules import queries as rules

from .. import queries
from ..models import Committee
from ..permissions import Supervision
from ..refusals import AtField, Changed, NotInOrder
from .clues import in_the_past


@transaction.atomic
def form_committee(
    *, unit: Any, chair: str, chair_post: str, members: Sequence[str], elected_on: date, term_end: date, by: Any
) -> Committee:
    """The committee elected that day. Where one stands it ends: the new one follows it."""
    access.require(by, Supervision.REGISTER, at=unit)
    in_the_past(elected_on, _("产生日期"))
    names = _checked(unit, chair, members, elected_on, term_end)
    before = queries.committee_of(unit, lock=True)
    if before is not None:
        if elected_on <= before.elected_on:
            raise AtField("elected_on", _("产生日期须晚于上一届的产生日期。"))
        _ended(before, elected_on, _("换届"), by)
    try:
        with transaction.atomic():
            made: Committee = Committee.objects.create(
                desk_id=unit.desk_id, unit=unit, chair=chair.strip(), chair_post=chair_post, members=names,
                elected_on=elected_on, term_end=term_end, by_id=by.pk, by_name=str(by)[:60],
            )  # fmt: skip
    except IntegrityError as twice:  # somebody formed one a moment before
        raise Changed from twice
    audit.record("supervision.committee.formed", subject=made, by=by, unit=unit, members=len(names))
    return made


@transaction.atomic
def change_committee(
    *, committee: Committee, chair: str, chair_post: str, members: Sequence[str], term_end: date, by: Any
) -> Committee:
    """Other members or another chair within the term."""
    row = _locked(committee, by)
    row.members = _checked(row.unit, chair, members, row.elected_on, term_end)
    row.chair, row.chair_post, row.term_end = chair.strip(), chair_post, term_end
    return _saved(row, "supervision.committee.changed", by, members=len(row.members))


@transaction.atomic
def end_committee(*, committee: Committee, because: str, by: Any) -> Committee:
    """It is there no longer; the line stays."""
    row = _locked(committee, by)
    if not because.strip():
        raise AtField("because", _("请写明撤销的原因。"))
    return _ended(row, timezone.localdate(), because, by)


def _checked(unit: Any, chair: str, members: Sequence[str], elected_on: date, term_end: date) -> list[str]:
    """The names, the chair's first: each once, as many as the rule wants, for no longer than a union's term."""
    place = queries.place_of(unit)
    names = [chair.strip(), *(one.strip() for one in members if one.strip() and one.strip() != chair.strip())]
    if len(set(names)) != len(names):
        raise AtField("members", _("同一个人只写一次。"))
    least = int(rules.value("supervision.committee-size", place=place))
    if len(names) < least:
        raise AtField("members", _("连同主任，委员会至少 %(least)d 人。") % {"least": least})
    if term_end <= elected_on:
        raise AtField("term_end", _("任期届满须晚于产生日期。"))
    last = rules.span("supervision.committee-term", start=elected_on, place=place).due
    if term_end > last:
        raise AtField("term_end", _("任期与本级工会委员会相同，最晚到%(day)s。") % {"day": last.isoformat()})
    return names


def _locked(committee: Committee, by: Any) -> Committee:
    rows = Committee.objects.at_desks([committee.desk_id]).select_for_update(of=("self",)).select_related("unit")
    row: Committee = rows.get(pk=committee.pk)
    access.require(by, Supervision.REGISTER, at=row.unit)
    if row.ended_on is not None:
        raise NotInOrder(_("这一届委员会已经结束。"))
    if row.version != committee.version:
        raise Changed
    return row


def _ended(row: Committee, day: date, because: str, by: Any) -> Committee:
    row.ended_on, row.ended_because = day, because.strip()[:200]
    return _saved(row, "supervision.committee.ended", by, because=row.ended_because)


def _saved(row: Committee, line: str, by: Any, **facts: Any) -> Committee:
    row.version += 1
    row.save(force_update=True)
    audit.record(line, subject=row, by=by, unit=row.unit, **facts)
    return row
