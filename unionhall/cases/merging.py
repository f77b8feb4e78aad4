"""What this room gives over when two records turn out to be one person: their cases with all that belongs to them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.merging import Merging, rehome

from . import queries
from .models import (
    Appointment,
    Attachment,
    BadRating,
    CallBack,
    Case,
    CaseEvent,
    CaseNumber,
    DeskCase,
    Helper,
    Hop,
    Pause,
    Rating,
)

PARTS = (CaseEvent, Hop, Pause, Appointment, Attachment, Rating)


def _count(source: int) -> int:
    return Case.objects.of(source).count()


def _move(*, source: int, target: int, by: Any) -> list[int]:
    moved = list(Case.objects.of(source).values_list("pk", flat=True))
    _give(moved, source, target)
    return moved


def _undo(*, source: int, target: int, moved: list[int], by: Any) -> None:
    _give(moved, target, source)


def _give(cases: list[int], source: int, target: int) -> None:
    """Rows of these cases to the other person; what that person wrote stays marked as the worker's own words."""
    parts = {
        part: list(part.objects.of(source).filter(case_id__in=cases).values_list("pk", flat=True)) for part in PARTS
    }
    rehome(Case, source=source, target=target, pks=cases)
    for part, rows in parts.items():
        rehome(part, source=source, target=target, pks=rows)
    CaseEvent.objects.of(target).filter(case_id__in=cases, by_id=source).update(by_id=target)
    for case in Case.objects.of(target).filter(pk__in=cases).select_related("unit"):
        desks = [case.unit.desk_id, *case.helper_desks]
        DeskCase.objects.at_desks(desks).filter(case_id=case.pk).update(person_id=target, who=queries.who(case))
        rated_at = Rating.objects.of(target).filter(case_id=case.pk).values_list("unit__desk_id", flat=True)
        BadRating.objects.at_desks(list(rated_at)).filter(case_id=case.pk).update(person_id=target)
        CallBack.objects.at_desks(desks).filter(case_id=case.pk).update(person_id=target)
        Helper.objects.at_desks(desks).filter(case_id=case.pk).update(person_id=target)
        CaseNumber.objects.at_desks([case.origin_desk_id]).filter(number=case.number).update(person_id=target)


CASES = Merging("cases.cases", _("诉求"), _count, _move, _undo, order=60)
