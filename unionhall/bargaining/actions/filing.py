"""Files of one item of an agenda: kept with it, the same file once; they go into the record by name and digest."""

from collections.abc import Iterable
from typing import Any

from unionhall.kit.uploads import CheckedFile, check_upload
from unionhall.matters import actions as matters

from ..models import AgendaItem, AgendaPaper
from ..refusals import TooManyPapers

MOST = 12  # files of one item


def keep_papers(item: AgendaItem, given: Iterable[Any], *, by: Any, outcome: bool = False) -> list[AgendaPaper]:
    """The rows of these uploads (or checked files), in the caller's transaction, the session locked."""
    rows = AgendaPaper.objects.at_desks([item.desk_id]).filter(item_id=item.pk)
    known = set(rows.values_list("sha256", flat=True))
    checked = {one.sha256: one for one in map(_checked, given) if one.sha256 not in known}
    if len(known) + len(checked) > MOST:
        raise TooManyPapers
    return [
        AgendaPaper.objects.create(
            desk_id=item.desk_id, session_id=item.session_id, item_id=item.pk, outcome=outcome, by_id=by.pk,
            by_name=str(by)[:60], **matters.keep_file(one),
        )
        for one in checked.values()
    ]  # fmt: skip


def _checked(given: Any) -> CheckedFile:
    return given if isinstance(given, CheckedFile) else check_upload(given)
