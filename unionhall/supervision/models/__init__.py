from .committee import Committee
from .inspection import Inspection, Record, TeamMember
from .letter import Letter, Measure
from .referral import Referral
from .supervisor import Supervisor
from .warning import ColourChange, Contest, Standing, Warning, WarningInput

__all__ = [
    "ColourChange",
    "Committee",
    "Contest",
    "Inspection",
    "Letter",
    "Measure",
    "Record",
    "Referral",
    "Standing",
    "Supervisor",
    "TeamMember",
    "Warning",
    "WarningInput",
]
