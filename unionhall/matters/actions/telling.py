"""Steps of the timeline, and notices to those who have the matter."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.channels import actions as channels
from unionhall.kit import access
from unionhall.kit.facts import plain
from unionhall.orgs import queries as orgs

from .. import queries
from ..choices import StepKind
from ..models import Matter, Step


def enter(matter: Matter, what: StepKind, *, by: Any, words: str = "", move: str = "", **facts: Any) -> Step:
    """Add to the timeline."""
    step: Step = Step.objects.create(
        desk_id=matter.desk_id, kind=matter.lifecycle.code, matter_id=matter.pk, what=what, move=move,
        stage_code=matter.stage_code, unit=matter.unit, seat_id=_seat(matter, by, move), words=words.strip(),
        facts=plain(facts), by_id=by.pk, by_name=str(by)[:60], at=timezone.now(),
    )  # fmt: skip
    return step


def _seat(matter: Matter, by: Any, move: str) -> int | None:
    needs = {one.may for one in matter.lifecycle.moves if one.name == move or not move}
    seat = access.seat(by, needs, matter.unit) or access.seat(by, {matter.lifecycle.view}, matter.unit)
    return seat.unit_id if seat is not None and seat.unit_id != matter.unit_id else None  # type: ignore[attr-defined]


def tell_holder(matter: Matter, kind: str, title: Any, *, by: Any, key: str = "") -> None:
    """A notice to the named person who has it, or else to everyone at the unit who may make the next move."""
    more = {"kind": f"{matter.lifecycle.code}/{kind}"[:40], "title": title, "words": headline(matter), "by": by}
    more |= {"link": link_of(matter), "key": key}
    if matter.holder_id is None:
        channels.tell_unit(unit=matter.unit, permission=_needed(matter), **more)
    elif matter.holder_id != by.pk:
        channels.tell(person_id=matter.holder_id, **more)


def tell_above(matter: Matter, kind: str, title: Any, *, by: Any, key: str = "") -> None:
    above = orgs.parent_of(matter.unit)
    if above is not None:
        channels.tell_unit(
            unit=above, permission=matter.lifecycle.view, kind=f"{matter.lifecycle.code}/{kind}"[:40], title=title,
            words=headline(matter), by=by, link=link_of(matter), key=key,
        )  # fmt: skip


def headline(matter: Matter) -> str:
    return _("%(title)s（%(number)s）") % {"title": matter.title, "number": matter.number}


def link_of(matter: Matter) -> str:
    return reverse(matter.lifecycle.page, args=[matter.number]) if matter.lifecycle.page else ""


def _needed(matter: Matter) -> str:
    return queries.working_permission(matter.lifecycle, matter.stage_code)
