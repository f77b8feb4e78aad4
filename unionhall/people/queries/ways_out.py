"""Members who neither pay nor take part, and expulsions: what the unions concerned must look at (membership.md §7)."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from unionhall.kit import access
from unionhall.kit.paths import right_beneath_any
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from ..choices import EndedHow, TalkResult
from ..models import Expulsion, Membership, Persuasion, RollEntry
from ..permissions import People

DEEMED, TALKS = "people.deemed-resignation", "people.deemed-talks"


def talks_with(membership: Membership) -> list[Persuasion]:
    """Talks about the warning that stands now, newest first."""
    if membership.lapsing_since is None:
        return []
    rows = Persuasion.objects.of(membership.person_id).filter(membership_id=membership.pk)
    return list(rows.filter(on__gte=membership.lapsing_since).order_by("-on", "-id"))


def deemed_from(unit: Any, since: date) -> date:
    """From which day a member who stayed away since then may be deemed to have resigned."""
    return rules.span(DEEMED, start=since, place=unit.division_id or "33").due


def may_be_deemed(membership: Membership, day: date) -> bool:
    """Warned, stayed away for the months of the rule, and refused after the talks the rule asks for."""
    since = membership.lapsing_since
    if since is None or day < deemed_from(membership.unit, since):
        return False
    refused = [talk for talk in talks_with(membership) if talk.result != TalkResult.RESUMES]
    return len(refused) >= rules.value(TALKS, place=membership.unit.division_id or "33")


def lapsing(user: Any) -> QuerySet[RollEntry]:
    """Members on the warning list, where `user` decides memberships; who stayed away longest first."""
    rows = RollEntry.objects.visible_to(user, People.ADMIT).at_desks(orgs.desks_for(user, People.ADMIT))
    return rows.filter(lapsing_since__isnull=False).select_related("unit").order_by("lapsing_since", "id")


def is_expelled(person: Any) -> bool:
    """Whether an expulsion stands against this person that nobody has lifted."""
    return Membership.objects.of(person).filter(ended_how=EndedHow.EXPELLED, lifted_on=None).exists()


def expulsions(user: Any) -> QuerySet[Expulsion]:
    """Those by unions where `user` looks after memberships, newest first by the list."""
    rows = Expulsion.objects.visible_to(user, People.ADMIT).at_desks(orgs.desks_for(user, People.ADMIT))
    return rows.select_related("unit")


def expulsions_to_file(user: Any) -> QuerySet[Expulsion]:
    """Not yet taken note of, by unions right beneath a place where `user` looks after memberships."""
    places = [held.path for held in access.holding(user, People.ADMIT)]
    return expulsions(user).filter(right_beneath_any(places), filed_on=None)


def expulsion_for(user: Any, code: str, pk: int) -> Expulsion:
    """The expulsion by the union of that number, if `user` looks after memberships above it; else it does not exist."""
    unit = orgs.unit_for(user, code, needs=People.ADMIT)
    found = Expulsion.objects.at_desks([unit.desk_id]).filter(unit=unit, pk=pk).select_related("unit").first()
    if found is None or not may_file(user, found.unit):
        raise Http404
    return found


def may_file(user: Any, unit: Any) -> bool:
    """Whether `user` looks after memberships above this union; asks nothing of the database."""
    held = access.holding(user, People.ADMIT)
    return any(unit.path.startswith(one.path) and unit.path != one.path for one in held)


def filed_with(unit: Any) -> Any:
    """The union that is told of an expulsion: the one above."""
    return orgs.parent_of(unit) or unit
