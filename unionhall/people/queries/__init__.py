"""Reading the register: people, memberships, rolls, posts. Personal fields stay sealed; pages print the masks."""

from .cards import card_code, card_picture, read_card
from .consents import consent_log, has_consent
from .duplicates import duplicate_of, namesake
from .memberships import can_vote, membership_history, standing_membership
from .people import is_registered, person, person_for, person_of, place_of, reasons_to_see
from .posts import contact_of, posts_held, posts_of
from .roll import RollFilter, look_up, roll, roll_of_person
from .unions import receiver, takes_members, townships_called, union_to_join

__all__ = [
    "RollFilter",
    "can_vote",
    "card_code",
    "card_picture",
    "consent_log",
    "contact_of",
    "duplicate_of",
    "has_consent",
    "is_registered",
    "look_up",
    "membership_history",
    "namesake",
    "person",
    "person_for",
    "person_of",
    "place_of",
    "posts_held",
    "posts_of",
    "read_card",
    "reasons_to_see",
    "receiver",
    "roll",
    "roll_of_person",
    "standing_membership",
    "takes_members",
    "townships_called",
    "union_to_join",
]
