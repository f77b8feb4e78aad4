"""Letters: one within scope, those of an inspection or employer, measures, and what allows a recommendation."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from unionhall.kit import access
from unionhall.kit.access import Level as UnitLevel
from unionhall.matters import queries as matters
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from ..choices import BREACH_LETTERS, Answered, LetterKind, MeasureState, Reason
from ..models import Inspection, Letter, Measure, Referral
from ..permissions import Supervision
from .params import place_of


def letter_for(user: Any, number: str, needs: str = "") -> Letter:
    """The letter, if `user` may read it where it sits; for anyone else it does not exist (404)."""
    found: Letter = matters.matter_for(Letter, user, number, needs=needs)
    return found


def letter_of(desk_id: int, pk: int) -> Letter:
    """The row another one names; whoever asks has asked who may."""
    found: Letter = matters.at_desk(Letter, desk_id, pk)
    return found


def inspection_about(letter: Letter) -> Inspection | None:
    """The inspection a letter came of: at the letter's desk, or that of the letter a recommendation was made of."""
    if letter.inspection_id is None:
        return None
    found: Inspection = matters.at_desk(Inspection, letter.about_desk_id or letter.desk_id, letter.inspection_id)
    return found


def letters_of(user: Any, employer: Any) -> QuerySet[Letter]:
    """All to (or about) an employer within reach, newest first."""
    rows: QuerySet[Letter] = Letter.objects.visible_to(user).filter(employer=employer)
    return rows.select_related("unit").order_by("-opened_at", "-pk")


def answered(rows: QuerySet[Letter], how: str) -> QuerySet[Letter]:
    """Of these letters those answered that way."""
    to_employers = ~Q(kind=LetterKind.RECOMMENDATION)
    wanted = {
        Answered.WAITING: to_employers
        & Q(received_on__isnull=False, judged_on=None, reply_wished=True, closed_at=None),
        Answered.IN_TIME: Q(replied_in_time=True),
        Answered.LATE: Q(replied_in_time=False, replied_on__isnull=False),
        Answered.SILENT: Q(replied_in_time=False, replied_on=None, refused=False),
        Answered.REFUSED: Q(refused=True),
    }
    return rows.filter(wanted[Answered(how)])


def batch_of(user: Any, batch: str, most: int = 500) -> list[Letter]:
    """Reminders drafted together, within reach."""
    rows = Letter.objects.visible_to(user).filter(batch=batch).select_related("unit", "employer")
    return list(rows.order_by("pk")[:most])


def letters_about(inspection: Inspection) -> list[Letter]:
    """Letters of one inspection, oldest first: they lie at its desk, except recommendations from above the county."""
    rows = Letter.objects.at_desks([inspection.desk_id]).filter(inspection_id=inspection.pk)
    return list(rows.select_related("unit", "employer").order_by("opened_at", "pk"))


def open_letters_of(inspection: Inspection) -> list[Letter]:
    return [letter for letter in letters_about(inspection) if not letter.is_closed]


def measures_of(letter: Letter) -> list[Measure]:
    rows = Measure.objects.at_desks([letter.desk_id]).filter(matter_id=letter.pk)
    return list(rows.order_by("place"))


def judged_measures(letter: Letter) -> tuple[int, int]:
    """(done, judged) of the letter's measures."""
    states = [one.state for one in measures_of(letter)]
    return states.count(MeasureState.DONE), sum(one != MeasureState.PROMISED for one in states)


def referrals_of(*, letter: Letter | None = None, inspection: Inspection | None = None) -> list[Referral]:
    about = letter if letter is not None else inspection
    assert about is not None
    wanted = {"letter_id": about.pk} if letter is not None else {"inspection_id": about.pk}
    rows = Referral.objects.at_desks([about.desk_id]).filter(**wanted)
    return list(rows.select_related("unit").order_by("on", "pk"))


def referred(referral: Referral) -> Letter | Inspection:
    """The letter or inspection that was handed on; the same for credit entries, which are about a letter."""
    model, pk = (Letter, referral.letter_id) if referral.letter_id else (Inspection, referral.inspection_id)
    found: Letter | Inspection = matters.at_desk(model, referral.desk_id, pk or 0)
    return found


def reply_due(letter: Letter, received_on: date) -> tuple[date, dict[str, str]]:
    """The last day for a written reply to a letter received on that day, and the rule it was counted by."""
    code, place = f"supervision.{letter.kind}-reply", place_of(letter.unit, letter.employer)
    row = rules.rule(code, place=place, on=received_on)
    return rules.span(code, start=received_on, place=place).due, row.as_json()


def federations_of(user: Any, letter: Letter) -> list[Any]:
    """Unions of county level and above over the letter's own where `user` may send recommendations; nearest first."""
    held = [h for h in access.why(user, Supervision.RECOMMEND, at=letter.unit) if h.level <= UnitLevel.COUNTY]
    chain = [unit for unit in orgs.ancestors(letter.unit) if unit.level <= UnitLevel.COUNTY]
    return [unit for unit in reversed(chain) if any(unit.path.startswith(h.path) for h in held)]


def why_recommend(letter: Letter) -> list[Reason]:
    """What allows to ask the authority: refused, no reply in time, no correction; empty: nothing does."""
    if letter.kind not in BREACH_LETTERS:
        return []
    found = [Reason.REFUSED] if letter.refused else []
    if letter.replied_in_time is False and not letter.refused:
        found.append(Reason.SILENT)
    if any(one.state in (MeasureState.NOT, MeasureState.PARTLY) for one in measures_of(letter)):
        found.append(Reason.UNMENDED)
    return found
