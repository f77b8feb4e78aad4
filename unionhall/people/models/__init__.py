from .household import Household, HouseholdMember
from .membership import Membership, RollEntry
from .merge import PersonMerge
from .person import Consent, Person
from .post import StaffPost
from .roster import RosterChunk, RosterExport, RosterImport

__all__ = [
    "Consent",
    "Household",
    "HouseholdMember",
    "Membership",
    "Person",
    "PersonMerge",
    "RollEntry",
    "RosterChunk",
    "RosterExport",
    "RosterImport",
    "StaffPost",
]
