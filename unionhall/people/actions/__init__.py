"""Every change of the register; each writes its audit line and keeps the rolls in step, in one transaction."""

from ..refusals import AlreadyMember, AlreadyThere, NoSeparateConsent, NotAMember, RecordMerged, UnionTakesNoMembers
from .consents import give_consent, withdraw_consent
from .memberships import admit, end_membership, resume, retain
from .register import change_phone, edit_person, register_person
from .roll import put_on_roll
from .unmask import unmask

__all__ = [
    "AlreadyMember",
    "AlreadyThere",
    "NoSeparateConsent",
    "NotAMember",
    "RecordMerged",
    "UnionTakesNoMembers",
    "admit",
    "change_phone",
    "edit_person",
    "end_membership",
    "give_consent",
    "put_on_roll",
    "register_person",
    "resume",
    "retain",
    "unmask",
    "withdraw_consent",
]
