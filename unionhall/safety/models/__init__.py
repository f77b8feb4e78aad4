from .accident import Accident, AccidentStep, Casualties, FollowUp, InquiryMember, Victim
from .cooling import Cooling, CoolingVisit
from .cup import CupEntry
from .hazard import Hazard, HazardQuerySet, Overdue
from .heat import HeatNotice
from .inspection import Attendance, Inspection
from .inspector import Inspector

__all__ = [
    "Accident",
    "AccidentStep",
    "Attendance",
    "Casualties",
    "Cooling",
    "CoolingVisit",
    "CupEntry",
    "FollowUp",
    "Hazard",
    "HazardQuerySet",
    "HeatNotice",
    "InquiryMember",
    "Inspection",
    "Inspector",
    "Overdue",
    "Victim",
]
