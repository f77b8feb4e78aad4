"""家属关怀: victims are written down sealed; their timers start by themselves; visits, claims, hardship, condolence."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.cases import actions as cases
from unionhall.funds import actions as funds
from unionhall.kit import access
from unionhall.kit.text import in_house_language
from unionhall.people import queries as people

from .. import queries
from ..choices import GRAVE, Hardship
from ..models import Accident, FollowUp, Victim
from ..permissions import Safety
from ..refusals import Changed, ConsentMissing, NotYet, UnknownMember
from .keeping import must_count, not_before

VISITS = (30, 90, 365)
HARDSHIP = "aid.hardship"


@in_house_language
@transaction.atomic
def add_victim(
    *,
    accident: Accident,
    name: str,
    harm: str,
    by: Any,
    injury: str = "",
    family: str = "",
    family_phone: str = "",
    member: str = "",
    person_id: int | None = None,
) -> Victim:
    """Death and serious injury open a hardship check, the injury-claim timers and three visits, without asking.

    `member` is the number by which a roll that `by` reads knows the victim.
    """
    access.require(by, Safety.VICTIMS, at=accident.unit)
    _room_for(_held(accident), harm)
    person_id = person_id or _known(name, member, by)
    row = Victim(
        desk_id=accident.desk_id, unit=accident.unit, matter_id=accident.pk, person_id=person_id, name=name, harm=harm,
        injury=injury, family=family, family_phone=family_phone, added_at=timezone.now(),
    )  # fmt: skip
    _set_claim(row, accident)
    row.save(force_insert=True)
    _set_visits(row, accident)
    _record("added", accident, by, harm=harm)
    return row


@in_house_language
@transaction.atomic
def change_harm(*, accident: Accident, victim: Victim, harm: str, by: Any, injury: str = "") -> None:
    """Worse or less bad than was thought: the timers of a death or serious injury begin, or end, with it."""
    row = _locked(accident, victim, by)
    if row.harm == harm:
        raise NotYet(_("伤亡情况没有变化。"), field="harm")
    if row.harm not in GRAVE:
        _room_for(_held(accident), harm)
    row.harm = harm
    if injury.strip():
        row.injury = injury.strip()
    _set_claim(row, accident)
    _save(row)
    _set_visits(row, accident)
    _record("harm-changed", accident, by, harm=harm)


def _set_claim(row: Victim, accident: Accident) -> None:
    """Until when the injury is to be claimed, and whether the family is asked: of the dead and badly hurt."""
    day, where = timezone.localdate(accident.happened_at), queries.place_of(accident.unit, accident.employer)
    if row.harm in GRAVE:
        row.claim_by_employer = queries.term("claim-employer", start=day, place=where).day
        row.claim_by_family = queries.term("claim-family", start=day, place=where).day
        row.hardship = Hardship.TODO if row.hardship == Hardship.NONE else row.hardship
    elif row.claimed_on is None:
        row.claim_by_employer = row.claim_by_family = None
    if row.harm not in GRAVE and row.hardship == Hardship.TODO:
        row.hardship = Hardship.NONE


def _set_visits(row: Victim, accident: Accident) -> None:
    """Three visits to the family of the dead and badly hurt; those not made fall away where it was less bad."""
    visits = FollowUp.objects.at_desks([row.desk_id]).filter(victim_id=row.pk, done_on=None)
    if row.harm not in GRAVE:
        visits.update(dropped_on=timezone.localdate())
        return
    visits.update(dropped_on=None)
    day, where = timezone.localdate(accident.happened_at), queries.place_of(accident.unit, accident.employer)
    for days in VISITS:
        due = queries.term(f"follow-{days}", start=day, place=where).day
        FollowUp.objects.get_or_create(
            desk_id=row.desk_id, victim_id=row.pk, after_days=days,
            defaults={"unit": row.unit, "matter_id": accident.pk, "number": accident.number, "due_on": due},
        )  # fmt: skip


def _room_for(accident: Accident, harm: str) -> None:
    """As many as were reported; the accident is held, so that two who write down the last one at once do not both."""
    if harm in GRAVE and not queries.unwritten(accident):
        raise NotYet(_("死亡、重伤职工已按伤亡人数登记齐。人数有变化的，请先办理“伤亡变化补报”。"))


@transaction.atomic
def read_victims(*, accident: Accident, because: str, by: Any) -> list[dict[str, Any]]:
    """Who was hurt, opened: an act with a reason, and a line of the log."""
    access.require(by, Safety.VICTIMS, at=accident.unit)
    rows = queries.victims_of(accident)
    _record("read", accident, by, because=because, count=len(rows))
    return [
        {name: _open(getattr(row, name)) for name in ("name", "injury", "family", "family_phone")} | {"pk": row.pk}
        for row in rows
    ]


@in_house_language
@transaction.atomic
def visit_family(*, accident: Accident, follow_up: FollowUp, done_on: date, words: str, by: Any) -> None:
    """A visit was made; what was said is sealed."""
    access.require(by, Safety.VICTIMS, at=accident.unit)
    must_count(accident)
    rows = FollowUp.objects.at_desks([follow_up.desk_id]).select_for_update(of=("self",))
    row = rows.get(pk=follow_up.pk)
    if row.done_on is not None:
        raise Changed
    happened = timezone.localdate(accident.happened_at)
    not_before(done_on, happened, "done_on", _("回访日期不能早于事故发生的日期。"))
    row.done_on, row.words, row.by_name = done_on, words, str(by)[:60]
    row.save(force_update=True)
    _record("visited", accident, by, after_days=row.after_days)


@in_house_language
@transaction.atomic
def mark_claim(*, accident: Accident, victim: Victim, claimed_on: date, legal_aid: bool, by: Any) -> None:
    """The claim for recognition of the injury was made, by whom it may."""
    row = _locked(accident, victim, by)
    if row.claimed_on is not None:
        raise Changed
    happened = timezone.localdate(accident.happened_at)
    not_before(claimed_on, happened, "claimed_on", _("申请日期不能早于事故发生的日期。"))
    row.claimed_on, row.legal_aid = claimed_on, legal_aid
    _save(row)
    _record("claimed", accident, by, legal_aid=legal_aid)


@in_house_language
@transaction.atomic
def answer_hardship(
    *, accident: Accident, victim: Victim, agrees: bool, consent: bool, by: Any, member: str = ""
) -> str:
    """With consent the request for help is opened for the victim (returns its number), else the family's no is kept.

    Who is not in the register of people stays a to-do until somebody enters them; `member` finds them then.
    """
    row = _locked(accident, victim, by)
    if row.hardship == Hardship.OPENED:
        raise Changed
    if not agrees:
        row.hardship = Hardship.DECLINED
        _save(row)
        _record("hardship-declined", accident, by)
        return ""
    if not consent:
        raise ConsentMissing
    row.person_id = row.person_id or _known(_open(row.name), member, by)
    if row.person_id is None:
        raise NotYet(_("这位职工还没有在人员库登记，请先登记，再转困难帮扶。"))
    number = _open_hardship(accident, row, by)
    row.hardship, row.hardship_case = Hardship.OPENED, number
    _save(row)
    _record("hardship-opened", accident, by, case=number)
    return number


def _known(name: str, member: str, by: Any) -> int | None:
    """The one of that name whom the rolls within reach of `by` know by this number; None where no number is given."""
    if not member.strip():
        return None
    found = next((line for line in people.look_up(by, member) if line.name == name.strip()), None)
    if found is None:
        raise UnknownMember
    return int(found.person_id)


def _open_hardship(accident: Accident, victim: Victim, by: Any) -> str:
    assert victim.person_id is not None
    facts = {"facts": _("因工伤亡事故，需核查家庭困难。")}
    case = cases.open_for(
        code=HARDSHIP, person=people.person(victim.person_id), facts=facts, by=by, token=f"safety:victim:{victim.pk}"
    )
    return str(case.number)


@in_house_language
@transaction.atomic
def owe_condolence(*, accident: Accident, victim: Victim, amount: Decimal, by: Any) -> None:
    """Condolence money: a payable for the funds room, once."""
    row = _locked(accident, victim, by)
    if row.condolence_owed is not None:
        raise NotYet(_("这位职工的慰问金已经登记。"))
    owed = funds.owe(
        unit=accident.unit, amount=amount, payee=_open(row.family) or _open(row.name), payee_person=row.person_id,
        purpose=_("事故家属慰问金"), subject=row, by=by, because=accident.number,
    )  # fmt: skip
    row.condolence, row.condolence_owed = amount, owed.pk
    _save(row)
    _record("condolence-owed", accident, by)


def _held(accident: Accident) -> Accident:
    """The accident as it stands, under lock; before its victims, as whoever takes the whole file out does."""
    row: Accident = Accident.objects.at_desks([accident.desk_id]).select_for_update(of=("self",)).get(pk=accident.pk)
    must_count(row)
    return row


def _locked(accident: Accident, victim: Victim, by: Any) -> Victim:
    access.require(by, Safety.VICTIMS, at=accident.unit)
    _held(accident)
    rows = Victim.objects.at_desks([victim.desk_id]).select_for_update(of=("self",)).filter(matter_id=accident.pk)
    row: Victim = rows.get(pk=victim.pk)
    if row.version != victim.version:
        raise Changed
    return row


def _save(row: Victim) -> None:
    row.version += 1
    row.save(force_update=True)


def _record(what: str, accident: Accident, by: Any, because: str = "", **facts: Any) -> None:
    audit.record(
        f"safety.victim.{what}", subject=accident, by=by, unit=accident.unit, because=because, number=accident.number,
        **facts,
    )  # fmt: skip


def _open(sealed: Any) -> str:
    return sealed.reveal() if sealed else ""
