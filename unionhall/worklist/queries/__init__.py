"""Every read others may ask for."""

from .appeals import appeal_of, appeals_to_answer, given_by, may_appeal
from .completion import Board, board, boards_of
from .counts import declared_count, figure_choices, figure_of, subtree_counts
from .evidence import evidence_for, evidence_of, evidence_to_decide
from .items import issued_by, item_for, next_code, public_items, reach_of, reached_units
from .shares import (
    Sum,
    children_of,
    own_share,
    share_for,
    shares_for,
    slips_of,
    slips_to_answer,
    sums_of,
    unexplained,
)
from .signing import accept_days, last_issue_day_too_old, sign_by

__all__ = [
    "Board",
    "Sum",
    "accept_days",
    "appeal_of",
    "appeals_to_answer",
    "board",
    "boards_of",
    "children_of",
    "declared_count",
    "evidence_for",
    "evidence_of",
    "evidence_to_decide",
    "figure_choices",
    "figure_of",
    "given_by",
    "issued_by",
    "item_for",
    "last_issue_day_too_old",
    "may_appeal",
    "next_code",
    "own_share",
    "public_items",
    "reach_of",
    "reached_units",
    "share_for",
    "shares_for",
    "sign_by",
    "slips_of",
    "slips_to_answer",
    "subtree_counts",
    "sums_of",
    "unexplained",
]
