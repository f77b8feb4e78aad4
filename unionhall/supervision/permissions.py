from enum import StrEnum


class Supervision(StrEnum):
    """What can be allowed about labour-law supervision."""

    VIEW = "supervision.matter.view"
    INSPECT = "supervision.matter.inspect"  # register clues, hear, inquire, draft letters, check again
    SIGN = "supervision.letter.sign"  # chair or vice-chair: sign letters off, withdraw them
    RECOMMEND = "supervision.letter.recommend"  # to the authority, the procuratorate: held at county level or above
    REGISTER = "supervision.supervisor.edit"
    WARN_VIEW = "supervision.warning.view"
    WARN = "supervision.warning.edit"  # enter what a warning is counted from, act on one, hear the employer
