"""Timeline entries, and notices to the worker and to those who have the case."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.channels import actions as channels
from unionhall.kit import access
from unionhall.orgs import queries as orgs

from .. import links, queries
from ..choices import EventKind, Secrecy
from ..models import Case, CaseEvent
from ..permissions import Cases
from .answering import note_answer


def enter(
    case: Case, kind: EventKind, *, by: Any, words: str = "", for_worker: bool = False, move: str = "", **facts: Any
) -> CaseEvent:
    """Add to the timeline; the worker's own entries carry no name, as staff may not know it."""
    if for_worker:
        note_answer(case, kind, by=by)
    return CaseEvent.objects.create(
        person_id=case.person_id,
        case_id=case.pk,
        kind=kind,
        at=timezone.now(),
        by_id=by.pk,
        by_name="" if by.pk == case.person_id else str(by)[:60],
        unit_id=case.unit_id,
        seat_id=_seat(case, by, move),
        move=move,
        stage_code=case.stage_code,
        words=words,
        facts=facts,
        for_worker=for_worker,
    )


def _seat(case: Case, by: Any, move: str) -> int | None:
    if by.pk == case.person_id:
        return None
    named = {one.may for one in case.service.moves if one.name == move}
    seat = access.seat(by, named or {*Cases, *(one.may for one in case.service.moves)}, case.unit)
    return seat.unit_id if seat is not None and seat.unit_id != case.unit_id else None


def tell_worker(case: Case, kind: str, title: Any, words: Any, *, by: Any, key: str = "", link: str = "") -> Any:
    """A notice to the worker, None if told before.

    Anonymous senders follow their case by its query code, and what they do themselves is not told.
    """
    if case.secrecy == Secrecy.ANONYMOUS or (by.pk == case.person_id and not key):
        return None
    return channels.tell(
        person_id=case.person_id,
        kind=f"cases/{kind}",
        title=title,
        words=words,
        link=link or links.mine(case.number),
        key=key,
        by=by,
    )


def tell_holder(case: Case, kind: str, title: Any, words: Any, *, by: Any, key: str = "") -> None:
    """A notice to the named person who has it, or else to everyone at the unit who may work on it."""
    if case.holder_id is None:
        tell_unit(case, case.unit, kind, title, words, by=by, key=key)
    elif case.holder_id != by.pk:
        channels.tell(
            person_id=case.holder_id,
            kind=f"cases/{kind}",
            title=title,
            words=words,
            link=links.desk(case.number),
            key=key,
            by=by,
        )


def tell_unit(case: Case, unit: Any, kind: str, title: Any, words: Any, *, by: Any, key: str = "") -> None:
    """A notice to everyone at this unit who works on such cases."""
    channels.tell_unit(
        unit=unit,
        permission=queries.working_permission(case),
        kind=f"cases/{kind}",
        title=title,
        words=words,
        link=links.desk(case.number),
        key=key,
        by=by,
    )


def tell_level_above(case: Case, kind: str, title: Any, words: Any, *, by: Any, key: str = "") -> None:
    above = orgs.parent_of(case.unit)
    if above is not None:
        tell_unit(case, above, kind, title, words, by=by, key=key)


def headline(case: Case) -> str:
    """What a notice calls the case: no name, no facts."""
    return _("%(title)s（%(number)s）") % {"title": case.title, "number": case.number}
