"""A term or a certificate that comes near its end: each alarm is noted once."""

from typing import Any

from django.db import transaction

from unionhall.audit import actions as audit

from ..choices import AT_WORK
from ..models import Unit
from ..queries.alarms import ENDS
from ..rules import alarm
from .units import locked_unit


@transaction.atomic
def note_alarm(*, unit: Unit, what: str, by: Any) -> Unit | None:
    """The alarm passed last is told now; None where it was told, or where the day was put off meanwhile."""
    unit = locked_unit(unit)
    ends = getattr(unit, ENDS[what])
    days = alarm(ends) if ends is not None and unit.state in AT_WORK else None
    if days is None or days == getattr(unit, f"{what}_alarm"):
        return None
    setattr(unit, f"{what}_alarm", days)
    unit.save(update_fields=[f"{what}_alarm"])
    audit.record(f"orgs.unit.{what}_ending", subject=unit, by=by, unit=unit, days=days, ends=ends.isoformat())
    return unit
