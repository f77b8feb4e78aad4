from enum import StrEnum


class Orgs(StrEnum):
    """What can be allowed about units and employers."""

    VIEW = "orgs.unit.view"
    EDIT = "orgs.unit.edit"
    FOUND = "orgs.unit.found"  # decide foundings beneath the place
    ANSWER = "orgs.unit.answer"  # answers for the unit itself: is told before its term and certificate end
    RESTRUCTURE = "orgs.unit.restructure"  # move, merge, wind up
    EMPLOYER_VIEW = "orgs.employer.view"
    EMPLOYER_EDIT = "orgs.employer.edit"
