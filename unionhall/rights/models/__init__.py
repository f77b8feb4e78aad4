from .group import Group, GroupCase
from .group_move import GroupMove, GroupMoveCase
from .legal_aid import Assignment, Lawyer, LegalAid
from .limitation import Limitation
from .mediation import Mediation, Promise, Recovery, Session
from .outside import OutsideStep
from .record import DeskRecord
from .report import AuthorityReport

__all__ = [
    "Assignment",
    "AuthorityReport",
    "DeskRecord",
    "Group",
    "GroupCase",
    "GroupMove",
    "GroupMoveCase",
    "Lawyer",
    "LegalAid",
    "Limitation",
    "Mediation",
    "OutsideStep",
    "Promise",
    "Recovery",
    "Session",
]
