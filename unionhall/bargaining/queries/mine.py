"""What a worker sees: contracts that bind the employer, what was disclosed there, one's own seat and motions."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from unionhall.people import queries as people

from ..models import Agreement, Congress, Cover, Deputy, Disclosure, Feedback, Motion


def agreements_at_work(user: Any) -> list[Agreement]:
    """Contracts in force that bind the employer of the one signed in."""
    employer = _employer_id(user)
    if employer is None:
        return []
    covers = Cover.objects.filter(employer_id=employer, until=None, since__lte=timezone.localdate())
    rows = Agreement.objects.filter(pk__in=covers.values("agreement_id"), ended_on=None)
    return list(rows.select_related("unit", "employer").order_by("kind", "-signed_on"))


def _employer_id(user: Any) -> int | None:
    employer: int | None = people.person_of(user).employer_id
    return employer


def disclosed_at_work(user: Any, code: str = "") -> QuerySet[Disclosure]:
    """What the employer of the one signed in has made known, the newest first."""
    standing = people.standing_membership(user)
    if standing is None:
        return Disclosure.objects.none()
    rows = Disclosure.objects.at_desks([standing.unit.desk_id]).filter(
        employer_id=_employer_id(user), disclosed_on__isnull=False
    )
    found: QuerySet[Disclosure] = (rows.filter(code=code) if code else rows).select_related("unit", "employer")
    return found


def my_feedback(user: Any) -> dict[int, list[Feedback]]:
    """One's own opinions by the item they are on."""
    standing = people.standing_membership(user)
    found: dict[int, list[Feedback]] = {}
    if standing is not None:
        for row in Feedback.objects.at_desks([standing.unit.desk_id]).filter(person_id=user.pk).order_by("pk"):
            found.setdefault(row.disclosure_id, []).append(row)
    return found


def my_seat(user: Any) -> tuple[Deputy, Congress] | None:
    """The seat one holds in a congress whose term runs; None for who is no delegate."""
    standing = people.standing_membership(user)
    if standing is None:
        return None
    desk = standing.unit.desk_id
    for seat in Deputy.objects.at_desks([desk]).filter(person_id=user.pk, until=None).order_by("-since"):
        congress = Congress.objects.at_desks([desk]).select_related("unit", "employer").filter(
            pk=seat.congress_id, ended_on=None
        ).first()  # fmt: skip
        if congress is not None:
            return seat, congress
    return None


def congress_at_work(user: Any) -> Congress | None:
    """The congress of one's own union whose term runs now."""
    standing = people.standing_membership(user)
    if standing is None:
        return None
    rows = Congress.objects.at_desks([standing.unit.desk_id]).filter(unit=standing.unit, ended_on=None)
    found: Congress | None = rows.select_related("unit").order_by("-since").first()
    return found


def my_motions(user: Any) -> QuerySet[Motion]:
    """Motions one has filed, the newest first; at the desk of one's union."""
    standing = people.standing_membership(user)
    if standing is None:
        return Motion.objects.none()
    rows: QuerySet[Motion] = Motion.objects.at_desks([standing.unit.desk_id]).filter(proposer_id=user.pk)
    return rows.select_related("unit").order_by("-opened_at", "-pk")


def my_motion(user: Any, number: str) -> Motion:
    """One's own motion of that number, else 404."""
    found = my_motions(user).filter(number=number).first()
    if found is None:
        raise Http404
    return found
