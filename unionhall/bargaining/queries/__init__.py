"""Every read of bargaining: rounds and what hangs on them, the register, congresses, disclosure, a worker's own."""

from .agreements import (
    agreement_for,
    agreements_found,
    checks_of,
    covers_of,
    ending_soon,
    followed_by,
    terms_of,
    years_of,
)
from .congresses import (
    agenda_of,
    composition_of,
    congress_for,
    congresses_seen,
    congresses_to_call,
    deputies_of,
    deputy_of,
    elections_of,
    item_of,
    motions_of,
    petitions_of,
    session_for,
    sessions_of,
    sessions_to_report,
)
from .disclosures import (
    disclosure_for,
    disclosures_found,
    feedback_for,
    feedback_of,
    feedback_to_answer,
    in_rate,
    to_disclose,
)
from .mine import (
    agreements_at_work,
    congress_at_work,
    disclosed_at_work,
    my_feedback,
    my_motion,
    my_motions,
    my_seat,
)
from .rounds import (
    clauses_of,
    delegate_of,
    delegates_of,
    draft_of,
    drafts_of,
    firms_of,
    has_papers_of_last_step,
    last_vote,
    matrix,
    meetings_of,
    results_of,
    round_for,
    seats_of,
    surveys_of,
    tallies_of,
    votes_of,
    waits_since,
)

__all__ = [
    "agenda_of", "agreement_for", "agreements_at_work", "agreements_found", "checks_of", "clauses_of",
    "composition_of", "congress_at_work", "congress_for", "congresses_seen", "congresses_to_call",
    "covers_of", "delegate_of",
    "delegates_of", "deputies_of", "deputy_of", "disclosed_at_work", "disclosure_for", "disclosures_found", "draft_of",
    "drafts_of", "elections_of", "ending_soon", "feedback_for", "feedback_of", "feedback_to_answer", "firms_of",
    "followed_by", "has_papers_of_last_step", "in_rate", "item_of", "last_vote", "matrix", "meetings_of",
    "motions_of", "my_feedback", "my_motion", "my_motions", "my_seat", "petitions_of", "results_of", "round_for",
    "seats_of", "session_for", "sessions_of", "sessions_to_report", "surveys_of", "tallies_of", "terms_of",
    "to_disclose", "votes_of", "waits_since", "years_of",
]  # fmt: skip
