"""Replies: through the link an employer was sent, or written down from a letter. A room above may answer the event."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.ids import new_id
from unionhall.kit.text import in_house_language

from .. import keeping, keys, queries
from ..choices import STANDING, Agreement, DocumentState
from ..models import Answer, Document, EmployerLink
from ..permissions import Documents
from ..refusals import BadLink, NotNow, NotValid
from .standing import change, event, locked, now, require


@transaction.atomic
def open_link(*, secret: str, by: Any) -> tuple[EmployerLink, str]:
    """Open the link in this browser: (the link, the secret to leave in its cookie). BadLink the second time.

    `by` is the portal: an employer has no account.
    """
    found = queries.link_of(secret)
    if found is None:
        raise BadLink
    row = locked(found[1], *STANDING)
    browser = keys.new_secret()
    free = EmployerLink.objects.at_desks([row.desk_id]).filter(pk=found[0].pk, opened_at=None, dropped_at=None)
    if not free.update(opened_at=now(), browser=keys.digest(browser)):
        raise BadLink
    link: EmployerLink = EmployerLink.objects.at_desks([row.desk_id]).get(pk=found[0].pk)
    audit.record("documents.link.opened", subject=row, by=by)
    return link, browser


@in_house_language
@transaction.atomic
def answer_by_link(
    *, secret: str, browser: str, agrees: str, words: str, signer: str, by: Any, papers: Iterable[Any] = ()
) -> Answer:
    """The employer's reply, once a link, from the browser that opened it."""
    found = queries.link_of(secret, browser)
    if found is None or not found[2]:
        raise BadLink
    row = locked(found[1], *STANDING)
    if Answer.objects.at_desks([row.desk_id]).filter(document_id=row.pk, link_id=found[0].pk).exists():
        raise NotNow(_("您已经答复过。如需补充，请联系发函的工会。"))
    return _kept(row, agrees, words, signer, papers, timezone.localdate(), by=by, link_id=found[0].pk)


@in_house_language
@transaction.atomic
def answer(
    *, document: Document, agrees: str, words: str, signer: str, on: date, by: Any, papers: Iterable[Any] = ()
) -> Answer:
    """A reply that came on paper or by mouth, written down by the union."""
    row = locked(document, *STANDING)
    require(by, row, row.needs, Documents.WORK)
    if on > timezone.localdate():
        raise NotValid("on", _("收到日期不能晚于今天。"))
    if on < timezone.localdate(row.signed_at):
        raise NotValid("on", _("收到日期不能早于签发日期。"))
    made = _kept(row, agrees, words, signer, papers, on, by=by)
    change(row, answer_read_at=now())  # who writes it down has read it
    return made


@transaction.atomic
def read_answer(*, document: Document, by: Any) -> list[dict[str, Any]]:
    """The replies opened; the first reading by the union is kept, each reading is a line."""
    row = locked(document)
    require(by, row, row.needs)
    if row.answer_read_at is None and row.answered_at is not None:
        change(row, answer_read_at=now())
    audit.record("documents.answer.read", subject=row, by=by)
    return [{"row": one, "words": one.words.reveal(), "signer": one.signer.reveal()} for one in queries.answers_of(row)]


def _kept(
    row: Document, agrees: str, words: str, signer: str, papers: Iterable[Any], on: date, *, by: Any,
    link_id: int | None = None,
) -> Answer:  # fmt: skip
    if agrees not in Agreement.values:
        raise NotValid("agrees", _("请选择是否同意。"))
    if not words.strip():
        raise NotValid("words", _("请写明答复内容。"))
    if not signer.strip():
        raise NotValid("signer", _("请填写答复人姓名。"))
    at = now()
    made: Answer = Answer.objects.create(
        id=new_id(), desk_id=row.desk_id, document_id=row.pk, agrees=agrees, words=words.strip(),
        signer=signer.strip(), papers=[keeping.keep(one) for one in papers], on=on, link_id=link_id, by_id=by.pk,
        by_name=str(by)[:60], at=at,
    )  # fmt: skip
    change(row, state=DocumentState.ANSWERED, answered_at=at, answer_read_at=None)
    audit.record(
        "documents.document.answered", subject=row, by=by, **event(row), agrees=agrees, on=on.isoformat()
    )  # fmt: skip
    return made
