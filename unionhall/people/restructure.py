"""What a move, merge or winding-up touches in this room: memberships and the lines of the rolls."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import figures
from unionhall.kit.affected import Affected, Finding
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import ChangeKind

from .actions.locks import locked
from .actions.memberships import new_card_number
from .actions.roll import put_on_roll, take_off_roll
from .choices import EndedHow, JoinedHow, MembershipState
from .models import Expulsion, Membership, RollEntry, StaffPost
from .models.membership import STANDING

BATCH = 200
SAMPLE = 5


def find_members(unit: Any, kind: str) -> Finding:
    rows = RollEntry.objects.at_desks(orgs.desks_beneath(unit.path)).filter(unit__path__under=unit.path)
    if kind != ChangeKind.MOVE:
        rows = rows.filter(unit=unit)  # units beneath keep their members
    cards = rows.order_by("card_no").values_list("card_no", flat=True)
    return Finding(_("会员（会籍、名册）"), rows.count(), tuple(cards[:SAMPLE]))


def carry_members(change: Any, old_path: str, by: Any) -> None:
    """Put every row where its unit is now; members of a union that ends go to its heir. Safe to run again."""
    for unit in orgs.units(change.unit_ids).values():
        _carry_place(unit)
    if change.kind != ChangeKind.MOVE:
        _carry_to_heir(change, by)


def _carry_place(unit: Any) -> None:
    """County and city on the memberships, and the desk of the roll lines: written anew there, deleted here."""
    elsewhere = ~Q(county_id=unit.county_id) | ~Q(city_id=unit.city_id)
    nowhere = Q(county_id=None) | Q(city_id=None)  # SQL does not find NULL unequal
    Membership.objects.filter(elsewhere | nowhere, unit=unit).update(county_id=unit.county_id, city_id=unit.city_id)
    for model in (RollEntry, Expulsion):
        _carry_lines(model, unit)


def _carry_lines(model: Any, unit: Any) -> None:
    while lines := list(model.objects.filter(unit=unit).exclude(desk_id=unit.desk_id)[:BATCH]):
        with transaction.atomic():
            old = [line.pk for line in lines]
            for desk_id in {line.desk_id for line in lines}:
                model.objects.filter(desk_id=desk_id, pk__in=old).delete()
            for line in lines:
                line.desk_id = unit.desk_id
            model.objects.bulk_create(lines)


def _carry_to_heir(change: Any, by: Any) -> None:
    standing = Membership.objects.filter(STANDING, unit=change.unit).order_by("pk")
    while batch := list(standing.select_related("unit")[:BATCH]):
        with transaction.atomic():
            heir = orgs.unit(change.target_id)
            for row in batch:
                _carry_one(row, heir, change, by)


def _carry_one(row: Membership, heir: Any, change: Any, by: Any) -> None:
    """The old membership ends with its union; the new one keeps state, card and seniority."""
    person = locked(row.person_id)
    take_off_roll(person, row.unit.desk_id)
    state, retained = row.state, (row.retained_because, row.retained_on)
    day = max(change.day, row.joined_on)
    Membership.objects.of(person).filter(pk=row.pk).update(
        state=MembershipState.ENDED, ended_on=day, ended_how=EndedHow.UNIT_CLOSED, counted_until=change.day
    )
    new = Membership.objects.create(
        person=person, unit=heir, county_id=heir.county_id, city_id=heir.city_id, state=state,
        card_no=row.card_no or new_card_number(heir), joined_on=day, member_since=row.member_since,
        how=JoinedHow.TRANSFERRED, retained_because=retained[0], retained_on=retained[1],
        employment=row.employment, counted_from=change.day,
    )  # fmt: skip
    put_on_roll(person, new)
    figures.add_many(
        [
            ("people.members", row.unit, change.day, -1),
            ("people.members", heir, change.day, 1),
            ("people.transferred", heir, change.day, 1),
        ]
    )
    audit.record("people.membership.carried", subject=new, by=by, unit=heir, because=change.approval_no)


def find_posts(unit: Any, kind: str) -> Finding:
    rows = StaffPost.objects.filter(unit=unit, until=None)
    found = rows if kind != ChangeKind.MOVE else rows.none()  # a move changes no post
    return Finding(
        _("工会干部任职"), found.count(), tuple(found.order_by("title").values_list("title", flat=True)[:SAMPLE])
    )


def carry_posts(change: Any, old_path: str, by: Any) -> None:
    """Posts at a union that ends are over on the day of the change."""
    if change.kind != ChangeKind.MOVE:
        open_posts = StaffPost.objects.filter(unit_id=change.unit_id, until=None)
        open_posts.filter(since__gt=change.day).update(since=change.day)
        open_posts.update(until=change.day)


MEMBERS = Affected("people.memberships", find_members, carry_members, order=40)
POSTS = Affected("people.posts", find_posts, carry_posts, order=41)
