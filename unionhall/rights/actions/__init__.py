"""Every write of this room."""

from .group_moves import JOB as GROUP_MOVE
from .group_moves import carry_out_move, move_group, resume_move, stop_move
from .groups import close_group, form_group, join_group, name_speakers, note_people
from .intake import began_complaint, refer_out, tell_not_accepted
from .lawyers import enter_lawyer, record_export
from .legal_aid import (
    appoint,
    began_aid,
    finish_aid,
    grant_aid,
    progress_aid,
    refuse_aid,
    withdraw_aid,
)
from .limits import learn_dates, warn_limits, watch
from .mediation import (
    accept,
    began,
    decline,
    draft,
    draw_for_file,
    expire,
    extend,
    fail,
    hear,
    other_side_agrees,
    other_side_refuses,
    sign,
    withdraw,
)
from .outside import enter_step, strike_step
from .powers import draw_group_power, draw_power
from .promises import check_promise, tell_due
from .records import follow_case
from .reports import add_report, draw_report, drop_report, expect_report, record_report
from .ways import draw_way

__all__ = [
    "GROUP_MOVE",
    "accept",
    "add_report",
    "appoint",
    "began",
    "began_aid",
    "began_complaint",
    "carry_out_move",
    "check_promise",
    "close_group",
    "decline",
    "draft",
    "draw_for_file",
    "draw_group_power",
    "draw_power",
    "draw_report",
    "draw_way",
    "drop_report",
    "enter_lawyer",
    "enter_step",
    "expect_report",
    "expire",
    "extend",
    "fail",
    "finish_aid",
    "follow_case",
    "form_group",
    "grant_aid",
    "hear",
    "join_group",
    "learn_dates",
    "move_group",
    "name_speakers",
    "note_people",
    "other_side_agrees",
    "other_side_refuses",
    "progress_aid",
    "record_export",
    "record_report",
    "refer_out",
    "refuse_aid",
    "resume_move",
    "sign",
    "stop_move",
    "strike_step",
    "tell_due",
    "tell_not_accepted",
    "warn_limits",
    "watch",
    "withdraw",
    "withdraw_aid",
]
