"""Every write: founding and changing units, restructuring the tree, employers and who covers them."""

from .alarms import note_alarm
from .certificates import extend_term, keep_certificate
from .divisions import load_divisions
from .employers import (
    close_employer,
    cover,
    cover_in_reach,
    edit_employer,
    register_employer,
    register_in_reach,
    uncover,
)
from .exports import note_export
from .founding import (
    approve_union,
    check_not_prepared,
    check_prepared,
    end_preparation,
    keep_result,
    prepare_union,
    register_legal_person,
)
from .restructure import JOB as RESTRUCTURE_JOB
from .restructure import (
    carry_on,
    carry_out,
    draw_up,
    drop_change,
    finish,
    mark_counts_carried,
    set_industry_parent,
)
from .units import edit_unit, found_in_reach, found_unit, mark_overdue, open_unit, renew_term

__all__ = [
    "RESTRUCTURE_JOB",
    "approve_union",
    "carry_on",
    "carry_out",
    "check_not_prepared",
    "check_prepared",
    "close_employer",
    "cover",
    "cover_in_reach",
    "draw_up",
    "drop_change",
    "edit_employer",
    "edit_unit",
    "end_preparation",
    "extend_term",
    "finish",
    "found_in_reach",
    "found_unit",
    "keep_certificate",
    "keep_result",
    "load_divisions",
    "mark_counts_carried",
    "mark_overdue",
    "note_alarm",
    "note_export",
    "open_unit",
    "prepare_union",
    "register_employer",
    "register_in_reach",
    "register_legal_person",
    "renew_term",
    "set_industry_parent",
    "uncover",
]
