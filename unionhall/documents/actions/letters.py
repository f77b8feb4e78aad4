"""Plain letters, written at the desk of this room; every other kind is drawn up by the room it belongs to."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.kit import access
from unionhall.orgs import queries as orgs

from ..models import Document
from ..papers import LETTER
from ..permissions import Documents
from ..refusals import NotNow, NotValid
from .drawing import draw_up, drop_draft, redraw


@transaction.atomic
def write_letter(
    *, unit: Any, title: str, addressee: str, text: str, by: Any, copies_to: str = "", credit_code: str = ""
) -> Document:
    """A draft letter of a union where `by` may write; `credit_code` names the employer it goes to, if it is one."""
    access.require(by, Documents.WORK, at=unit)
    employer = orgs.employer_by_code(credit_code) if credit_code.strip() else None
    if credit_code.strip() and employer is None:
        raise NotValid("credit_code", _("没有登记过这个统一社会信用代码的用人单位，请核对。"))
    return draw_up(
        kind=LETTER.code, unit=unit, facts={"title": title, "text": text}, by=by, employer=employer,
        addressee=addressee, copies_to=copies_to,
    )  # fmt: skip


@transaction.atomic
def rewrite_letter(
    *, document: Document, title: str, addressee: str, text: str, by: Any, copies_to: str = ""
) -> Document:
    access.require(by, Documents.WORK, at=document.unit)
    if document.kind_code != LETTER.code:
        raise NotNow(_("这份文书由办理它的业务填写，请到原事项中修改。"))
    return redraw(
        document=document, facts={"title": title, "text": text}, by=by, addressee=addressee, copies_to=copies_to
    )


@transaction.atomic
def drop_letter(*, document: Document, by: Any) -> None:
    """A plain letter nobody will send goes; it never had a number."""
    access.require(by, Documents.WORK, at=document.unit)
    if document.kind_code != LETTER.code:
        raise NotNow(_("这份文书由办理它的业务填写，请到原事项中处理。"))
    drop_draft(document=document, by=by)
