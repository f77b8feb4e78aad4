"""A workers' congress: its term, its delegates and their quotas, and what is asked for with signatures."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access
from unionhall.people import queries as people
from unionhall.people.permissions import People

from .. import standards
from ..choices import CongressKind, PetitionKind
from ..models import Congress, Deputy, Election, Petition
from ..permissions import Bargaining
from ..refusals import BadTerm, NoAssembly, NotNow, NotOurs, TooFewSeats, UnknownMember, WrongOrder
from ..typed import names_in
from .offering import is_ours
from .standing import keep, locked, not_future, only_once


@transaction.atomic
def set_up_congress(
    *, unit: Any, kind: str, title: str, term_no: int, since: date, until: date, staff: int, seats: int, by: Any,
    employer: Any = None, women: int = 0, disabled: int = 0, dispatched: int = 0,
) -> Congress:  # fmt: skip
    """A new term; its size is judged by the rules of the place and day, and keeps what they asked."""
    access.require(by, Bargaining.CONGRESS, at=unit)
    if until <= since:
        raise WrongOrder(_("任期的最后一天要晚于第一天。"), field="until")
    if kind != CongressKind.AREA and (employer is None or not is_ours(unit, employer)):
        raise NotOurs
    place = standards.place_of(unit, employer)
    if fault := standards.congress_term_fault(since, until, place):
        raise BadTerm(fault, field="until")
    least = _least(kind, staff, seats, place, since)
    if max(women, disabled) > staff:
        raise WrongOrder(_("女职工、残疾职工人数不能多于职工总数。"), field="women")
    try:
        with transaction.atomic():
            made: Congress = Congress.objects.create(
                desk_id=unit.desk_id, unit=unit, kind=kind, employer=employer, title=title.strip(), term_no=term_no,
                since=since, until=until, staff=staff, women=women, disabled=disabled, dispatched=dispatched,
                seats=seats, least=least,
            )  # fmt: skip
    except IntegrityError as twice:
        raise NotNow(_("这一届已经登记过了。"), field="term_no") from twice
    audit.record("bargaining.congress.set-up", subject=made, by=by, unit=unit, seats=seats, staff=staff)
    return made


def _least(kind: str, staff: int, seats: int, place: str, on: date) -> int:
    """The fewest seats; an assembly of all is for small firms only."""
    if kind == CongressKind.ASSEMBLY:
        below = standards.number("bargaining.assembly-below", place, on)
        if staff >= below:
            raise NoAssembly(_("职工%(below)d人以上的单位应当召开职工代表大会。") % {"below": below})
        return staff
    least = standards.seats_least(staff, place, on)
    if seats < least:
        raise TooFewSeats(_("职工%(staff)d人，职工代表至少%(least)d名。") % {"staff": staff, "least": least})
    return least


@transaction.atomic
def end_congress(*, congress: Congress, on: date, because: str, by: Any) -> None:
    """A term that ends early or late needs the consent of the union above, named in `because`."""
    access.require(by, Bargaining.CONGRESS, at=congress.unit)
    row = locked(congress)
    if row.ended_on is not None:
        raise NotNow
    if on < row.since:
        raise WrongOrder
    if on != row.until and not because.strip():
        raise NotNow(_("提前或延期换届须经上一级工会同意，请写明批准的文号。"), field="because")
    keep(row, ended_on=on, ended_because=because.strip()[:200])
    audit.record("bargaining.congress.ended", subject=row, by=by, unit=row.unit, because=because)


@transaction.atomic
def record_election(
    *, congress: Congress, district: str, on: date, seats: int, candidates: int, electors: int, present: int,
    ballots: int, by: Any, elected: str = "",
) -> Election:  # fmt: skip
    """The count of one district; the elected are shown to all for some working days."""
    row = of_running_term(congress, by)
    not_future(on)
    if not (ballots <= present <= electors and seats >= 1 and candidates >= 1):
        raise WrongOrder(_("选票不能多于到会人数，到会人数不能多于选举人数。"), field="ballots")
    if len(names_in(elected)) > seats:
        raise WrongOrder(_("当选的人不能多于应选名额。"), field="elected")
    place = standards.place_of(row.unit, row.employer)
    quorum = standards.share("bargaining.congress-quorum", place, on)
    if not quorum.is_met(present, electors):
        raise NotNow(_("到会选举人不足三分之二，选举无效。"), field="present")
    before = Election.objects.at_desks([row.desk_id]).filter(congress_id=row.pk, on=on)
    only_once(before.filter(district=district.strip()), field="district")
    made: Election = Election.objects.create(
        desk_id=row.desk_id, congress_id=row.pk, district=district.strip(), on=on, seats=seats, candidates=candidates,
        electors=electors, present=present, ballots=ballots, elected=elected.strip(),
        notice_until=standards.due("bargaining.delegate-notice", on, place),
    )  # fmt: skip
    audit.record("bargaining.election.counted", subject=made, by=by, unit=row.unit, district=made.district)
    return made


def of_running_term(congress: Congress, by: Any) -> Congress:
    """The congress under lock, for whoever runs it; refused once its term is over."""
    access.require(by, Bargaining.CONGRESS, at=congress.unit)
    row: Congress = locked(congress)
    if row.ended_on is not None:
        raise NotNow
    return row


@transaction.atomic
def seat_deputy(
    *, congress: Congress, name: str, since: date, by: Any, member: str = "", district: str = "", post: str = "",
    manager: bool = False, employer_side: bool = False, woman: bool = False, disabled: bool = False,
    without_vote: bool = False,
) -> Deputy:  # fmt: skip
    """One more delegate; with a card number (`member`) it becomes their own page's business too."""
    row = of_running_term(congress, by)
    person_id = _person(row, name, member, by)
    sitting = Deputy.objects.at_desks([row.desk_id]).filter(congress_id=row.pk, until=None, name=name.strip())
    if person_id is None:
        only_once(sitting.filter(person_id=None, district=district, post=post), field="name")
    try:
        with transaction.atomic():
            made: Deputy = Deputy.objects.create(
                desk_id=row.desk_id, congress_id=row.pk, person_id=person_id, name=name.strip(), district=district,
                post=post, manager=manager, employer_side=employer_side, woman=woman, disabled=disabled,
                without_vote=without_vote, since=since,
            )  # fmt: skip
    except IntegrityError as twice:
        raise NotNow(_("这个人已经是本届职工代表。"), field="name") from twice
    audit.record("bargaining.deputy.seated", subject=made, by=by, unit=row.unit, congress=row.term_no)
    return made


def _person(congress: Congress, name: str, member: str, by: Any) -> int | None:
    """The member with this card number on a roll the seating union reads, if the name fits."""
    if not member.strip():
        return None
    access.require(by, People.VIEW, at=congress.unit)
    found = [line for line in people.look_up(by, member) if line.name == name.strip()]
    if not found:
        raise UnknownMember
    return int(found[0].person_id)


@transaction.atomic
def unseat_deputy(*, congress: Congress, deputy: Deputy, on: date, because: str, by: Any) -> None:
    """A delegate leaves, is recalled or has moved on."""
    row = of_running_term(congress, by)
    found = Deputy.objects.at_desks([row.desk_id]).filter(congress_id=row.pk, pk=deputy.pk, until=None).first()
    if found is None:
        raise NotNow
    if on < found.since:
        raise WrongOrder
    keep(found, until=on, ended_because=because.strip()[:200])
    audit.record("bargaining.deputy.unseated", subject=found, by=by, unit=row.unit, because=because)


@transaction.atomic
def file_petition(*, congress: Congress, kind: str, about: str, on: date, signed: int, of: int, by: Any) -> Petition:
    """Signatures counted; granted when the share the rules ask for has signed."""
    row = of_running_term(congress, by)
    not_future(on)
    if not 0 <= signed <= of or of < 1:
        raise WrongOrder(_("联名人数不能多于总人数。"), field="signed")
    voting = Deputy.objects.at_desks([row.desk_id]).filter(congress_id=row.pk, until=None, without_vote=False).count()
    if kind != PetitionKind.REMOVAL_STAFF and of < voting:
        raise WrongOrder(_("现任正式代表有%(count)d名，总数不能少于这个数。") % {"count": voting}, field="of")
    place = standards.place_of(row.unit, row.employer)
    before = Petition.objects.at_desks([row.desk_id]).filter(congress_id=row.pk, kind=kind, on=on)
    only_once(before.filter(about=about.strip(), signed=signed), field="about")
    made: Petition = Petition.objects.create(
        desk_id=row.desk_id, congress_id=row.pk, kind=kind, about=about.strip(), on=on, signed=signed, of=of,
        granted=standards.is_granted(kind, place, signed=signed, of=of, on=on),
    )  # fmt: skip
    audit.record("bargaining.petition.filed", subject=made, by=by, unit=row.unit, kind=kind, granted=made.granted)
    return made
