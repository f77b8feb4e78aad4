from .household import Household, HouseholdMember
from .membership import Membership, RollEntry
from .merge import PersonMerge
from .person import Consent, Person
from .post import StaffPost
from .roster import RosterChunk, RosterExport, RosterImport
from .way_out import Expulsion, Persuasion

__all__ = [
    "Consent",
    "Expulsion",
    "Household",
    "HouseholdMember",
    "Membership",
    "Person",
    "PersonMerge",
    "Persuasion",
    "RollEntry",
    "RosterChunk",
    "RosterExport",
    "RosterImport",
    "StaffPost",
]
