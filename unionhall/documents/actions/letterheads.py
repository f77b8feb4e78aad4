"""How a union writes its letters from now on; what was signed keeps the number and head it was signed with."""

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import access

from .. import queries
from ..models import Letterhead
from ..permissions import Documents
from ..refusals import NotValid
from .standing import now

_LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{0,12}")


@transaction.atomic
def set_letterhead(*, unit: Any, letters: str, heading: str, by: Any) -> Letterhead:
    """Empty words go back to what name and place give."""
    access.require(by, Documents.SIGN, at=unit)
    letters, heading = letters.strip(), heading.strip()
    if not _LETTERS.fullmatch(letters):
        raise NotValid("letters", _("代字只能用汉字、字母和数字，最多 12 个。"))
    if letters and (other := queries.has_letters(unit, letters)):
        raise NotValid("letters", _("%(unit)s已用这个代字，请换一个。") % {"unit": other.name})
    if len(heading) > 60:
        raise NotValid("heading", _("红头名称最多 60 个字。"))
    values = {"letters": letters, "heading": heading, "changed_by_name": str(by)[:60], "changed_at": now()}
    row, _made = Letterhead.objects.update_or_create(unit=unit, defaults=values)
    audit.record("documents.letterhead.set", subject=row, by=by, unit=unit, letters=letters, heading=heading)
    return row


def settled(unit: Any) -> tuple[str, str]:
    """(letters, heading) to sign with now: letters given at the first signing stay, whoever comes beside it later."""
    row = queries.letterhead(unit)
    if row is not None and row.letters:
        return row.letters, row.heading
    found = {"letters": queries.free_letters(unit), "changed_by_name": "", "changed_at": now()}
    row, _made = Letterhead.objects.update_or_create(unit=unit, defaults=found)
    return row.letters, row.heading
