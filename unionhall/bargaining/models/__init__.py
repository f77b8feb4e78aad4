from .agreement import Agreement, Check, Cover, Term
from .base import OfRound, Own
from .congress import AgendaItem, AgendaPaper, Congress, Deputy, Election, HeadsMeeting, Petition, Session
from .director import Board, Director
from .disclosure import Disclosure, Feedback
from .motion import Motion
from .round import Round, RoundFirm, SideDelegate
from .talks import Clause, Datum, Draft, Meeting, Position, Survey, Tally, Vote

# what hangs on a round by its id and follows it to another desk
Round.parts = (  # type: ignore[attr-defined]
    RoundFirm, SideDelegate, Meeting, Clause, Position, Draft, Vote, Survey, Tally, Datum,
)  # fmt: skip

__all__ = [
    "AgendaItem", "AgendaPaper", "Agreement", "Board", "Check", "Clause", "Congress", "Cover", "Datum", "Deputy",
    "Director", "Disclosure", "Draft", "Election", "Feedback", "HeadsMeeting", "Meeting", "Motion", "OfRound", "Own",
    "Petition", "Position", "Round", "RoundFirm", "Session", "SideDelegate", "Survey", "Tally", "Term", "Vote",
]  # fmt: skip
