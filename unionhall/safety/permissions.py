from enum import StrEnum


class Safety(StrEnum):
    """What can be allowed about labour protection."""

    VIEW = "safety.hazard.view"  # hazards, inspections, the register of inspectors, heat, the cup
    REPORT = "safety.hazard.report"  # enter a hazard someone found
    WORK = "safety.hazard.work"  # verify, notify, follow, recheck
    DECIDE = "safety.hazard.decide"  # close, hand to the authority
    INSPECT = "safety.inspection.make"
    SIGN = "safety.document.sign"
    APPOINT = "safety.inspector.appoint"
    ACCIDENT_VIEW = "safety.accident.view"
    ACCIDENT = "safety.accident.work"
    VICTIMS = "safety.victim.read"  # names of the injured and dead, and how their families are cared for
    HEAT = "safety.heat.warn"
    COOLING = "safety.cooling.work"
    CUP = "safety.cup.enter"
    CUP_JUDGE = "safety.cup.judge"  # recommend, check, announce, award, withdraw
