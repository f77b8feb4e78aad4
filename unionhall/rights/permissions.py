from enum import StrEnum


class Rights(StrEnum):
    """What can be allowed about rights besides the cases themselves, which `cases` asks for."""

    SIGN = "rights.paper.sign"  # sign off notices, agreements and letters of this room
    GRANT = "rights.legal-aid.grant"  # decide on legal aid, and on objections one level beneath
    LAWYER_VIEW = "rights.lawyer.view"  # the roster of lawyers with their load
    LAWYER_EDIT = "rights.lawyer.edit"
