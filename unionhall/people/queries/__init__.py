"""Reading the register: people, memberships, rolls, posts. Personal fields stay sealed; pages print the masks."""

from .cards import card_code, card_picture, read_card
from .consents import consent_log, has_consent
from .duplicates import duplicate_of, namesake
from .households import family_of, household_of
from .memberships import can_vote, membership_history, standing_membership, union_name
from .merges import merges_of, mergings, rows_to_move, side_by_side
from .people import holds_office, masked_name, name_for, person, person_for, person_of, place_of
from .posts import contact_of, post, posts_held, posts_of
from .roll import RollFilter, look_up, member_known_by, roll, shown_name, unverified
from .rosters import (
    export_for,
    exports,
    job_of,
    may_decide,
    may_download,
    roster_for,
    rosters,
    rows_to_mend,
    staged_rows,
)
from .unions import receiver, takes_members, townships_called, union_to_join
from .unmasked import unmask_series, unmasked_today
from .ways_out import (
    deemed_from,
    expulsion_for,
    expulsions,
    expulsions_to_file,
    filed_with,
    is_expelled,
    lapsing,
    may_be_deemed,
    may_file,
    talks_with,
)

__all__ = [
    "RollFilter",
    "can_vote",
    "card_code",
    "card_picture",
    "consent_log",
    "contact_of",
    "deemed_from",
    "duplicate_of",
    "export_for",
    "exports",
    "expulsion_for",
    "expulsions",
    "expulsions_to_file",
    "family_of",
    "filed_with",
    "has_consent",
    "holds_office",
    "household_of",
    "is_expelled",
    "job_of",
    "lapsing",
    "look_up",
    "masked_name",
    "may_be_deemed",
    "may_decide",
    "may_download",
    "may_file",
    "member_known_by",
    "membership_history",
    "merges_of",
    "mergings",
    "name_for",
    "namesake",
    "person",
    "person_for",
    "person_of",
    "place_of",
    "post",
    "posts_held",
    "posts_of",
    "read_card",
    "receiver",
    "roll",
    "roster_for",
    "rosters",
    "rows_to_mend",
    "rows_to_move",
    "shown_name",
    "side_by_side",
    "staged_rows",
    "standing_membership",
    "takes_members",
    "talks_with",
    "townships_called",
    "union_name",
    "union_to_join",
    "unmask_series",
    "unmasked_today",
    "unverified",
]
