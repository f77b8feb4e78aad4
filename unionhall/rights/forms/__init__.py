"""What people type in this room; nothing is written here."""

from .complaint import Complaint, EmployerField, Question
from .dates import LimitDates
from .groups import GroupEnd, GroupPick, PeopleCount, Speakers
from .legal_aid import AidApplication, Appointed, Finished, LawyerForm, Progress
from .mediation import Agreement, Answered, Application, Extension, Failure, Held, Performance, Seated, Signed
from .outside import OutsideForm, StrikeForm
from .reports import (
    AnotherAuthority,
    GroupMove,
    GroupPower,
    PowerForm,
    RecordFilter,
    Referred,
    ReportDropped,
    ReportLetter,
    Told,
)

__all__ = [
    "Agreement",
    "AidApplication",
    "AnotherAuthority",
    "Answered",
    "Application",
    "Appointed",
    "Complaint",
    "EmployerField",
    "Extension",
    "Failure",
    "Finished",
    "GroupEnd",
    "GroupMove",
    "GroupPick",
    "GroupPower",
    "Held",
    "LawyerForm",
    "LimitDates",
    "OutsideForm",
    "PeopleCount",
    "Performance",
    "PowerForm",
    "Progress",
    "Question",
    "RecordFilter",
    "Referred",
    "ReportDropped",
    "ReportLetter",
    "Seated",
    "Signed",
    "Speakers",
    "StrikeForm",
    "Told",
]
