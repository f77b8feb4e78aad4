"""The record of a congress's session as a paper, from what was entered."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.kit import access
from unionhall.kit.text import in_house_language

from .. import queries
from ..models import AgendaItem, Congress, Session
from ..permissions import Bargaining
from ..refusals import NotNow
from .papers import day, drawn_once
from .standing import locked

MOST = 200  # motions named in one record


@in_house_language
@transaction.atomic
def draw_record(*, session: Session, congress: Congress, by: Any) -> Any:
    """A draft of the record, once the session was held; to be signed off by whoever may."""
    access.require(by, Bargaining.CONGRESS, at=session.unit)
    row: Session = locked(session)
    if row.held_on is None:
        raise NotNow(_("会议召开以后才能起草会议记录。"))
    return drawn_once(
        kind="bargaining.session",
        unit=row.unit,
        facts=_facts(row, congress),
        by=by,
        subject=row,
        employer=congress.employer,
        addressee=congress.title,
    )


def _facts(session: Session, congress: Congress) -> dict[str, Any]:
    items = queries.agenda_of(session)
    return {
        "union": session.unit.name, "congress": congress.title, "term_no": str(congress.term_no),
        "number": session.number, "on": day(session.held_on), "place": session.place,
        "chair_group": session.chair_group, "staff": str(session.staff), "total": str(session.total),
        "present": str(session.present), "observers": str(session.observers), "absent": session.absent or _("无"),
        "quorum": _("达到法定人数") if session.quorum else _("不足法定人数"),
        "notice": f"{day(session.notice_on)} {session.notice_way}",
        "asked_by": str(session.get_asked_by_display()),
        "items": [_item(one) for one in items], "said": [part for one in items for part in _said(one)],
        "papers": _papers(session, items),
        "motions": [[one.number, one.title, one.proposer_name] for one in _motions(session, congress)],
    }  # fmt: skip


def _item(one: AgendaItem) -> list[str]:
    votes = ""
    if one.valid is not None:
        counts = {"issued": one.issued, "returned": one.returned, "yes": one.yes, "no": one.no, "abstain": one.abstain}
        votes = _("发%(issued)d收%(returned)d，赞成%(yes)d，反对%(no)d，弃权%(abstain)d") % counts
    return [
        str(one.place_in_list), one.title, str(one.get_type_display()), votes, str(one.get_result_display()),
    ]  # fmt: skip


def _said(one: AgendaItem) -> list[str]:
    """Opinions and the resolution on an item, each with its number."""
    found = []
    if one.opinions:
        found.append(_("议题%(n)d的意见：%(words)s") % {"n": one.place_in_list, "words": one.opinions})
    if one.resolution:
        found.append(_("议题%(n)d的决议：%(words)s") % {"n": one.place_in_list, "words": one.resolution})
    return found


def _papers(session: Session, items: list[AgendaItem]) -> list[list[str]]:
    """Every file of every item: its number, its name, what it is, and the digest by which it is known again."""
    found = queries.papers_of_items(session)
    return [
        [str(one.place_in_list), paper.name, _("结果材料") if paper.outcome else _("会议材料"), paper.sha256[:16]]
        for one in items for paper in found.get(one.pk, [])
    ]  # fmt: skip


def _motions(session: Session, congress: Congress) -> Any:
    """Filed since the session before, up to the day of this one."""
    earlier = [one.held_on for one in queries.sessions_of(congress) if one.held_on and one.number < session.number]
    rows = queries.motions_of(congress).filter(opened_at__date__lte=session.held_on)
    return rows.filter(opened_at__date__gt=max(earlier))[:MOST] if earlier else rows[:MOST]
