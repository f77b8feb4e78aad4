"""The offer that opens a round, and the firms a contract of an area or a sector will bind."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access, clock
from unionhall.kit.access import Level
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.orgs import queries as orgs

from .. import standards
from ..choices import OF_MANY, Kind, Scope, Side
from ..models import Agreement, Round, RoundFirm
from ..permissions import Bargaining
from ..refusals import AlreadyTalking, NotNow, NotOurs, OnlyBelowCounty, TooEarly
from .standing import held, noon, not_future


@in_house_language
@transaction.atomic
def make_offer(
    *,
    unit: Any,
    kind: str,
    by: Any,
    offered_on: date,
    issues: str,
    employer: Any = None,
    area_name: str = "",
    side: str = Side.WORKERS,
    workers: int | None = None,
    large: bool = False,
    meeting_on: date | None = None,
    meeting_place: str = "",
    scope: str = Scope.NEW,
    follows: Agreement | None = None,
) -> Round:
    """Open a round with the written offer of either side; the days for a reply run from its receipt."""
    access.require(by, Bargaining.WORK, at=unit)
    not_future(offered_on)
    _check_parties(unit, kind, employer, area_name)
    _check_scope(scope, follows, standards.place_of(unit, employer))
    if follows is not None and not _is_same(follows, unit, kind, employer, area_name):
        raise NotNow(_("续签、变更的合同种类和单位（区域）须与原合同一致。"), field="employer")
    if _open_of(unit, kind, employer, area_name).exists():
        raise AlreadyTalking
    party = employer.shown_name if employer is not None else area_name
    made: Round = matters.open_matter(
        model=Round, unit=unit, by=by, employer=employer, at=noon(offered_on), words=issues,
        title=_("%(party)s%(kind)s协商") % {"party": party, "kind": Kind(kind).label},
        kind=kind, side=side, area_name="" if employer is not None else area_name.strip(), offered_on=offered_on,
        issues=issues.strip(), large=large, meeting_on=meeting_on, meeting_place=meeting_place.strip(), scope=scope,
        follows_id=follows.pk if follows is not None else None, workers=_workers(workers, employer),
    )  # fmt: skip
    if _open_of(unit, kind, employer, area_name).exclude(pk=made.pk).exists():  # sent twice: its number made us wait
        raise AlreadyTalking
    return made


def _workers(given: int | None, employer: Any) -> int:
    if given is not None:
        return given
    return int(employer.headcount) if employer is not None else 0


def _check_parties(unit: Any, kind: str, employer: Any, area_name: str) -> None:
    if kind in OF_MANY:
        if unit.level < Level.TOWNSHIP:
            raise OnlyBelowCounty
        if not area_name.strip() and employer is None:
            raise NotOurs(_("请写明是哪个行业或区域。"), field="area_name")
    elif employer is None or not is_ours(unit, employer):
        raise NotOurs


def is_ours(unit: Any, employer: Any) -> bool:
    """Whether the union (or one beneath it) covers the employer, or it works in its area."""
    if employer.unit is not None and employer.unit.path.startswith(unit.path):
        return True
    return any(one.path.startswith(unit.path) for one in orgs.unions_covering(employer))


def _check_scope(scope: str, follows: Agreement | None, place: str) -> None:
    if scope == Scope.NEW:
        return
    if follows is None or follows.ended_on is not None:
        raise NotNow(_("请从正在履行的合同提出续签或变更。"))
    if scope == Scope.RENEW and clock.today() < standards.renewal_from(follows.term_to, place):
        raise TooEarly


def _is_same(old: Agreement, unit: Any, kind: str, employer: Any, area_name: str) -> bool:
    """Whether the contract followed is of this kind and party, at this desk."""
    party = (employer.pk if employer is not None else None, "" if employer is not None else area_name.strip())
    return (old.desk_id, old.kind, old.employer_id, old.area_name) == (unit.desk_id, kind, *party)


def _open_of(unit: Any, kind: str, employer: Any, area_name: str) -> Any:
    """Rounds of the same contract still being talked about; one in force is watched over and stands in nobody's way."""
    rows = Round.objects.at_desks([unit.desk_id]).open().filter(kind=kind, in_force_on=None)
    return (
        rows.filter(employer=employer) if employer is not None else rows.filter(unit=unit, area_name=area_name.strip())
    )


@transaction.atomic
def name_firms(*, round: Round, firms: Iterable[tuple[Any, int]], by: Any) -> int:
    """Write who the contract of an area or sector will bind: (employer, workers); how many there are now."""
    row = held(round, by)
    if not row.binds_many or row.in_force_on is not None:
        raise NotNow
    firms = list(firms)
    if any(not is_ours(row.unit, employer) for employer, _workers_of in firms):
        raise NotOurs
    for employer, workers in firms:
        RoundFirm.objects.update_or_create(
            desk_id=row.desk_id, matter_id=row.pk, employer=employer, defaults={"workers": workers}
        )
    return _sum_up(row, by)


@transaction.atomic
def leave_out(*, round: Round, employer: Any, by: Any) -> int:
    """Take a firm off that list; how many are left."""
    row = held(round, by)
    if row.in_force_on is not None:
        raise NotNow
    gone, _kinds = RoundFirm.objects.at_desks([row.desk_id]).filter(matter_id=row.pk, employer=employer).delete()
    if not gone:
        raise NotNow
    return _sum_up(row, by)


def _sum_up(row: Round, by: Any) -> int:
    firms = list(RoundFirm.objects.at_desks([row.desk_id]).filter(matter_id=row.pk))
    workers = sum(one.workers for one in firms)
    Round.objects.at_desks([row.desk_id]).filter(pk=row.pk).update(workers=workers)
    audit.record("bargaining.round.firms-named", subject=row, by=by, unit=row.unit, firms=len(firms), workers=workers)
    return len(firms)
