"""Papers and pictures given with a case: checked by content, stored below the private files folder."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit.access import NotAllowed
from unionhall.kit.ids import new_id
from unionhall.kit.uploads import CheckedFile, check_upload

from .. import queries
from ..choices import EventKind
from ..models import Attachment, Case
from ..permissions import Cases
from ..refusals import NotNow
from .standing import still_open, write
from .telling import enter

MOST = 20  # papers a case may hold


@dataclass(frozen=True)
class Kept:
    """A paper that lies in the files folder and belongs to a draft or a case."""

    name: str
    kind: str
    size: int
    sha256: str
    file: str
    thumbnail: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def keep(given: Any) -> Kept:
    """Check an upload by its content and store what may be kept; a BadUpload says how to mend it.

    The file is written before its row: a row without its file would be worse than a file without its row.
    """
    checked = given if isinstance(given, CheckedFile) else check_upload(given)
    place = f"cases/{timezone.localdate():%Y/%m}/{new_id()}"
    suffix = "jpg" if checked.small is not None else checked.kind.value
    file = default_storage.save(f"{place}.{suffix}", ContentFile(checked.content))
    small = default_storage.save(f"{place}-small.jpg", ContentFile(checked.small)) if checked.small else ""
    return Kept(checked.name, checked.kind.value, checked.size, checked.sha256, file, small)


def drop(kept: Iterable[Kept]) -> None:
    """Take papers out of the folder that no row needs: of a draft given up, of a request that was refused."""
    for paper in kept:
        for name in filter(None, (paper.file, paper.thumbnail)):
            default_storage.delete(name)


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
def attach(*, case: Case, papers: Mapping[str, Iterable[Any]], by: Any, sender: bool = False) -> list[Attachment]:
    """More papers from the worker (`sender`: an anonymous one, who has shown the query code) or from staff."""
    still_open(case)
    own = by.pk == case.person_id or (sender and bool(case.query_code))
    if not own and not queries.may_work(by, case, Cases.WORK):
        raise NotAllowed
    added = add(case, papers, by=by)
    if added:
        enter(case, EventKind.ATTACHED, by=by, for_worker=True, papers=len(added))
        write(case, **({"wrote_at": timezone.now()} if own else {}))
        audit.record("cases.paper.added", subject=case, by=by, papers=len(added))
    return added
