"""Numbers on the table of a round, by what they say: published ones, and what the employer has handed over."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from .. import contents, standards
from ..contents import Topic
from ..models import Datum, Round


@dataclass(frozen=True)
class Given:
    """What is known of one number, the latest year first; `late` where the rules wanted it earlier."""

    topic: Topic
    years: list[Datum]
    late: bool = False


def data_of(row: Round) -> tuple[list[Given], list[Given], date | None]:
    """(published numbers noted, all an employer has to hand over, by when they are due); one statement."""
    found: dict[str, list[Datum]] = {}
    for one in Datum.objects.at_desks([row.desk_id]).filter(matter_id=row.pk).order_by("-year"):
        found.setdefault(one.code, []).append(one)
    factors = [Given(topic, found[topic.code]) for topic in contents.FACTORS if topic.code in found]
    agreed = row.meeting_on if row.replied_on else None
    due = standards.data_by(agreed, standards.place_of(row.unit, row.employer)) if agreed else None
    years = [(topic, found.get(topic.code, [])) for topic in contents.HANDED]
    return factors, [Given(topic, rows, _late(rows, due)) for topic, rows in years], due


def _late(years: list[Datum], due: date | None) -> bool:
    """Handed over after its day, or not at all by now."""
    return due is not None and min((one.on for one in years), default=timezone.localdate()) > due


def handed_over(row: Round) -> list[Datum]:
    """What the employer has handed over, as a paper lists it."""
    _factors, handed, _due = data_of(row)
    return [one for given in handed for one in given.years]
