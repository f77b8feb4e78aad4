"""One document: for staff where it sits, for whoever holds its code or its link, for the worker it concerns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from unionhall.kit import access
from unionhall.kit.templatetags.hall import day
from unionhall.kit.text import whole_number

from .. import keys, looks
from ..choices import DeliveryWay, DocumentState
from ..models import Answer, Delivery, Document, EmployerLink, Pointer
from ..papers import LETTER
from ..plain import Plain
from .lists import visible

MOST = 200  # documents shown of one thing


def document_for(user: Any, number_or_pk: str | int, needs: str = "") -> Document:
    """The document, if `user` may read its kind where it sits; for anyone else it does not exist (404).

    `needs` is one permission more that must be held at its unit.
    """
    pk = whole_number(str(number_or_pk))
    asked = {"number": number_or_pk} if pk is None else {"pk": pk}
    found: Document | None = visible(user).filter(**asked).order_by("pk").first()
    if found is None:
        raise Http404
    if needs:
        access.require(user, needs, at=found.unit)
    return found


def document_to_sign(user: Any, pk: int) -> Document:
    """The same for whoever may sign its kind at its unit; for all others there is no such page (404)."""
    found = document_for(user, pk)
    if not user.may(found.signs, at=found.unit):
        raise Http404
    return found


def document_at(desk_id: int, pk: int) -> Document | None:
    """For rooms that kept where it lies."""
    rows = Document.objects.at_desks([desk_id]).filter(pk=pk)
    return rows.select_related("unit__division", "employer").first()  # type: ignore[no-any-return]


def document_of(line: Any) -> Document | None:
    """The document an event's line tells of, whether the line lies with a desk or with a person."""
    desk, pk = line.details.get("desk"), line.details.get("document")
    return document_at(desk, pk) if desk and pk else None


def document(key: str) -> Document | None:
    """The document a key points to."""
    at = Pointer.objects.filter(key=key).values_list("desk_id", "document_id").first()
    return document_at(*at) if at else None


def of_subject(subject: Model) -> list[Document]:
    """What was drawn up about a row (a case, an inspection), newest first; drafts and withdrawn ones too."""
    return _pointed_to(keys.of_subject(subject))


def of_person(person_id: int) -> list[Document]:
    """Documents about a worker the worker may have, newest first."""
    return papers_for(_pointed_to(keys.of_person(person_id)))


def _pointed_to(key: str) -> list[Document]:
    at = list(Pointer.objects.filter(key=key).order_by("-document_id").values_list("desk_id", "document_id")[:MOST])
    if not at:
        return []
    rows = Document.objects.at_desks({desk for desk, _pk in at}).filter(pk__in=[pk for _desk, pk in at])
    return list(rows.select_related("unit", "employer").order_by("-drawn_at", "-pk"))


def facts_of(row: Document) -> dict[str, Any]:
    """What the owning room drew it up from, opened: for that room's own actions; people read through `actions.read`."""
    found: dict[str, Any] = looks.payload(row)["facts"]
    return found


def own_document(person_id: int, desk_id: int, pk: int) -> Document:
    """A document about this worker, once it is signed; for anyone else it does not exist (404)."""
    found = document_at(desk_id, pk)
    if found is None or found.person_id != person_id or found.is_draft:
        raise Http404
    return found


def papers_for(rows: list[Document]) -> list[Document]:
    """Those of a worker's documents the worker may have: signed, withdrawn ones too, no drafts."""
    return [row for row in rows if row.person_id is not None and not row.is_draft]


def deliveries_of(row: Document) -> list[Delivery]:
    rows = Delivery.objects.at_desks([row.desk_id]).filter(document_id=row.pk)
    return list(rows.order_by("at", "pk"))


def answers_of(row: Document) -> list[Answer]:
    rows = Answer.objects.at_desks([row.desk_id]).filter(document_id=row.pk)
    return list(rows.order_by("at", "pk"))


def asks_proof(row: Document, way: str, *, refused: bool = False) -> bool:
    """Whether a delivery needs a receipt or photo; not where the house saw the link opened, or a witness the refusal.

    What is left with somebody who refused it is left before a camera.
    """
    if not row.kind.proven or (refused and way != DeliveryWay.LEFT):
        return False
    links = EmployerLink.objects.at_desks([row.desk_id]).filter(document_id=row.pk, opened_at__isnull=False)
    return way != DeliveryWay.ELECTRONIC or not links.exists()


def proof_of(row: Document, pk: int) -> dict[str, Any]:
    """The kept paper of a delivery; 404 if there is none."""
    found = Delivery.objects.at_desks([row.desk_id]).filter(document_id=row.pk, pk=pk).first()
    if found is None or not found.proof:
        raise Http404
    return dict(found.proof)


def answer_paper(row: Document, answer: int, paper: str) -> dict[str, Any]:
    found = Answer.objects.at_desks([row.desk_id]).filter(document_id=row.pk, pk=answer).first()
    for one in found.papers if found is not None else []:
        if one["id"] == paper:
            return dict(one)
    raise Http404


def link_of(secret: str, browser: str = "") -> tuple[EmployerLink, Document, bool] | None:
    """(link, its document, whether this browser is the one that opened it) for a link that is still good.

    None for one that never was, is used elsewhere, replaced, withdrawn or past its day.
    """
    found = document(keys.of_link(secret))
    if found is None or not found.stands:
        return None
    rows = EmployerLink.objects.at_desks([found.desk_id]).filter(document_id=found.pk, dropped_at=None)
    link = rows.filter(digest=keys.digest(secret), expires_at__gt=timezone.now()).first()
    if link is None:
        return None
    bound = bool(browser) and constant_time_compare(keys.digest(browser), link.browser)
    return (link, found, bound) if bound or not link.browser else None


def newest_link(row: Document) -> EmployerLink | None:
    """The link last sent to the employer, still good or not."""
    rows = EmployerLink.objects.at_desks([row.desk_id]).filter(document_id=row.pk)
    return rows.order_by("-made_at", "-pk").first()  # type: ignore[no-any-return]


def is_answered_by(link: EmployerLink) -> bool:
    return bool(Answer.objects.at_desks([link.desk_id]).filter(document_id=link.document_id, link_id=link.pk).exists())


def is_to_employer(row: Document) -> bool:
    """Whether it is addressed to an employer; others name one too, and go to a worker or an authority."""
    firm = row.employer
    return firm is not None and (row.kind_code == LETTER.code or row.addressee in (firm.name, firm.shown_name))


def letter_draft(row: Document) -> dict[str, Any]:
    """What a draft of a plain letter says, for whoever goes on writing it; nothing of other kinds or once signed."""
    if not row.is_draft or row.kind_code != LETTER.code:
        return {}
    found = looks.payload(row)
    return {**found["facts"], "addressee": found["addressee"], "copies_to": found["copies_to"]}


def shown_parts(row: Document) -> tuple[str, list[Plain]]:
    """(title, parts) for a page; whoever shows them has recorded the reading, or the kind is public."""
    return looks.parts_of(row)


@dataclass(frozen=True)
class Genuine:
    """What anybody with the code may know of a document."""

    document: Document
    addressee: str
    title: str = ""
    parts: tuple[Plain, ...] = ()


def genuine(code: str) -> Genuine | None:
    """Kind, number, unit, date, state and addressee of a signed document; its text only where its kind is public."""
    tidy = keys.tidy_code(code)
    found = document(keys.of_code(tidy)) if tidy else None
    if found is None or found.is_draft:
        return None
    if not found.kind.public or not found.stands:
        return Genuine(found, found.addressee)
    title, parts = looks.parts_of(found)
    return Genuine(found, found.addressee, title, tuple(parts))


@dataclass(frozen=True)
class Step:
    """One rung of the ladder of what happened."""

    at: datetime
    title: str
    who: str
    words: str = ""
    tone: str = "neutral"
    icon: str = "circle-dashed"
    url: str = ""


def steps_of(row: Document, deliveries: list[Delivery], answers: list[Answer], link: EmployerLink | None) -> list[Step]:
    """Drawn, signed, sent, delivered, answered, withdrawn; the oldest first."""
    found = [Step(row.drawn_at, _("拟稿"), row.drawn_by_name, icon="edit")]
    if row.signed_at:
        who = f"{row.signed_by_name} {row.post}".strip()
        found.append(Step(row.signed_at, _("签发 %(number)s") % {"number": row.number}, who, tone="info", icon="send"))
    if link is not None:
        until = _("有效至 %(day)s") % {"day": day(link.expires_at)}
        found.append(Step(link.made_at, _("向用人单位发送链接"), link.by_name, until, icon="link"))
        if link.opened_at:
            found.append(Step(link.opened_at, _("用人单位打开了链接"), "", tone="info", icon="eye"))
    found += [_delivered(one) for one in deliveries]
    found += [
        Step(
            one.at,
            _("收到答复：%(what)s") % {"what": one.get_agrees_display()},
            one.by_name,
            "",
            "done",
            "message-circle",
        )
        for one in answers
    ]
    if row.state == DocumentState.WITHDRAWN and row.withdrawn_at:
        found.append(
            Step(
                row.withdrawn_at,
                _("撤回"),
                row.withdrawn_by_name,
                row.withdrawn_because,
                tone="late",
                icon="arrow-back-up",
            )
        )
    return sorted(found, key=lambda step: step.at)


def _delivered(one: Delivery) -> Step:
    words = _("%(day)s在%(place)s，收件人%(who)s") % {"day": day(one.on), "place": one.place, "who": one.receiver}
    if one.refused:
        words += _("；拒收，见证人%(who)s") % {"who": one.witness}
    way = one.get_way_display()  # type: ignore[attr-defined]
    return Step(one.at, way, one.by_name, words, tone="due" if one.refused else "done", icon="clipboard-check")
