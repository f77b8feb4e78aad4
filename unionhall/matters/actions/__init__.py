"""Writing matters: open, move, take, assign, pass on, note, papers; and the duty of their clocks."""

from ..keeping import keep as keep_file
from .clocks import set_due
from .duties import watch
from .moving import move
from .opening import hand_of, open_matter
from .standing import require_impartial
from .working import add_papers, assign, note, pass_to, record_export, take

__all__ = [
    "add_papers",
    "assign",
    "hand_of",
    "keep_file",
    "move",
    "note",
    "open_matter",
    "pass_to",
    "record_export",
    "require_impartial",
    "set_due",
    "take",
    "watch",
]
