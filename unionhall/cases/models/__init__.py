from .appointment import Appointment
from .attachment import Attachment
from .bad_rating import BadRating
from .call import CallBack
from .case import Case, CaseQuerySet
from .desk import CaseNumber, DeskCase, DeskCaseQuerySet, Helper
from .draft import Draft
from .event import CaseEvent, Hop, Pause
from .rating import Rating

__all__ = [
    "Appointment",
    "Attachment",
    "BadRating",
    "CallBack",
    "Case",
    "CaseEvent",
    "CaseNumber",
    "CaseQuerySet",
    "DeskCase",
    "DeskCaseQuerySet",
    "Draft",
    "Helper",
    "Hop",
    "Pause",
    "Rating",
]
