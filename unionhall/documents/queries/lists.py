"""Lists of documents at the desks where the user reads some kind of them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from unionhall.kit import access
from unionhall.orgs import queries as orgs

from ..choices import DocumentState
from ..kinds import all_kinds
from ..models import Document


@dataclass(frozen=True)
class DocumentFilter:
    """What was chosen above the list; empty means all."""

    state: str = ""
    kind: str = ""
    text: str = ""
    first: date | None = None
    last: date | None = None
    employer: int | None = None
    unit: Any = None


def reach(user: Any) -> list[int]:
    """The county desks under any place where `user` may read documents of some kind; asked once a user object."""
    if (known := user.__dict__.get("_document_desks")) is not None:
        return list(known)
    held = [h for needs in sorted({one.needs for one in all_kinds()}) for h in access.holding(user, needs)]
    user.__dict__["_document_desks"] = orgs.desks_held(held)
    return list(user.__dict__["_document_desks"])


def visible(user: Any) -> QuerySet[Document]:
    rows: QuerySet[Document] = Document.objects.at_desks(reach(user)).visible_to(user)
    return rows.select_related("unit", "employer")


def documents_found(user: Any, wanted: DocumentFilter) -> QuerySet[Document]:
    """Those the user may read that match, with unit and employer; the caller orders them."""
    rows = visible(user)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(kind_code=wanted.kind)
    if wanted.text:
        text = wanted.text.strip()
        rows = rows.filter(Q(number__icontains=text) | Q(title__icontains=text) | Q(addressee__icontains=text))
    if wanted.first:
        rows = rows.filter(drawn_at__gte=_start(wanted.first))
    if wanted.last:
        rows = rows.filter(drawn_at__lt=_start(wanted.last + timedelta(days=1)))
    if wanted.employer:
        rows = rows.filter(employer_id=wanted.employer)
    if wanted.unit is not None:
        rows = rows.filter(unit__path__under=wanted.unit.path)
    return rows


def drafts_to_sign(user: Any) -> QuerySet[Document]:
    """Drafts of units where `user` may sign that kind."""
    may_sign = Q(pk__in=[])
    for signs in sorted({one.signs for one in all_kinds()}):
        if user.may(signs):
            may_sign |= Q(signs=signs) & access.within(user, signs)
    return visible(user).filter(may_sign, state=DocumentState.DRAFT)


def answers_to_read(user: Any) -> QuerySet[Document]:
    """Documents with a reply nobody of the union has opened yet."""
    return visible(user).filter(state=DocumentState.ANSWERED, answer_read_at=None)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
