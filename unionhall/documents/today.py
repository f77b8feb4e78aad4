"""What of documents needs somebody today: drafts to sign off, replies nobody has opened."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unionhall.kit.today import Task, TodayLine, found

from . import queries
from .models import Document
from .permissions import Documents


def _task(row: Document, *, new: bool = False) -> Task:
    return Task(row.title, reverse("documents:detail", args=[row.pk]), new=new, note=row.number or row.addressee)


def _drafts(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.drafts_to_sign(user).order_by("drawn_at", "pk")
    return found(rows, [_task(row) for row in rows[:most]], most)


def _replies(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.answers_to_read(user).order_by("answered_at", "pk")
    return found(rows, [_task(row, new=True) for row in rows[:most]], most)


LINES = [
    TodayLine(
        "documents.drafts", _("待签发的文书"), (Documents.VIEW,), _drafts, page="documents:list",
        page_query="state=draft", icon="file-text", order=40,
    ),
    TodayLine(
        "documents.replies", _("收到的文书答复"), (Documents.VIEW,), _replies, page="documents:list",
        page_query="state=answered", icon="message-circle", order=41,
    ),
]  # fmt: skip
