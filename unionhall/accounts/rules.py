"""How long passwords and sessions are, and for how long they are good: dated, each with its source."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone


@dataclass(frozen=True)
class SignInRules:
    """The numbers of one period; later entries of RULES take over on their first day."""

    valid_from: date
    source: str
    staff_length: int  # characters of a staff password
    staff_kinds: int  # of small letters, capitals, digits, other characters
    public_length: int
    remembered: int  # past passwords that may not be chosen again
    staff_days: int  # a staff password's life
    warn_days: int  # before its end, on the Today page
    staff_idle: timedelta
    staff_total: timedelta
    public_idle: timedelta
    seen_every: timedelta  # how often a session writes down that it is alive
    half_open: timedelta  # between password and code
    code_tries: int  # wrong codes before the second factor rests
    code_rest: timedelta
    recovery_codes: int
    absence_days: int  # the longest time someone stands in for another


RULES = (
    SignInRules(
        valid_from=date(2019, 12, 1),
        source="GB/T 22239-2019 三级 8.1.4.1；本系统默认值",
        staff_length=10,
        staff_kinds=3,
        public_length=8,
        remembered=5,
        staff_days=90,
        warn_days=7,
        staff_idle=timedelta(minutes=15),
        staff_total=timedelta(hours=8),
        public_idle=timedelta(minutes=30),
        seen_every=timedelta(minutes=1),
        half_open=timedelta(minutes=5),
        code_tries=5,
        code_rest=timedelta(minutes=15),
        recovery_codes=10,
        absence_days=92,
    ),
)


def rules(day: date | None = None) -> SignInRules:
    """Those in force on that day."""
    day = day or timezone.localdate()
    return max((one for one in RULES if one.valid_from <= day), key=lambda one: one.valid_from)
