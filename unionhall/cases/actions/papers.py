"""Papers and pictures given with a case: their rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit.access import NotAllowed

from .. import queries
from ..choices import EventKind
from ..keeping import Kept, keep
from ..models import Attachment, Case
from ..permissions import Cases
from ..refusals import NotNow
from .standing import locked, still_open, write
from .telling import enter

MOST = 20  # papers a case may hold


def add(case: Case, papers: Mapping[str, Iterable[Any]], *, by: Any) -> list[Attachment]:
    """Rows for papers just given (uploads) or already kept (from a draft), in the caller's transaction."""
    given = [(field, one if isinstance(one, Kept) else keep(one)) for field, many in papers.items() for one in many]
    if not given:
        return []
    if Attachment.objects.of(case.person_id).filter(case_id=case.pk).count() + len(given) > MOST:
        raise NotNow(_("一件诉求最多附%(most)d份材料。") % {"most": MOST})
    return [
        Attachment.objects.create(
            person_id=case.person_id, case_id=case.pk, field=field, by_id=by.pk, **paper.as_json()
        )
        for field, paper in given
    ]


@transaction.atomic
def attach(
    *, case: Case, papers: Mapping[str, Iterable[Any]], by: Any, sender: bool = False, closed: bool = False
) -> list[Attachment]:
    """More papers from the worker (`sender`: an anonymous one, who has shown the query code) or from staff.

    `closed`: of a case that may have ended, for a room whose own record of it goes on.
    """
    locked(case) if closed else still_open(case)
    own = by.pk == case.person_id or (sender and bool(case.query_code))
    if not own and not queries.may_work(by, case, Cases.WORK):
        raise NotAllowed
    added = add(case, papers, by=by)
    if added:
        enter(case, EventKind.ATTACHED, by=by, for_worker=True, papers=len(added))
        at_desk: dict[str, Any] = {"wrote_at": timezone.now()} if own else {}
        write(case, **at_desk)
        audit.record("cases.paper.added", subject=case, by=by, papers=len(added))
    return added
