from .appointment import Appointment
from .attachment import Attachment
from .case import Case, CaseQuerySet
from .desk import DeskCase, DeskCaseQuerySet, Helper
from .event import CaseEvent, Hop, Pause
from .rating import Rating

__all__ = [
    "Appointment",
    "Attachment",
    "Case",
    "CaseEvent",
    "CaseQuerySet",
    "DeskCase",
    "DeskCaseQuerySet",
    "Helper",
    "Hop",
    "Pause",
    "Rating",
]
