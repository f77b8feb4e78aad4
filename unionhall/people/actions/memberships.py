"""Admitting, retaining, resuming and ending memberships (membership.md §4, §6, §7), with the roll and the counts."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import figures
from unionhall.kit.numbers import next_number
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import UnitState

from .. import queries
from ..choices import Employment, EndedHow, JoinedHow, MembershipState, PersonKind
from ..models import Membership, Person
from ..models.membership import STANDING
from ..refusals import (
    AlreadyMember,
    NotAMember,
    NotWarned,
    ReasonMissing,
    StillExpelled,
    UnionTakesNoMembers,
    WrongDay,
)
from .locks import locked
from .roll import put_on_roll, take_off_roll

FLOWS = {JoinedHow.JOINED: "people.joined", JoinedHow.TRANSFERRED: "people.transferred"}
NEEDS_REASON = (EndedHow.DEEMED, EndedHow.EXPELLED)


@transaction.atomic
def admit(
    *,
    person: Person,
    unit: Any,
    by: Any,
    how: str = JoinedHow.JOINED,
    case: Any = None,
    joined_on: date | None = None,
    employment: str = Employment.CONTRACT,
    group: str = "",
    card_no: str = "",
) -> Membership:
    """Make them a member of this union; a transfer keeps the card number and the day of first joining."""
    person, today = locked(person), timezone.localdate()
    _check_may_join(person, unit, day := joined_on or today, today)
    before = queries.membership_history(person).first() if how == JoinedHow.TRANSFERRED else None
    membership = Membership.objects.create(
        person=person,
        unit=unit,
        county_id=unit.county_id,
        city_id=unit.city_id,
        card_no=card_no or (before.card_no if before else new_card_number(unit)),
        joined_on=day,
        member_since=before.member_since if before else day,
        how=how,
        group=group,
        employment=employment,
        case_id=getattr(case, "pk", None),
        counted_from=today,
    )
    put_on_roll(person, membership)
    figures.add("people.members", unit=unit, day=today)
    if how in FLOWS:
        figures.add(FLOWS[JoinedHow(how)], unit=unit, day=today)
    audit.record("people.membership.admitted", subject=membership, by=by, how=how, joined_on=day.isoformat())
    return membership


def new_card_number(unit: Any) -> str:
    """County's six digits and a running number of its desk: no two unions of one county give the same."""
    desk = unit if unit.pk == unit.desk_id else orgs.unit(unit.desk_id)
    return f"{desk.code[:6]}{next_number(desk_id=unit.desk_id, series='card'):08d}"


def _check_may_join(person: Person, unit: Any, day: date, today: date) -> None:
    if person.kind != PersonKind.PERSON:
        raise Refusal(_("匿名来件人没有实名，不能入会。"))
    if unit.state in (UnitState.CLOSED, UnitState.PREPARING) or not unit.takes_members:
        raise UnionTakesNoMembers
    if day > today:
        raise WrongDay
    if Membership.objects.of(person).filter(STANDING).exists():
        raise AlreadyMember
    if queries.is_expelled(person):
        raise StillExpelled


@transaction.atomic
def end_membership(
    *, membership: Membership, how: str, by: Any, on: date | None = None, because: str = ""
) -> Membership:
    """End it as membership.md §7 has it; deemed resignation and expulsion need their reason in writing."""
    person, today = locked(membership.person_id), timezone.localdate()
    current = standing(membership)
    day = on or today
    if not current.joined_on <= day <= today:
        raise WrongDay
    if how in NEEDS_REASON and not because.strip():
        raise ReasonMissing
    if how == EndedHow.DEEMED and not queries.may_be_deemed(current, today):
        raise NotWarned
    current.state, current.ended_on, current.ended_how = MembershipState.ENDED, day, how
    current.counted_until, current.lapsing_since = today, None
    current.save(update_fields=["state", "ended_on", "ended_how", "counted_until", "lapsing_since"])
    take_off_roll(person, current.unit.desk_id)
    figures.add("people.members", unit=current.unit, day=today, n=-1)
    audit.record("people.membership.ended", subject=current, by=by, because=because, how=how, on=day.isoformat())
    return current


@transaction.atomic
def retain(*, membership: Membership, because: str, by: Any, on: date | None = None) -> Membership:
    """保留会籍: stays on the roll, without vote and dues (retired, unemployed, serving; membership.md §6)."""
    if not because.strip():
        raise ReasonMissing
    person, today = locked(membership.person_id), timezone.localdate()
    current = standing(membership)
    if current.state == MembershipState.RETAINED:
        return current
    day = on or today
    if not current.joined_on <= day <= today:
        raise WrongDay
    current.state, current.retained_because, current.retained_on = MembershipState.RETAINED, because[:60], day
    current.lapsing_since = None
    return _keep(person, current, "people.membership.retained", by, because)


@transaction.atomic
def resume(*, membership: Membership, by: Any, because: str = "") -> Membership:
    """From retained back to active, with vote and dues."""
    person = locked(membership.person_id)
    current = standing(membership)
    if current.state == MembershipState.ACTIVE:
        return current
    current.state, current.retained_because, current.retained_on = MembershipState.ACTIVE, "", None
    return _keep(person, current, "people.membership.resumed", by, because)


def _keep(person: Person, membership: Membership, line: str, by: Any, because: str) -> Membership:
    membership.save(update_fields=["state", "retained_because", "retained_on", "lapsing_since"])
    put_on_roll(person, membership)
    audit.record(line, subject=membership, by=by, because=because)
    return membership


def standing(membership: Membership) -> Membership:
    """The row as it is now, read after the person was locked; refused if it ended meanwhile."""
    current = queries.standing_membership(membership.person_id, lock=True)
    if current is None or current.pk != membership.pk:
        raise NotAMember
    return current
