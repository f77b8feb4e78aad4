"""What this room gives over when two records turn out to be one person: the matters that person's reports began."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.merging import Merging

from .queries import kinds


def _count(source: int) -> int:
    return sum(model._default_manager.filter(origin_person_id=source).count() for model in kinds())


def _move(*, source: int, target: int, by: Any) -> dict[str, list[int]]:
    """{kind: ids} of what was given over; whoever reported it is told of the end and moves none of it, under either."""
    moved = {}
    for model in kinds():
        rows = model._default_manager.filter(origin_person_id=source)
        moved[model._meta.label] = list(rows.values_list("pk", flat=True))
        rows.update(origin_person_id=target)
    return moved


def _undo(*, source: int, target: int, moved: dict[str, list[int]], by: Any) -> None:
    for model in kinds():
        rows = model._default_manager.filter(origin_person_id=target, pk__in=moved.get(model._meta.label, []))
        rows.update(origin_person_id=source)


REPORTED = Merging("matters.reported", _("由其反映开始的工作"), _count, _move, _undo, order=64)
