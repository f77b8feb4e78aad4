from .matter import Matter, MatterQuerySet, matter_constraints, matter_indexes
from .step import MatterPaper, Step

__all__ = ["Matter", "MatterPaper", "MatterQuerySet", "Step", "matter_constraints", "matter_indexes"]
