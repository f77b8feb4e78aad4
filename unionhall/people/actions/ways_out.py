"""Deemed resignation and expulsion (membership.md §7): warned and talked to first, decided by a person, told above."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from unionhall.audit import actions as audit
from unionhall.kit.access import require

from .. import queries
from ..choices import EndedHow, MembershipState, TalkResult
from ..models import Expulsion, Membership, Persuasion
from ..permissions import People
from ..refusals import NotAMember, ReasonMissing, WrongDay
from .locks import locked
from .memberships import end_membership, standing
from .roll import put_on_roll


@transaction.atomic
def warn(*, membership: Membership, since: date, because: str, by: Any) -> Membership:
    """On the warning list: neither dues nor union life since that day. Nothing follows from it by itself."""
    person, current = locked(membership.person_id), standing(membership)
    if current.state != MembershipState.ACTIVE:  # retained members pay nothing and owe nothing
        raise NotAMember
    if not current.joined_on <= since <= timezone.localdate():
        raise WrongDay
    if current.lapsing_since == since:
        return current
    _mark(person, current, since)
    audit.record("people.membership.warned", subject=current, by=by, because=because, since=since.isoformat())
    return current


@transaction.atomic
def persuade(*, membership: Membership, on: date, result: str, words: str, by: Any) -> Persuasion:
    """A talk with a warned member; one who resumes is off the list."""
    person, current = locked(membership.person_id), standing(membership)
    if current.lapsing_since is None:
        raise NotAMember
    if not current.lapsing_since <= on <= timezone.localdate():
        raise WrongDay
    if not words.strip():
        raise ReasonMissing
    talk = Persuasion.objects.create(
        person=person, membership_id=current.pk, on=on, result=result, words=words.strip()[:300], by_id=by.pk,
        by_name=str(by)[:60],
    )  # fmt: skip
    if result == TalkResult.RESUMES:
        _mark(person, current, None)
    audit.record("people.membership.talked-to", subject=current, by=by, result=result, on=on.isoformat())
    return talk


@transaction.atomic
def withdraw_warning(*, membership: Membership, because: str, by: Any) -> Membership:
    """Off the list: dues were paid, or it was a mistake."""
    person, current = locked(membership.person_id), standing(membership)
    if not because.strip():
        raise ReasonMissing
    if current.lapsing_since is not None:
        _mark(person, current, None)
        audit.record("people.membership.unwarned", subject=current, by=by, because=because)
    return current


@transaction.atomic
def expel(
    *, membership: Membership, judgment: str, group_on: date, decided_on: date, decision_no: str, because: str, by: Any
) -> Expulsion:
    """The committee decided after a criminal judgment and a talk in the group; the union above is to take note."""
    if not (judgment.strip() and decision_no.strip()):
        raise ReasonMissing
    if not group_on <= decided_on <= timezone.localdate():
        raise WrongDay
    ended = end_membership(membership=membership, how=EndedHow.EXPELLED, on=decided_on, because=because, by=by)
    made = Expulsion.objects.create(
        desk_id=ended.unit.desk_id, unit=ended.unit, person_id=ended.person_id, membership_id=ended.pk,
        name=queries.person(ended.person_id).name, judgment=judgment.strip()[:80], group_on=group_on,
        decided_on=decided_on, decision_no=decision_no.strip()[:60],
    )  # fmt: skip
    audit.record(
        "people.membership.expelled", subject=ended, by=by, because=decision_no, above=queries.filed_with(ended.unit).pk
    )
    return made


@transaction.atomic
def file_expulsion(*, expulsion: Expulsion, by: Any) -> Expulsion:
    """备案: the union above has taken note, once."""
    found = _held(expulsion, by)
    if found.filed_on is None:
        found.filed_on, found.filed_by_id, found.filed_by_name = timezone.localdate(), by.pk, str(by)[:60]
        found.save(update_fields=["filed_on", "filed_by_id", "filed_by_name"])
        audit.record("people.expulsion.filed", subject=found, by=by, unit=found.unit, about=found.person_id)
    return found


@transaction.atomic
def lift_expulsion(*, expulsion: Expulsion, because: str, by: Any) -> Expulsion:
    """The union above lets the person apply again."""
    if not because.strip():
        raise ReasonMissing
    found = _held(expulsion, by)
    if found.lifted_on is None:
        found.lifted_on, found.lifted_because = timezone.localdate(), because.strip()[:200]
        found.save(update_fields=["lifted_on", "lifted_because"])
        rows = Membership.objects.of(found.person_id).filter(pk=found.membership_id)
        rows.update(lifted_on=found.lifted_on)
        audit.record(
            "people.expulsion.lifted", subject=found, by=by, unit=found.unit, about=found.person_id, because=because
        )
    return found


def _mark(person: Any, membership: Membership, since: date | None) -> None:
    membership.lapsing_since = since
    membership.save(update_fields=["lapsing_since"])
    put_on_roll(person, membership)


def _held(expulsion: Expulsion, by: Any) -> Expulsion:
    """The row as it is now, locked; refused to whoever does not look after memberships above that union."""
    rows = Expulsion.objects.at_desks([expulsion.desk_id]).select_for_update(of=("self",)).select_related("unit")
    found = rows.get(pk=expulsion.pk)
    require(by, People.ADMIT, at=queries.filed_with(found.unit))
    return found
