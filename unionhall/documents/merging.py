"""What this room gives over when two records turn out to be one person: the documents about that worker."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.merging import Merging

from . import keys
from .models import Document, Pointer


def _count(source: int) -> int:
    return Pointer.objects.filter(key=keys.of_person(source)).count()


def _move(*, source: int, target: int, by: Any) -> list[list[int]]:
    """[[desk, document], …] of what was given over."""
    at = Pointer.objects.filter(key=keys.of_person(source)).values_list("desk_id", "document_id")
    moved = [[desk, pk] for desk, pk in at]
    _give(moved, source, target)
    return moved


def _undo(*, source: int, target: int, moved: list[list[int]], by: Any) -> None:
    _give(moved, target, source)


def _give(moved: list[list[int]], source: int, target: int) -> None:
    for desk, pk in moved:
        Document.objects.at_desks([desk]).filter(pk=pk).update(person_id=target)
        Pointer.objects.filter(key=keys.of_person(source), document_id=pk).delete()
        Pointer.objects.create(key=keys.of_person(target), desk_id=desk, document_id=pk)


DOCUMENTS = Merging("documents.documents", _("文书"), _count, _move, _undo, order=65)
