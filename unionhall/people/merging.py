"""What this room gives over when two records become one: memberships, consents, households, posts, ways to sign in."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.accounts import directory
from unionhall.kit import figures
from unionhall.kit.merging import Merging, rehome

from .actions.roll import put_on_roll, take_off_roll
from .choices import EndedHow, MembershipState
from .models import Consent, Expulsion, Household, HouseholdMember, Membership, Person, Persuasion, StaffPost
from .models.membership import STANDING
from .refusals import CannotUndo

ROWS = (Consent, HouseholdMember, Persuasion)
STATES = ("state", "ended_on", "ended_how", "counted_until")


def _count_memberships(source: int) -> int:
    return Membership.objects.of(source).count()


def _move_memberships(*, source: int, target: int, by: Any) -> dict[str, Any]:
    """A second standing membership ends as merged; the one of the record that is kept stands."""
    standing = Membership.objects.of(source).filter(STANDING).select_related("unit").first()
    ended: dict[str, Any] = {}
    if standing is not None:
        take_off_roll(source, standing.unit.desk_id)
        if Membership.objects.of(target).filter(STANDING).exists():
            ended = {"pk": standing.pk, "state": standing.state}
            _end_as_merged(standing)
    moved = rehome(Membership, source=source, target=target)
    _refresh_roll(target)
    return {"ids": moved, "ended": ended, "stand": _stand(target)}


def _undo_memberships(*, source: int, target: int, moved: dict[str, Any], by: Any) -> None:
    if _stand(target) != moved["stand"]:
        raise CannotUndo(_("合并后会籍又有变动，不能撤销。请改为更正档案。"))
    standing = Membership.objects.of(target).filter(STANDING, pk__in=moved["ids"]).select_related("unit").first()
    if standing is not None:
        take_off_roll(target, standing.unit.desk_id)
    rehome(Membership, source=target, target=source, pks=moved["ids"])
    if ended := moved["ended"]:
        _stand_again(Membership.objects.of(source).select_related("unit").get(pk=ended["pk"]), ended["state"])
    _refresh_roll(source)
    _refresh_roll(target)


def _end_as_merged(membership: Membership) -> None:
    today = timezone.localdate()
    values = (MembershipState.ENDED, max(today, membership.joined_on), EndedHow.MERGED, today)
    for name, value in zip(STATES, values, strict=True):
        setattr(membership, name, value)
    membership.save(update_fields=STATES)
    figures.add("people.members", unit=membership.unit, day=today, n=-1)


def _stand_again(membership: Membership, state: str) -> None:
    for name, value in zip(STATES, (state, None, "", None), strict=True):
        setattr(membership, name, value)
    membership.save(update_fields=STATES)
    figures.add("people.members", unit=membership.unit, day=timezone.localdate())


def _refresh_roll(person_id: int) -> None:
    standing = Membership.objects.of(person_id).filter(STANDING).select_related("unit").first()
    if standing is not None:
        put_on_roll(Person.objects.get(pk=person_id), standing)


def _stand(person_id: int) -> list[Any]:
    """What must be unchanged for an undo: each membership with its state and last day."""
    rows = Membership.objects.of(person_id).order_by("pk").values_list("pk", "state", "ended_on")
    return [[pk, state, day.isoformat() if isinstance(day, date) else None] for pk, state, day in rows]


def _count_rows(source: int) -> int:
    return sum(model.objects.of(source).count() for model in ROWS)


def _move_rows(*, source: int, target: int, by: Any) -> dict[str, list[int]]:
    moved = {m._meta.label: rehome(m, source=source, target=target) for m in ROWS}
    if not Household.objects.of(target).exists():  # one a head: a second address stays with the old record
        moved[Household._meta.label] = rehome(Household, source=source, target=target)
    return moved


def _undo_rows(*, source: int, target: int, moved: dict[str, list[int]], by: Any) -> None:
    for model in (*ROWS, Household):
        rehome(model, source=target, target=source, pks=moved.get(model._meta.label, []))


def _expulsions(person_id: int, membership_ids: list[int]) -> Any:
    """Where they lie: at the desks of the unions whose memberships ended so."""
    rows = Membership.objects.of(person_id).filter(pk__in=membership_ids, ended_how=EndedHow.EXPELLED)
    desks = set(rows.values_list("unit__desk_id", flat=True))
    return Expulsion.objects.at_desks(desks).filter(membership_id__in=membership_ids)


def _move_expulsions(*, source: int, target: int, by: Any) -> list[int]:
    """After the memberships: what says whose they were follows them."""
    ids = list(Membership.objects.of(target).values_list("pk", flat=True))
    found = _expulsions(target, ids).filter(person_id=source)
    moved = list(found.values_list("membership_id", flat=True))
    found.update(person_id=target)
    return moved


def _undo_expulsions(*, source: int, target: int, moved: list[int], by: Any) -> None:
    _expulsions(target, moved).update(person_id=source)


def _count_posts(source: int) -> int:
    return StaffPost.objects.filter(person_id=source).count()


def _move_posts(*, source: int, target: int, by: Any) -> list[int]:
    posts = list(StaffPost.objects.filter(person_id=source).values_list("pk", flat=True))
    StaffPost.objects.filter(pk__in=posts).update(person_id=target)
    return posts


def _undo_posts(*, source: int, target: int, moved: list[int], by: Any) -> None:
    StaffPost.objects.filter(pk__in=moved, person_id=target).update(person_id=source)


def _move_handles(*, source: int, target: int, by: Any) -> list[str]:
    return directory.pass_on(from_person_id=source, to_person_id=target)


def _undo_handles(*, source: int, target: int, moved: list[str], by: Any) -> None:
    directory.pass_on(from_person_id=target, to_person_id=source, digests=moved)


MERGINGS = [
    Merging("people.handles", _("证件号和登录方式"), lambda source: 0, _move_handles, _undo_handles, order=10),
    Merging("people.memberships", _("会籍"), _count_memberships, _move_memberships, _undo_memberships, order=20),
    Merging("people.expulsions", _("开除会籍记录"), lambda source: 0, _move_expulsions, _undo_expulsions, order=25),
    Merging("people.rows", _("同意记录和家庭成员"), _count_rows, _move_rows, _undo_rows, order=30),
    Merging("people.posts", _("任职"), _count_posts, _move_posts, _undo_posts, order=40),
]
