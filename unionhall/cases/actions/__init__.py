"""Every write about cases."""

from .bad_ratings import call_back, decide_objection, object_to
from .binding import ask_bundle, drop_bundles, make_bundle, take_bundle
from .called import record_call, tell_late_calls
from .classing import add_answers, extend_legal_time, set_alarm, set_time_class, tell_both
from .duties import escalate_late
from .handing import hand_over
from .helping import answer_help, ask_help
from .meeting import agree_appointment, cancel_appointment, check_in, miss_appointment, offer_appointment
from .moving import move
from .opening import open_case
from .opening_for import open_for
from .papers import attach
from .placing import assign, decide_place, dispatch, send_back, take
from .rating import rate
from .reading import read_sealed, record_export, reveal_identity
from .reminding import remind_to_rate
from .speaking import enter_fact, note, save_draft, write_to_union, write_to_worker
from .standing import hold, hold_matter, refuse_own, require_work
from .starting import start_for

__all__ = [
    "add_answers",
    "agree_appointment",
    "answer_help",
    "ask_bundle",
    "ask_help",
    "assign",
    "attach",
    "call_back",
    "cancel_appointment",
    "check_in",
    "decide_objection",
    "decide_place",
    "dispatch",
    "drop_bundles",
    "enter_fact",
    "escalate_late",
    "extend_legal_time",
    "hand_over",
    "hold",
    "hold_matter",
    "make_bundle",
    "miss_appointment",
    "move",
    "note",
    "object_to",
    "offer_appointment",
    "open_case",
    "open_for",
    "rate",
    "read_sealed",
    "record_call",
    "record_export",
    "refuse_own",
    "remind_to_rate",
    "require_work",
    "reveal_identity",
    "save_draft",
    "send_back",
    "set_alarm",
    "set_time_class",
    "start_for",
    "take",
    "take_bundle",
    "tell_both",
    "tell_late_calls",
    "write_to_union",
    "write_to_worker",
]
