"""Every read about rights other rooms and pages may ask for."""

from .counting import (
    agreements_kept,
    aid_finished,
    aid_granted,
    aid_recovered,
    mediations,
    mediations_asked,
    recovered,
)
from .group_moves import (
    gone_through,
    group_move_for,
    group_moves,
    group_of_move,
    is_broken,
    job_of,
    last_move,
    move_of_job,
    moved_in,
    refused_in,
)
from .groups import group_for, group_named, group_of, groups, members_of, open_group, states_of
from .lawyers import assignments, assignments_of, certificates_ending, lawyer_for, lawyer_of, lawyers, lawyers_for
from .legal_aid import aid_of, no_means_check, within_income
from .limits import dates_for, limits_for
from .mediation import agreed_terms, claims_of, mediation_of, parties_of, sessions_of
from .outside import goes_on_outside, last_ruling, outside_of, outside_step, outside_steps
from .promises import promise_for, promises, promises_of
from .records import first_report, lines_of, records, report_for, reports, reports_of
from .routing import is_grave, route, route_to_county, urgency_of
from .ways import WayOn, confirmation, ways_on

__all__ = [
    "WayOn",
    "agreed_terms",
    "agreements_kept",
    "aid_finished",
    "aid_granted",
    "aid_of",
    "aid_recovered",
    "assignments",
    "assignments_of",
    "certificates_ending",
    "claims_of",
    "confirmation",
    "dates_for",
    "first_report",
    "goes_on_outside",
    "gone_through",
    "group_for",
    "group_move_for",
    "group_moves",
    "group_named",
    "group_of",
    "group_of_move",
    "groups",
    "is_broken",
    "is_grave",
    "job_of",
    "last_move",
    "last_ruling",
    "lawyer_for",
    "lawyer_of",
    "lawyers",
    "lawyers_for",
    "limits_for",
    "lines_of",
    "mediation_of",
    "mediations",
    "mediations_asked",
    "members_of",
    "move_of_job",
    "moved_in",
    "no_means_check",
    "open_group",
    "outside_of",
    "outside_step",
    "outside_steps",
    "parties_of",
    "promise_for",
    "promises",
    "promises_of",
    "records",
    "recovered",
    "refused_in",
    "report_for",
    "reports",
    "reports_of",
    "route",
    "route_to_county",
    "sessions_of",
    "states_of",
    "urgency_of",
    "ways_on",
    "within_income",
]
