from .change import UnitChange
from .division import Division
from .edge import UnitEdge
from .employer import Coverage, Employer, EmployerWas
from .unit import Unit, UnitQuerySet

__all__ = ["Coverage", "Division", "Employer", "EmployerWas", "Unit", "UnitChange", "UnitEdge", "UnitQuerySet"]
