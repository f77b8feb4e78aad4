"""Who hears of danger: the unions above, and the worker who reported it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.cases import actions as cases
from unionhall.cases.permissions import Cases
from unionhall.channels import actions as channels
from unionhall.kit.uploads import CheckedFile, FileKind
from unionhall.matters import queries as matters

from .. import queries
from ..models import Hazard
from ..permissions import Safety

PICTURES = ("jpeg", "png", "webp")


def tell_unions(hazard: Hazard, units: Iterable[Any], title: str, *, by: Any, key: str) -> None:
    """A notice to those of each unit who work on hazards."""
    words = _("%(title)s（%(number)s）") % {"title": hazard.title, "number": hazard.number}
    for unit in units:
        channels.tell_unit(
            unit=unit, permission=Safety.WORK, kind="safety/danger", title=title, words=words,
            link=reverse("safety:hazard", args=[hazard.number]), key=f"{key}:{unit.pk}", by=by,
        )  # fmt: skip


def tell_reporter(hazard: Hazard, words: str, *, by: Any, papers: Mapping[str, Iterable[Any]] | None = None) -> None:
    """A message on the reporter's case; nothing where the union found it itself, or the case has ended."""
    case = queries.case_of(hazard)
    if case is not None and not case.is_closed:
        cases.write_to_worker(case=case, words=words, papers=papers, by=_hand(by, case))


def move_case(hazard: Hazard, name: str, *, by: Any, says: str = "") -> None:
    """Make the move of that name on the reporter's case, where it stands open for it; only the house makes these."""
    case = queries.case_of(hazard)
    if case is None or case.is_closed or name not in {move.name for move in case.service.moves_from(case.stage_code)}:
        return
    cases.move(case=case, name=name, says=says, by=accounts.system_user("clock"))


def proof_of(hazard: Hazard, *moves: str) -> list[CheckedFile]:
    """The photos given with the last of these moves, read again, to be shown to the reporter."""
    step = matters.last_step(hazard, *moves)
    if step is None:
        return []
    return [read_again(one) for one in matters.papers_of(hazard) if one.step_id == step.pk]


def said(hazard: Hazard, move: str) -> str:
    """What was written with the last move of that name."""
    step = matters.last_step(hazard, move)
    return step.words.reveal() if step is not None and step.words else ""


def read_again(paper: Any) -> CheckedFile:
    """A kept file (of a matter or a case) as it was when it was checked."""
    kind = getattr(paper, "file_kind", "") or paper.kind
    return CheckedFile(
        name=paper.name, kind=FileKind(kind), content=_content(paper.file), sha256=paper.sha256, size=paper.size,
        small=_content(paper.thumbnail) if paper.thumbnail else None,
    )  # fmt: skip


def _content(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())


def _hand(by: Any, case: Any) -> Any:
    """Whoever may work on the case; for others the system carries the word over."""
    return by if by.may(Cases.WORK, at=case.unit) else accounts.system_user("clock")
