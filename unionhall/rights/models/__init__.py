from .group import Group, GroupCase
from .legal_aid import Assignment, Lawyer, LegalAid
from .limitation import Limitation
from .mediation import Mediation, Promise, Recovery, Session

__all__ = [
    "Assignment",
    "Group",
    "GroupCase",
    "Lawyer",
    "LegalAid",
    "Limitation",
    "Mediation",
    "Promise",
    "Recovery",
    "Session",
]
