"""Every write: founding and changing units, restructuring the tree, employers and who covers them."""

from .divisions import load_divisions
from .employers import close_employer, cover, edit_employer, recount, register_employer, uncover
from .restructure import JOB as RESTRUCTURE_JOB
from .restructure import (
    affected,
    carry_on,
    carry_out,
    draw_up,
    drop_change,
    finish,
    mark_counts_carried,
    set_industry_parent,
)
from .units import edit_unit, found_unit, mark_overdue, open_unit, renew_term

__all__ = [
    "RESTRUCTURE_JOB",
    "affected",
    "carry_on",
    "carry_out",
    "close_employer",
    "cover",
    "draw_up",
    "drop_change",
    "edit_employer",
    "edit_unit",
    "finish",
    "found_unit",
    "load_divisions",
    "mark_counts_carried",
    "mark_overdue",
    "open_unit",
    "recount",
    "register_employer",
    "renew_term",
    "set_industry_parent",
    "uncover",
]
