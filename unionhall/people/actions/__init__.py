"""Every change of the register; each writes its audit line and keeps the rolls in step, in one transaction."""

from ..refusals import (
    AlreadyMember,
    AlreadyThere,
    NoSeparateConsent,
    NotAMember,
    RecordMerged,
    TooManyTries,
    UnionTakesNoMembers,
)
from .attempts import count_try, forget_tries
from .consents import give_consent, withdraw_consent
from .entering import enter_member, export_roll
from .households import add_to_household, keep_household, leave_household
from .memberships import admit, end_membership, resume, retain
from .merge import CHOOSABLE, UNDO_DAYS, merge_people, undo_merge
from .posts import add_post, end_post
from .recognising import recognise_member
from .register import change_phone, correct_document, edit_person, mark_verified, register_person
from .roster_exports import (
    agree_export,
    ask_export,
    expire_exports,
    export_at_console,
    hand_out_export,
    make_export,
    refuse_export,
)
from .rosters import (
    apply_roster,
    bring_roster,
    check_roster,
    clear_rosters,
    confirm_roster,
    drop_roster,
    resume_roster,
)
from .senders import register_anonymous, register_caller
from .signup import sign_up
from .unmask import unmask
from .ways_out import expel, file_expulsion, lift_expulsion, persuade, warn, withdraw_warning

__all__ = [
    "CHOOSABLE",
    "UNDO_DAYS",
    "AlreadyMember",
    "AlreadyThere",
    "NoSeparateConsent",
    "NotAMember",
    "RecordMerged",
    "TooManyTries",
    "UnionTakesNoMembers",
    "add_post",
    "add_to_household",
    "admit",
    "agree_export",
    "apply_roster",
    "ask_export",
    "bring_roster",
    "change_phone",
    "check_roster",
    "clear_rosters",
    "confirm_roster",
    "correct_document",
    "count_try",
    "drop_roster",
    "edit_person",
    "end_membership",
    "end_post",
    "enter_member",
    "expel",
    "expire_exports",
    "export_at_console",
    "export_roll",
    "file_expulsion",
    "forget_tries",
    "give_consent",
    "hand_out_export",
    "keep_household",
    "leave_household",
    "lift_expulsion",
    "make_export",
    "mark_verified",
    "merge_people",
    "persuade",
    "recognise_member",
    "refuse_export",
    "register_anonymous",
    "register_caller",
    "register_person",
    "resume",
    "resume_roster",
    "retain",
    "sign_up",
    "undo_merge",
    "unmask",
    "warn",
    "withdraw_consent",
    "withdraw_warning",
]
