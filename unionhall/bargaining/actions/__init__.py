"""Every write of bargaining: rounds, the register, congresses, motions, disclosure."""

from .congresses import end_congress, file_petition, record_election, seat_deputy, set_up_congress, unseat_deputy
from .data import note_datum
from .directors import note_board, report_of_director, seat_director, unseat_director
from .disclosing import answer_feedback, disclose, drop_item, give_feedback, judge_due, plan_year
from .heads import confirm_settled, settle_between
from .motions import file_motion, rate_reply
from .noting import note_agreement, note_ending
from .offering import leave_out, make_offer, name_firms
from .papers import draw
from .records import draw_record
from .register import bind_firm, check_agreement, end_agreement, expire, register_agreement, release_firm
from .sessions import call_session, count_item, open_session, publish_results, put_on_agenda, report_session
from .sides import end_delegate, name_delegate, replace_delegate
from .talking import (
    add_clause,
    agree,
    ask_staff,
    bring_tally,
    hold_meeting,
    sign_minutes,
    take_position,
    write_draft,
)
from .voting import record_vote

__all__ = [
    "add_clause", "agree", "answer_feedback", "ask_staff", "bind_firm", "bring_tally", "call_session",
    "check_agreement", "confirm_settled", "count_item", "disclose", "draw", "draw_record",
    "drop_item", "end_agreement", "end_congress", "end_delegate",
    "expire", "file_motion", "file_petition", "give_feedback", "hold_meeting", "judge_due", "leave_out", "make_offer",
    "name_delegate", "name_firms", "note_agreement", "note_board", "note_datum", "note_ending",
    "open_session", "plan_year", "publish_results", "put_on_agenda",
    "rate_reply", "record_election", "record_vote", "register_agreement", "release_firm",
    "replace_delegate", "report_of_director", "report_session", "seat_deputy", "seat_director", "set_up_congress",
    "settle_between",
    "sign_minutes", "take_position", "unseat_deputy", "unseat_director", "write_draft",
]  # fmt: skip
