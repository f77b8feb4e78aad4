"""Which moves are open to someone: the same answer for buttons, for JSON and for the move itself."""

from typing import Any

from unionhall.accounts.choices import UserKind
from unionhall.kit.access import NotAllowed
from unionhall.kit.refusal import Refusal
from unionhall.people import queries as people
from unionhall.workflow import SYSTEM, Move

from ..models import Case, CaseEvent, DeskCase
from ..permissions import Cases
from ..refusals import ConsentNeeded, MustDecide, NotNow, OwnCase, SameHands


def allowed_moves(user: Any, case: Case) -> list[Move]:
    """Moves this user may make now; a service's own `check` is asked when the move is made."""
    return [move for move in case.service.moves_from(case.stage_code) if why_not(case, move, by=user) is None]


def step_for(case: Case, name: str) -> Move | None:
    """The move of that name from the stage the case is in."""
    return next((move for move in case.service.moves_from(case.stage_code) if move.name == name), None)


def why_not(case: Case, move: Move, *, by: Any) -> Refusal | None:
    """The refusal that stands in the way of this move, or None."""
    if case.stage_code not in {source.code for source in move.sources}:
        return NotNow()
    if getattr(by, "kind", "") == UserKind.SYSTEM:
        by_itself = move.name in _by_the_clock(case) or move.may == SYSTEM or _sender_without_account(case, move)
        return None if by_itself else NotAllowed()
    if move.by_worker:
        return None if by.pk == case.person_id else NotAllowed()
    if not by.may(move.may, at=case.unit):
        return NotAllowed()
    if is_own(by, case):
        return OwnCase()
    if case.to_decide:
        return MustDecide()
    if move.not_by and _made(case, move.not_by, by):
        return SameHands()
    if move.consent and not people.has_consent(case.person_id, move.consent, subject_id=case.number):
        return ConsentNeeded()
    return None


def may_work(user: Any, case: Case, needs: str = Cases.WORK) -> bool:
    """Whether `user` works on cases of this service at the unit that has it, and it is not the user's own."""
    return not is_own(user, case) and holds(user, case, needs)


def holds(user: Any, case: Case, needs: str) -> bool:
    """Whether a role of the user's reaches the unit that has it; whose case it is is not asked."""
    return bool(user.may(case.service.view, at=case.unit) and user.may(needs, at=case.unit))


def is_own(user: Any, row: Any) -> bool:
    """回避: whether the case, or its line in a ledger, is about what `user` sent."""
    return bool(user.pk == row.person_id)


def sender_of(desk_id: int, number: str) -> int | None:
    """Who sent the case of this number that lies at the desk; None for no number."""
    rows = DeskCase.objects.at_desks([desk_id]).filter(number=number)
    return rows.values_list("person_id", flat=True).first() if number else None


def working_permission(case: Case) -> str:
    """What those must hold who are told of the case and may be named for it: that of the union's next move."""
    moves = [move for move in case.service.moves_from(case.stage_code) if not move.by_worker and move.may != SYSTEM]
    moves.sort(key=lambda move: not move.primary)
    return moves[0].may if moves else Cases.WORK


def _made(case: Case, move: str, by: Any) -> bool:
    return CaseEvent.objects.of(case.person_id).filter(case_id=case.pk, move=move, by_id=by.pk).exists()


def _by_the_clock(case: Case) -> set[str]:
    """Moves nobody makes: a time has passed, or a case handed over to has ended."""
    return {case.stage.on_deadline, case.stage.on_legal_deadline, *case.service.after_follower.values()} - {""}


def _sender_without_account(case: Case, move: Move) -> bool:
    """Anonymous senders act through the portal, which has asked for their query code."""
    return move.by_worker and bool(case.query_code)
