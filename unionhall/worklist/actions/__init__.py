"""Every change of the one list."""

from .amend import change_target, close_item, drop_item
from .appeal import answer_appeal, appeal
from .carry import carry_over
from .draft import edit_item, write_item
from .evidence import decide, freeze, hand_in
from .export import record_export
from .issuing import issue
from .load import load_items
from .measuring import figures_changed, measure, measure_stale
from .share import accept, add_top_up
from .slips import answer, escalate, raise_slips
from .splitting import split

__all__ = [
    "accept",
    "add_top_up",
    "answer",
    "answer_appeal",
    "appeal",
    "carry_over",
    "change_target",
    "close_item",
    "decide",
    "drop_item",
    "edit_item",
    "escalate",
    "figures_changed",
    "freeze",
    "hand_in",
    "issue",
    "load_items",
    "measure",
    "measure_stale",
    "raise_slips",
    "record_export",
    "split",
    "write_item",
]
