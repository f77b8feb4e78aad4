"""What goes into the file of a case, for whom it is made: the worker gets what the worker may read, staff all of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.documents import actions as documents
from unionhall.documents import queries as written
from unionhall.kit import mask, text
from unionhall.kit.uploads import FileKind
from unionhall.people import queries as people

from .. import queries
from ..choices import Secrecy
from ..labelled import named
from ..models import Case, CaseEvent
from .masking import Masking

Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class Piece:
    """A document or paper: `kind` is pdf, jpeg, or the kind of a file that is only listed; `load` gives its bytes."""

    title: str
    kind: str
    load: Callable[[], bytes]
    note: str = ""


@dataclass(frozen=True)
class Gathered:
    """All of it, in the order it is bound."""

    number: str
    unit: str
    cover: Rows
    asked: Rows
    timeline: list[tuple[str, str, str]]  # when, what and who, words
    pieces: list[Piece]
    note: str


def gathered(case: Case, *, by: Any) -> Gathered:
    own = by.pk == case.person_id
    masking = _masking(case, own)
    rows = named(case, {**case.answers, **queries.sealed(case)})
    return Gathered(
        number=case.number,
        unit=case.unit.name,
        cover=_cover(case, own, by),
        asked=[(str(row["label"]), str(row["value"])) for row in rows],
        timeline=_timeline(case, own, masking),
        pieces=[*_documents(case, own, by), *_papers(case)],
        note=_("本案卷由%(who)s于%(when)s生成。含个人信息，仅供办理本事项使用，请勿外传。经过记录中他人的姓名、证件号码和电话已隐去。")
        % {"who": mask.name(str(by)) if not own else str(by), "when": text.moment(timezone.now())},
    )  # fmt: skip


def _cover(case: Case, own: bool, by: Any) -> Rows:
    state = _("已办结") if case.is_closed else str(case.stage.worker_sees or case.stage.title)
    rows = [
        (_("编号"), case.number),
        (_("事项"), str(case.service.title)),
        (_("标题"), case.title),
        (_("来件人"), _claimant(case, own)),
        (_("用人单位"), case.employer.name if case.employer else ""),  # whole: a court must know who is meant
        (_("承办工会"), case.unit.name),
        (_("收件时间"), text.moment(case.received_at)),
        (_("承诺答复日期"), text.full_day(case.due_on)),
        (_("状态"), state),
        (_("办结时间"), text.moment(case.closed_at) if case.closed_at else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _claimant(case: Case, own: bool) -> str:
    """Whole to the worker, and to staff where the identity is not hidden: the file is made for a proceeding."""
    if own or case.secrecy == Secrecy.OPEN:
        return str(people.person(case.person_id).name)
    return queries.who(case)


def _masking(case: Case, own: bool) -> Masking:
    person = people.person(case.person_id) if own or case.secrecy == Secrecy.OPEN else None
    mine = [one.reveal() for one in (person.phone, person.id_number) if one] if person else []
    events = CaseEvent.objects.of(case.person_id).filter(case_id=case.pk)
    names = {*events.exclude(by_id=case.person_id).values_list("by_name", flat=True), case.holder_name}
    names |= {one.with_name for one in queries.appointments_of(case)}
    names -= {person.name} if person else set()
    return Masking(own=[*mine, person.name] if person else mine, names=filter(None, names))


def _timeline(case: Case, own: bool, masking: Masking) -> list[tuple[str, str, str]]:
    """Oldest first, as one reads a file."""
    return [
        (text.moment(entry.at), masking(" · ".join(filter(None, (entry.title, entry.who)))), masking(entry.words))
        for entry in reversed(queries.timeline(case, for_worker=own))
    ]


def _documents(case: Case, own: bool, by: Any) -> list[Piece]:
    found = [row for row in written.of_subject(case) if not row.is_draft]
    mine = written.papers_for(found) if own else [row for row in found if by.may(row.needs, at=row.unit)]
    return [
        Piece(
            f"{row.title} {row.number}", FileKind.PDF, lambda row=row: documents.download_pdf(document=row, by=by),  # type: ignore[misc]
            str(row.get_state_display()),
        )
        for row in reversed(mine)
    ]  # fmt: skip


def _papers(case: Case) -> list[Piece]:
    return [Piece(row.name, row.kind, lambda file=row.file: _content(file)) for row in queries.attachments_of(case)]  # type: ignore[misc]


def _content(file: str) -> bytes:
    with default_storage.open(file) as opened:
        return bytes(opened.read())
