"""What this room gives over when two records turn out to be one person: a seat in a congress, motions, opinions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.merging import Merging

from .models import Deputy, Feedback, Motion

WHOSE: list[tuple[Any, str]] = [(Deputy, "person_id"), (Motion, "proposer_id"), (Feedback, "person_id")]


def _rows(model: Any, column: str, person: int) -> Any:
    return model.objects.filter(**{column: person})


def _count(source: int) -> int:
    return sum(_rows(model, column, source).count() for model, column in WHOSE)


def _move(*, source: int, target: int, by: Any) -> list[list[int]]:
    """For each table the ids given over; a seat where the other record already sits stays as it is."""
    found: list[list[int]] = []
    for model, column in WHOSE:
        rows = _rows(model, column, source)
        if model is Deputy:
            taken = _rows(model, column, target).filter(until=None).values("congress_id")
            rows = rows.exclude(until=None, congress_id__in=taken)
        pks = list(rows.values_list("pk", flat=True))
        model.objects.filter(pk__in=pks).update(**{column: target})
        found.append(pks)
    return found


def _undo(*, source: int, target: int, moved: list[list[int]], by: Any) -> None:
    for (model, column), pks in zip(WHOSE, moved, strict=True):
        model.objects.filter(pk__in=pks).update(**{column: source})


SEATS = Merging("bargaining.seats", _("职工代表、提案和公开意见"), _count, _move, _undo, order=90)
