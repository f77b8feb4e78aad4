"""集体争议: cases of many workers against one employer, gathered; three to five of them speak for all."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.permissions import Cases
from unionhall.kit.access import require
from unionhall.kit.numbers import next_number
from unionhall.kit.text import in_house_language
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from .. import queries
from ..choices import GroupState
from ..models import Group, GroupCase
from ..refusals import NotInGroup, NotNow, WrongNumber
from .reports import expect_report


@in_house_language
@transaction.atomic
def form_group(*, case: Any, people: int, by: Any) -> Group:
    """A group of this case's employer and matter, with the case as its first; others join by its number."""
    cases.require_work(case, by, Cases.WORK)
    if case.answers.get("group") or case.employer_id is None or people < 2:
        raise NotInGroup
    county = orgs.unit(case.unit.county_id) if case.unit.county_id else case.unit
    taken = next_number(desk_id=county.desk_id, series=f"group-{timezone.localdate():%Y}")
    number = f"JT{(county.division_id or '000000')[:6]}{timezone.localdate():%Y}{taken:05d}"
    group: Group = Group.objects.create(
        desk_id=county.desk_id, number=number, unit=case.unit, employer=case.employer,
        cause=str(case.answers.get("cause") or "")[:2], people=people, opened_on=timezone.localdate(),
    )  # fmt: skip
    audit.record("rights.group.formed", subject=group, by=by, unit=group.unit, number=number, people=people)
    take_in(case=case, group=group, by=by)
    _tell_authority(group, by=by)
    return group


@in_house_language
@transaction.atomic
def join_group(*, case: Any, group: Group, by: Any) -> GroupCase:
    """Somebody of the desk puts the case with the others."""
    cases.require_work(case, by, Cases.WORK)
    return take_in(case=case, group=group, by=by)


@transaction.atomic
def take_in(*, case: Any, group: Group, by: Any) -> GroupCase:
    """The case goes with the others; refused for another employer or matter, and where it has joined already."""
    row = locked_group(group)
    if row.state != GroupState.OPEN:
        raise NotNow
    if case.answers.get("group"):
        raise NotInGroup
    if row.employer_id != case.employer_id or row.cause != str(case.answers.get("cause") or ""):
        raise NotInGroup
    made, new = GroupCase.objects.get_or_create(
        desk_id=row.desk_id,
        number=case.number,
        defaults={
            "group_id": row.pk, "case_id": case.pk, "person_id": case.person_id, "who": read_cases.who(case),
            "title": case.title, "joined_at": timezone.now(),
        },
    )  # fmt: skip
    if not new:
        raise NotInGroup
    count = GroupCase.objects.at_desks([row.desk_id]).filter(group_id=row.pk).count()
    if count > row.people:
        row.people = count
        row.save(force_update=True)
        _tell_authority(row, by=by)
    cases.add_answers(case=case, answers={"group": row.number}, by=by)
    audit.record("rights.group.joined", subject=case, by=by, number=row.number)
    return made  # type: ignore[no-any-return]


@transaction.atomic
def name_speakers(*, group: Group, cases_chosen: Iterable[int], by: Any) -> list[GroupCase]:
    """推举代表: three to five of the group's workers, as the rules say."""
    row = locked_group(group)
    require(by, Cases.WORK, at=row.unit)
    if row.state != GroupState.OPEN:
        raise NotNow
    chosen = set(cases_chosen)
    rows = queries.members(row)
    for one in rows.filter(case_id__in=chosen, speaks=False):
        cases.refuse_own(one, by)
    least, most = (int(rules.value(f"rights.representatives-{end}")) for end in ("from", "to"))
    if not least <= len(chosen) <= most or rows.filter(case_id__in=chosen).count() != len(chosen):
        raise WrongNumber
    rows.exclude(case_id__in=chosen).update(speaks=False)
    rows.filter(case_id__in=chosen).update(speaks=True)
    audit.record("rights.group.speakers", subject=row, by=by, unit=row.unit, number=row.number, speakers=len(chosen))
    return list(rows.filter(speaks=True))


@transaction.atomic
def note_people(*, group: Group, people: int, by: Any) -> Group:
    """How many workers it concerns, as far as is known now."""
    row = locked_group(group)
    require(by, Cases.WORK, at=row.unit)
    if people < 1 or row.state != GroupState.OPEN:
        raise NotNow
    row.people = people
    row.save(force_update=True)
    audit.record("rights.group.counted", subject=row, by=by, unit=row.unit, people=people)
    _tell_authority(row, by=by)
    return row


@transaction.atomic
def close_group(*, group: Group, because: str, by: Any) -> Group:
    """Over: nobody joins any more; the cases end each on their own."""
    row = locked_group(group)
    require(by, Cases.WORK, at=row.unit)
    if row.state != GroupState.OPEN or not because.strip():
        raise NotNow(_("请写明结束的理由。"))
    row.state, row.closed_on, row.because = GroupState.CLOSED, timezone.localdate(), because.strip()[:300]
    row.save(force_update=True)
    audit.record("rights.group.closed", subject=row, by=by, unit=row.unit, because=row.because)
    return row


def _tell_authority(group: Group, *, by: Any) -> None:
    """From ten workers on it is a mass event: the county has to tell the authority, once for the group."""
    first = GroupCase.objects.at_desks([group.desk_id]).filter(group_id=group.pk).order_by("joined_at", "pk").first()
    if first is not None and group.people >= rules.value("rights.collective-from"):
        expect_report(case=read_cases.case_of(first.person_id, first.case_id), by=by)


def locked_group(group: Group) -> Group:
    """The row as it stands now, held until the action ends."""
    rows = Group.objects.at_desks([group.desk_id]).select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=group.pk)  # type: ignore[no-any-return]
