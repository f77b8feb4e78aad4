"""Staff posts: who holds them, and whom a worker may ring."""

from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from ..choices import PostKind
from ..models import StaffPost

_ORDER = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(PostKind.values)),
    output_field=IntegerField(),
)


def posts_of(unit: Any) -> QuerySet[StaffPost]:
    """Posts held at this unit today, full-time first, oldest first."""
    return StaffPost.objects.filter(_held_today(), unit=unit).order_by(_ORDER, "since", "id")


def post(pk: int) -> StaffPost | None:
    """One post, with its unit."""
    return StaffPost.objects.select_related("unit").filter(pk=pk).first()


def posts_held(person: Any) -> QuerySet[StaffPost]:
    """Every post a person holds or held, newest first."""
    person_id = getattr(person, "pk", person)
    return StaffPost.objects.filter(person_id=person_id).select_related("unit").order_by("-since", "-id")


def contact_of(unit: Any) -> tuple[str, str]:
    """(name, office phone) a worker may turn to: the unit's own contact, else the first post with a phone."""
    post = None if unit.contact and unit.phone else posts_of(unit).exclude(office_phone="").first()
    return (unit.contact or (post.name if post else ""), unit.phone or (post.office_phone if post else ""))


def _held_today() -> Q:
    today = timezone.localdate()
    return Q(since__lte=today) & (Q(until=None) | Q(until__gte=today))
