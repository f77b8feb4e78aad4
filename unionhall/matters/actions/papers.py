"""Papers of a matter: stored with the step that brought them."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from ..keeping import keep
from ..models import Matter, MatterPaper, Step


def put_papers(
    matter: Matter, given: Iterable[Any], *, by: Any, step: Step | None, field: str = ""
) -> list[MatterPaper]:
    """The rows of these uploads (or checked files), in the caller's transaction."""
    kept = [keep(one) for one in given]
    rows = [
        MatterPaper(
            desk_id=matter.desk_id,
            kind=matter.lifecycle.code,
            matter_id=matter.pk,
            by_id=by.pk,
            by_name=str(by)[:60],
            at=timezone.now(),
            step_id=step.pk if step is not None else None,
            field=field,
            **columns,
        )
        for columns in kept
    ]
    made: list[MatterPaper] = MatterPaper.objects.bulk_create(rows)
    return made
