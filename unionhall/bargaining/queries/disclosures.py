"""What was disclosed and what is due, within scope; opinions on it."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ..models import Disclosure, Feedback
from ..permissions import Bargaining
from .scope import row_at, seen


def _seen(user: Any, needs: str) -> Any:
    return seen(Disclosure, user, needs, "employer")


def disclosures_found(
    user: Any, *, under: Any = None, q: str = "", state: str = "", year: int | None = None
) -> QuerySet[Disclosure]:
    """The calendar: what is due, late, made known or dropped."""
    rows, today = _seen(user, Bargaining.VIEW), timezone.localdate()
    if under is not None:
        rows = rows.filter(unit__path__under=under.path)
    if q:
        rows = rows.filter(Q(title__contains=q) | Q(employer__name__startswith=q))
    if year:
        rows = rows.filter(due_on__year=year)
    open_ones = Q(disclosed_on=None, dropped_because="")
    states = {
        "open": open_ones, "late": open_ones & Q(due_on__lt=today), "done": Q(disclosed_on__isnull=False),
        "dropped": ~Q(dropped_because=""),
    }  # fmt: skip
    found: QuerySet[Disclosure] = rows.filter(states.get(state, Q()))
    return found


def disclosure_for(user: Any, unit: str, pk: int, needs: str = Bargaining.VIEW) -> Disclosure:
    found: Disclosure = row_at(Disclosure, user, unit, pk, needs, "employer")
    return found


def to_disclose(user: Any) -> QuerySet[Disclosure]:
    """Due within two weeks or late, where `user` sees to disclosure."""
    soon = timezone.localdate() + timedelta(days=14)
    rows = _seen(user, Bargaining.DISCLOSE).filter(disclosed_on=None, dropped_because="", due_on__lte=soon)
    found: QuerySet[Disclosure] = rows.order_by("due_on", "pk")
    return found


def in_rate(first: Any, last: Any) -> Q:
    """Items that count in the rate of a period: their day has passed and they were judged."""
    return Q(judged=True, due_on__gte=first, due_on__lte=last)


def feedback_of(item: Disclosure) -> list[Feedback]:
    return list(Feedback.objects.at_desks([item.desk_id]).filter(disclosure_id=item.pk).order_by("-pk"))


def feedback_for(user: Any, unit: str, pk: int, needs: str = Bargaining.DISCLOSE) -> Feedback:
    found: Feedback = row_at(Feedback, user, unit, pk, needs)
    return found


def disclosure_behind(feedback: Feedback) -> Disclosure:
    """What an opinion is about; it may have stayed with a union that ended, when the opinion went to its heir."""
    found: Disclosure = Disclosure.objects.select_related("unit", "employer").get(pk=feedback.disclosure_id)
    return found


def feedback_to_answer(user: Any) -> QuerySet[Feedback]:
    found: QuerySet[Feedback] = seen(Feedback, user, Bargaining.DISCLOSE).filter(replied_on=None)
    return found.order_by("due_on", "pk")
