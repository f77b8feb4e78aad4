"""Every read about cases other rooms and pages may ask for."""

from .clock import Clock, clock
from .counting import closed_cases, closed_on_time, open_cases, opened_cases, rated_cases, rated_good
from .lists import STATES, CaseFilter, by_stage, desk_cases, fingerprint, likely_duplicates, my_cases, others_alike, places_to_send
from .mine import Matters, matters_of
from .moves import allowed_moves, may_work, step_for, why_not
from .reading import (
    appointment_of,
    appointments_of,
    attachment_of,
    attachments_of,
    by_query_code,
    by_rate_token,
    case_at_desk,
    case_for,
    current_hop,
    draft_of,
    helpers_of,
    my_case,
    reasons_to_see,
    sealed,
    who,
)
from .timeline import Entry, timeline

__all__ = [
    "CaseFilter",
    "Clock",
    "Entry",
    "Matters",
    "allowed_moves",
    "appointment_of",
    "STATES",
    "appointments_of",
    "by_stage",
    "attachment_of",
    "attachments_of",
    "by_query_code",
    "by_rate_token",
    "case_at_desk",
    "case_for",
    "clock",
    "closed_cases",
    "closed_on_time",
    "current_hop",
    "desk_cases",
    "draft_of",
    "fingerprint",
    "helpers_of",
    "likely_duplicates",
    "matters_of",
    "may_work",
    "my_case",
    "my_cases",
    "open_cases",
    "opened_cases",
    "others_alike",
    "places_to_send",
    "rated_cases",
    "rated_good",
    "reasons_to_see",
    "sealed",
    "step_for",
    "timeline",
    "who",
    "why_not",
]
