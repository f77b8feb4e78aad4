from .change import UnitChange
from .division import Division
from .edge import UnitEdge
from .employer import Coverage, Employer
from .unit import Unit, UnitQuerySet

__all__ = ["Coverage", "Division", "Employer", "Unit", "UnitChange", "UnitEdge", "UnitQuerySet"]
