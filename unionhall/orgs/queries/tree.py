"""The tree: units as they stand today, and as they stood on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce, Least
from django.shortcuts import get_object_or_404
from django.utils import timezone

from unionhall.kit import access
from unionhall.kit.access import Level
from unionhall.kit.paths import under_any

from ..choices import AT_WORK, UnitState
from ..models import Unit, UnitEdge, UnitQuerySet
from ..permissions import Orgs
from ..rules import rules
from .words import called, is_wide


def unit(pk: int) -> Unit:
    """The unit of that id; for rows that were already allowed. Unit.DoesNotExist if there is none."""
    return Unit.objects.get(pk=pk)


def units(pks: Iterable[int]) -> dict[int, Unit]:
    """Many units by id, in one query."""
    return Unit.objects.in_bulk(list(pks))


def unit_by_code(code: str) -> Unit | None:
    """The unit people call by this number; public facts only may be shown of it."""
    return Unit.objects.filter(code=code).first()


def unit_of_case(case_id: int) -> Unit | None:
    """The unit founded by that case; None before the preparatory group is approved."""
    return Unit.objects.filter(founding_case_id=case_id).select_related("division").first()


def unit_for(user: Any, code: str, needs: str = Orgs.VIEW) -> Unit:
    """The unit, if `user` holds `needs` there; for anyone else it does not exist (404)."""
    return get_object_or_404(Unit.objects.visible_to(user, needs).select_related("division"), code=code)


def units_seen(user: Any, needs: str = Orgs.VIEW) -> UnitQuerySet:
    """All units where `user` holds `needs`, closed ones too."""
    return Unit.objects.visible_to(user, needs).select_related("division")


def units_found(
    user: Any,
    *,
    under: Unit | None = None,
    q: str = "",
    level: int | None = None,
    kind: str = "",
    industry: str = "",
    state: str = "",
    due: str = "",
) -> UnitQuerySet:
    """Units the user may see, by words (`words.called`) and by what else was chosen; `due`: "term", "certificate"."""
    found = units_seen(user)
    if under is not None:
        found = found.under(under)
    if q:
        found = found.filter(called(q, wide=is_wide(user, Orgs.VIEW, under)))
    chosen = {"level": level, "kind": kind, "industry": industry, "state": state}
    found = found.filter(**{name: value for name, value in chosen.items() if value})
    if due in DUE:
        found = found.filter(DUE[due]())
    return found if state else found.open()


def places_held(user: Any, permission: str) -> list[Unit]:
    """The units at which the user holds the permission, without those beneath another of them."""
    held = access.outermost(access.holding(user, permission))
    return list(Unit.objects.filter(pk__in=[h.unit_id for h in held]).order_by("path"))


def places_to_choose(user: Any, permission: str) -> list[Unit]:
    """The same for a page's picker: empty, and nothing asked, for the many who hold it at one place only."""
    several = len(access.outermost(access.holding(user, permission))) > 1
    return places_held(user, permission) if several else []


def terms_ending(user: Any) -> UnitQuerySet:
    """Units whose term ends within the days of the first alarm or has ended, where the user may do something."""
    found = Unit.objects.visible_to(user, Orgs.EDIT).filter(_term_ending())
    return found.order_by(Coalesce("extended_until", "term_end"), "pk")


def certificates_due(user: Any) -> UnitQuerySet:
    """Legal persons whose certificate runs out soon or has, or that have a change to register; soonest first."""
    found = Unit.objects.visible_to(user, Orgs.EDIT).filter(_certificate_due())
    ends, change = Coalesce("certificate_until", "change_due"), Coalesce("change_due", "certificate_until")
    return found.alias(soonest=Least(ends, change)).order_by("soonest", "pk")


def registrar_of(unit: Unit) -> Unit:
    """Who registers it as a legal person: the general union of its county; for those above, the level above."""
    if unit.county_id and unit.county_id != unit.pk:
        return Unit.objects.get(pk=unit.county_id)
    return parent_of(unit) or unit


def _first_alarm() -> date:
    return timezone.localdate() + timedelta(days=max(rules().alarms))


def _term_ending() -> Q:
    put_off = Q(extended_until__gt=_first_alarm())  # the election is due on the later day
    return Q(state__in=AT_WORK, term_end__lte=_first_alarm()) & ~put_off


def _certificate_due() -> Q:
    return Q(Q(certificate_until__lte=_first_alarm()) | Q(change_due__isnull=False), state__in=AT_WORK)


DUE = {"term": _term_ending, "certificate": _certificate_due}


def units_preparing(user: Any) -> UnitQuerySet:
    """Units in preparation, where the user decides foundings."""
    return Unit.objects.visible_to(user, Orgs.FOUND).filter(state=UnitState.PREPARING).order_by("founded_on", "pk")


def root() -> Unit | None:
    """The highest unit of this house; None while it is empty."""
    return Unit.objects.order_by("path").first()


def parent_of(unit: Unit) -> Unit | None:
    """The level above: the organisation parent; None for the root."""
    above = unit.ancestor_paths
    return Unit.objects.get(path=above[-1]) if above else None


def ancestors(unit: Unit) -> list[Unit]:
    """From the root down to the unit itself."""
    return [*Unit.objects.filter(path__in=unit.ancestor_paths).order_by("path"), unit]


def children(unit: Unit) -> UnitQuerySet:
    """Units directly beneath, closed ones too."""
    return Unit.objects.filter(depth=unit.depth + 1, path__under=unit.path)


def desks_beneath(path: str) -> list[int]:
    """Where rows of the unit at `path` and of all beneath it are kept: one id, unless it stands above a county."""
    return _desks([path])


def desks_for(user: Any, permission: str) -> list[int]:
    """The desks at which a list of `user` is asked for; empty if the permission is held nowhere."""
    return desks_held(access.holding(user, permission))


def desks_held(held: Iterable[access.Held]) -> list[int]:
    """The desks at and beneath the places of these roles: asked for only where one lies above a county."""
    held = access.outermost(held)
    above = [h.path for h in held if h.level < Level.COUNTY]
    return sorted({*(h.desk_id for h in held), *(_desks(above) if above else [])})


def _desks(paths: Sequence[str]) -> list[int]:
    upper = under_any(paths) & Q(level__lte=Level.COUNTY)
    return sorted(set(Unit.objects.filter(upper | Q(path__in=paths)).values_list("desk_id", flat=True)))


def units_matching(
    root: Unit,
    levels: Iterable[int] = (),
    kinds: Iterable[str] = (),
    industries: Iterable[str] = (),
) -> UnitQuerySet:
    """Open units at or under `root` of these levels, kinds and industries; an empty choice means all."""
    found = Unit.objects.under(root).open()
    for name, wanted in (("level__in", levels), ("kind__in", kinds), ("industry__in", industries)):
        if chosen := list(wanted):
            found = found.filter(**{name: chosen})
    return found


@dataclass(frozen=True)
class Carry:
    """A change of parent whose counts have not been carried over yet."""

    edge_id: int
    unit_id: int
    line: str
    day: date
    old_parent_id: int | None
    new_parent_id: int | None


def edges_to_carry() -> list[Carry]:
    """Changes of parent, earliest first, whose counts the settling job has still to carry over."""
    rows = UnitEdge.objects.filter(counts_carried=False).order_by("valid_from", "pk")
    before = {
        (child, line, ended): parent
        for child, line, ended, parent in UnitEdge.objects.filter(
            child_id__in=[row.child_id for row in rows], valid_to__in=[row.valid_from for row in rows]
        ).values_list("child_id", "line", "valid_to", "parent_id")
    }
    return [
        Carry(
            row.pk, row.child_id, row.line, row.valid_from,
            before.get((row.child_id, row.line, row.valid_from)), row.parent_id,
        )
        for row in rows
    ]  # fmt: skip
