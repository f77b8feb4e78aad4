from enum import StrEnum


class Cases(StrEnum):
    """What can be allowed about cases, whatever the service; a service names its own for reading and moving."""

    VIEW = "cases.case.view"
    WORK = "cases.case.work"  # take, move, write to the worker, offer appointments
    ASSIGN = "cases.case.assign"  # name who has it, dispatch down, ask helpers
    DECIDE = "cases.case.decide"  # decide returns and reopened cases of the level beneath
    IDENTITY = "cases.case.identity"  # see who hides behind a case with identity hidden
    OPERATE = "cases.case.operate"  # hotline: open for a caller
