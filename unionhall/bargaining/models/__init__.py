from .agreement import Agreement, Check, Cover, Term
from .base import OfRound, Own
from .congress import AgendaItem, Congress, Deputy, Election, Petition, Session
from .director import Director
from .disclosure import Disclosure, Feedback
from .motion import Motion
from .round import Round, RoundFirm, SideDelegate
from .talks import Clause, Draft, Meeting, Position, Survey, Tally, Vote

# what hangs on a round by its id and follows it to another desk
Round.parts = (RoundFirm, SideDelegate, Meeting, Clause, Position, Draft, Vote, Survey, Tally)  # type: ignore[attr-defined]

__all__ = [
    "AgendaItem", "Agreement", "Check", "Clause", "Congress", "Cover", "Deputy", "Director", "Disclosure", "Draft",
    "Election", "Feedback", "Meeting", "Motion", "OfRound", "Own", "Petition", "Position", "Round", "RoundFirm",
    "Session", "SideDelegate", "Survey", "Tally", "Term", "Vote",
]  # fmt: skip
