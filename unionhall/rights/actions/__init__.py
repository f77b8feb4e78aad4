"""Every write of this room."""

from .groups import close_group, form_group, join_group, name_speakers, note_people
from .intake import began_complaint, tell_not_accepted
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
    draft,
    expire,
    extend,
    fail,
    hear,
    other_side_agrees,
    other_side_refuses,
    sign,
    withdraw,
)
from .promises import check_promise, tell_due
from .ways import draw_way

__all__ = [
    "accept",
    "appoint",
    "began",
    "began_aid",
    "began_complaint",
    "check_promise",
    "close_group",
    "draft",
    "draw_way",
    "enter_lawyer",
    "expire",
    "extend",
    "fail",
    "finish_aid",
    "form_group",
    "grant_aid",
    "hear",
    "join_group",
    "learn_dates",
    "name_speakers",
    "note_people",
    "other_side_agrees",
    "other_side_refuses",
    "progress_aid",
    "record_export",
    "refuse_aid",
    "sign",
    "tell_due",
    "tell_not_accepted",
    "warn_limits",
    "watch",
    "withdraw",
    "withdraw_aid",
]
