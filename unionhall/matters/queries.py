"""Reading matters: one row within scope, its timeline and papers, and the moves open to someone."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Count
from django.http import Http404
from django.utils import timezone

from unionhall.accounts.choices import UserKind
from unionhall.kit.access import NotAllowed
from unionhall.kit.figures import Period
from unionhall.kit.refusal import Refusal
from unionhall.workflow import Lifecycle, Move

from .models import Matter, MatterPaper, Step
from .refusals import NotNow, OwnReport, SameHands


def kinds() -> list[type[Matter]]:
    """Every table of matters in the house."""
    return [model for model in apps.get_models() if issubclass(model, Matter)]


def matter_for(model: type[Matter], user: Any, number: str, *, needs: str = "") -> Any:
    """The row of that number, if `user` may read it where it sits; for anyone else it does not exist (404)."""
    row = model.objects.visible_to(user, needs).select_related("unit", "employer").filter(number=number).first()
    if row is None:
        raise Http404
    return row


def listed(model: type[Matter], user: Any) -> Any:
    """The rows of a kind that `user` may read, with unit and employer."""
    return model.objects.visible_to(user).select_related("unit", "employer")


def at_desk(model: type[Matter], desk_id: int, pk: int) -> Any:
    """The row for a duty or an action; whoever asks must have asked who may see it."""
    return model.objects.at_desks([desk_id]).select_related("unit", "employer").get(pk=pk)


def moves_for(matter: Matter, user: Any) -> list[Move]:
    """Moves this user may make now; a move's own `check` is asked when it is made. At most one query."""
    if matter.is_closed:
        return []
    made = _makers(matter)
    return [
        one
        for one in matter.lifecycle.moves_from(matter.stage_code)
        if why_not(matter, one, by=user, made=made) is None
    ]


def why_not(matter: Matter, move: Move, *, by: Any, made: set[tuple[str, int]] | None = None) -> Refusal | None:
    """The refusal that stands in the way of this move, or None."""
    if matter.is_closed or matter.stage_code not in {source.code for source in move.sources}:
        return NotNow()
    if getattr(by, "kind", "") == UserKind.SYSTEM:
        return None if matter.stage.on_deadline == move.name or move.may == SYSTEM else NotAllowed()
    if not by.may(move.may, at=matter.unit):
        return NotAllowed()
    if is_own(by, matter):
        return OwnReport()
    if move.not_by and (move.not_by, by.pk) in (made if made is not None else _makers(matter)):
        return SameHands()
    return None


SYSTEM = "system"  # in `may`: a scheduled duty or a reaction, and nobody else


def _makers(matter: Matter) -> set[tuple[str, int]]:
    if not any(move.not_by for move in matter.lifecycle.moves):
        return set()
    rows = Step.objects.at_desks([matter.desk_id]).filter(matter_id=matter.pk).exclude(move="")
    return set(rows.values_list("move", "by_id"))


def working_permission(lifecycle: Lifecycle, stage_code: str) -> str:
    """What those must hold who are told of a matter in this stage: that of its next move, or else of reading it."""
    moves = [move for move in lifecycle.moves_from(stage_code) if move.may != SYSTEM]
    moves.sort(key=lambda move: not move.primary)
    return moves[0].may if moves else lifecycle.view


def may_work(user: Any, matter: Matter) -> bool:
    """Whether `user` may note, add papers or take it: who may make one of its moves there; not one's own."""
    needs = {move.may for move in matter.lifecycle.moves} - {SYSTEM}
    return not is_own(user, matter) and any(user.may(one, at=matter.unit) for one in needs)


def is_own(user: Any, matter: Matter) -> bool:
    """回避: whether it came from what `user` reported."""
    return matter.origin_person_id is not None and bool(user.pk == matter.origin_person_id)


def reported_by(label: str, desk_id: int, pk: str) -> int | None:
    """Who reported the matter a paper is about, by the model's label; None for other things and where nobody did."""
    model = next((one for one in kinds() if one._meta.label == label), None)
    if model is None:
        return None
    rows = model.objects.at_desks([desk_id]).filter(pk=pk)  # type: ignore[attr-defined]
    return rows.values_list("origin_person_id", flat=True).first()  # type: ignore[no-any-return]


def steps_of(matter: Matter) -> list[Step]:
    """The timeline, newest first."""
    rows = Step.objects.at_desks([matter.desk_id]).filter(matter_id=matter.pk)
    return list(rows.select_related("unit", "seat").order_by("-at", "-pk"))


def papers_of(matter: Matter) -> list[MatterPaper]:
    return list(MatterPaper.objects.at_desks([matter.desk_id]).filter(matter_id=matter.pk).order_by("pk"))


def paper_of(matter: Matter, pk: int) -> MatterPaper:
    """One paper of this matter, or 404."""
    found: MatterPaper | None = (
        MatterPaper.objects.at_desks([matter.desk_id]).filter(matter_id=matter.pk, pk=pk).first()
    )
    if found is None:
        raise Http404
    return found


def last_step(matter: Matter, *moves: str) -> Step | None:
    """The newest step by one of these moves."""
    rows = Step.objects.at_desks([matter.desk_id]).filter(matter_id=matter.pk, move__in=moves)
    found: Step | None = rows.order_by("-at", "-pk").first()
    return found


def is_late(matter: Matter, now: datetime | None = None) -> bool:
    """Whether the stage's clock has run out."""
    now = now or timezone.now()
    if matter.is_closed:
        return False
    if matter.due_at is not None:
        return matter.due_at < now
    return matter.due_on is not None and matter.due_on < timezone.localdate(now)


def from_case(models: Iterable[type[Matter]], number: str, desks: Iterable[int]) -> list[Any]:
    """Matters that came from this case, at these desks."""
    desks = list(desks)
    return [row for model in models for row in model.objects.at_desks(desks).filter(origin=number)]


def moves_made(kind: str, move: str) -> Callable[[Period], Mapping[int, int]]:
    """A recount for figures: how often a lifecycle's move was made, at the unit that had the matter then."""

    def recount(period: Period) -> Mapping[int, int]:
        first, end = _start_of(period.first), _start_of(period.last + timedelta(days=1))
        rows = Step.objects.filter(kind=kind, move=move, at__gte=first, at__lt=end).order_by()
        return dict(rows.values_list("unit_id").annotate(n=Count("pk")))

    return recount


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
