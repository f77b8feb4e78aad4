"""Days around a rating, dated, each with its source; the window itself is the service's `rate_days`."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone


@dataclass(frozen=True)
class RatingRules:
    """The numbers of one period; later entries of RULES take over on their first day."""

    valid_from: date
    source: str
    remind_after: int  # days after closing without a rating
    remind_for: int  # days during which the reminder may still go out, when the house stood still
    call_back: int  # working days for the unit that did the work to call back after a bad rating
    object_within: int  # working days for that unit to object
    decide_within: int  # working days for the level above to decide


RULES = (
    RatingRules(
        valid_from=date(2019, 12, 17),
        source="国办发〔2019〕51号；本系统默认值",
        remind_after=3,
        remind_for=7,
        call_back=1,
        object_within=3,
        decide_within=5,
    ),
)


def rating_rules(day: date | None = None) -> RatingRules:
    """Those in force on that day."""
    day = day or timezone.localdate()
    return max((one for one in RULES if one.valid_from <= day), key=lambda one: one.valid_from)
