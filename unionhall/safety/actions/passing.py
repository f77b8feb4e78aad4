"""A hazard that is another union's: passed on with a reason; its clocks run on, and a line stays behind."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.cases import actions as cases
from unionhall.kit import access
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.matters import queries as read

from .. import queries
from ..models import Hazard
from ..permissions import Safety
from ..refusals import Changed, NotYet
from .keeping import keep
from .overdue import carry_overdue
from .telling import read_again, tell_unions

OF_ITS_DESK = frozenset(
    "id desk_id unit_id number version holder_id holder_name passed_from passed_to closed_at outcome".split()
)
GIVEN = frozenset("employer_id title opened_at stage_code stage_since due_on due_at origin origin_person_id".split())


@in_house_language
@transaction.atomic
def pass_hazard(*, hazard: Hazard, place: str, because: str, by: Any) -> Hazard:
    """To the union of the place of work; the reporter's case goes along and says so. Returns the row it is now."""
    access.require(by, Safety.WORK, at=hazard.unit)
    unit = queries.union_of_place(place, hazard.grade)
    if unit is None or unit.pk == hazard.unit_id:
        raise NotYet(_("这件隐患已经在工作地的工会，不需要移交。"))
    row = carry(hazard, unit, because, by=by)
    case = queries.case_of(row)
    if case is not None and not case.is_closed and case.unit_id != unit.pk:
        cases.dispatch(case=case, to_unit=unit, by=accounts.system_user("clock"), reason=because)
    return row


@in_house_language
@transaction.atomic
def follow_case(*, hazard: Hazard, unit: Any, by: Any) -> None:
    """The hazard goes where its report went."""
    carry(hazard, unit, _("职工的报告已转由%(unit)s办理") % {"unit": unit.name}, by=by)


def carry(hazard: Hazard, unit: Any, because: str, *, by: Any) -> Hazard:
    """Within a county the row itself; a row never changes its shard, so at another county's desk a new one."""
    stands = queries.overdue_now(hazard)
    moved = _within(hazard, unit, because, by) if unit.desk_id == hazard.desk_id else _anew(hazard, unit, because, by)
    if stands is not None:
        carry_overdue(stands, unit, by=by, matter_id=moved.pk)
    return moved


def _within(hazard: Hazard, unit: Any, because: str, by: Any) -> Hazard:
    due_on, due_at = hazard.due_on, hazard.due_at
    matters.pass_to(matter=hazard, unit=unit, by=by, reason=because)
    matters.set_due(hazard, due_on=due_on, due_at=due_at, by=by)
    return hazard


def _anew(hazard: Hazard, unit: Any, because: str, by: Any) -> Hazard:
    """Everything known of it, in the same stage with the same last day; the row here ends with the new number."""
    _lock(hazard)
    same = {one.attname: getattr(hazard, one.attname) for one in Hazard._meta.concrete_fields}
    own = {name: value for name, value in same.items() if name not in OF_ITS_DESK | GIVEN}
    words = _("由%(unit)s移交（原编号%(number)s）：%(why)s")
    row = matters.open_matter(
        model=Hazard, unit=unit, by=by, title=hazard.title, employer=hazard.employer, passed_from=hazard.number,
        words=words % {"unit": hazard.unit.name, "number": hazard.number, "why": because}, **own,
    )  # fmt: skip
    keep(row, **{name: same[name] for name in GIVEN - {"employer_id", "title", "opened_at"}})
    if papers := [read_again(one) for one in read.papers_of(hazard)]:
        matters.add_papers(matter=row, papers=papers, by=by, field="found")
    if row.is_imminent:
        title = _("危及生命的隐患，由其他地区移交，请立即办理")
        tell_unions(row, queries.county_and_city(unit), title, by=by, key=f"danger:{row.pk}")
    _leave(hazard, row, because, by)
    return row


def _lock(hazard: Hazard) -> None:
    rows = Hazard.objects.at_desks([hazard.desk_id]).select_for_update(of=("self",))
    now = rows.get(pk=hazard.pk)
    if now.version != hazard.version or now.is_closed:
        raise Changed


def _leave(hazard: Hazard, row: Hazard, because: str, by: Any) -> None:
    """The old union keeps the line: to whom, under what number, why."""
    told = _("%(who)s移交%(unit)s（编号%(number)s）：%(why)s")
    matters.move(
        matter=hazard, name="pass_on", by=accounts.system_user("clock"), to_number=row.number,
        says=told % {"who": by, "unit": row.unit.name, "number": row.number, "why": because},
    )  # fmt: skip
    audit.record(
        "safety.hazard.passed", subject=hazard, by=by, unit=hazard.unit, because=because, number=hazard.number,
        to=row.unit_id, to_number=row.number,
    )  # fmt: skip
