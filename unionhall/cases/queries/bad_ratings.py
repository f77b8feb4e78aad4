"""The ledger of bad ratings: to call back, to decide, all; where the asker may read such cases."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from unionhall.kit import access
from unionhall.orgs import queries as orgs

from ..choices import RatingTag
from ..models import BadRating, Rating
from ..permissions import Cases
from .lists import reach
from .moves import is_own


def bad_ratings(user: Any, state: str = "all") -> QuerySet[BadRating]:
    """`call`: where the user works and nobody has called back; `decide`: objections for the user to decide."""
    rows = BadRating.objects.at_desks(reach(user)).select_related("unit")
    if state == "call":
        return rows.visible_to(user, Cases.WORK).filter(called_at=None).exclude(person_id=user.pk)
    if state == "decide":
        rows = rows.visible_to(user, Cases.DECIDE).exclude(unit_id__in=_own_places(user)).exclude(person_id=user.pk)
        return rows.filter(objected_at__isnull=False, decided_at=None)
    return rows.visible_to(user)


def bad_rating(user: Any, number: str, closing: int) -> BadRating:
    """One line of it; for whoever may not read it there is none."""
    found = bad_ratings(user).filter(number=number, closing=closing).first()
    if found is None:
        raise Http404
    return found


def rating_of(bad: BadRating) -> dict[str, Any]:
    """What the rating says, opened for whoever may read the line: words, and tags by their names."""
    rating = Rating.objects.of(bad.person_id).get(pk=bad.rating_id)
    tags = _("、").join(str(RatingTag(tag).label) for tag in rating.tags)
    return {"words": rating.words.reveal() if rating.words else "", "tags": tags}


def may_answer(user: Any, bad: BadRating) -> bool:
    """Whether `user` calls back and objects for the unit that did the work."""
    return not is_own(user, bad) and bool(user.may(bad.view, at=bad.unit) and user.may(Cases.WORK, at=bad.unit))


def may_decide_objection(user: Any, bad: BadRating) -> bool:
    """Only the level above decides, and nobody their own objection."""
    if is_own(user, bad) or user.pk == bad.objected_by_id:
        return False
    above = orgs.parent_of(bad.unit)
    return above is not None and bool(user.may(Cases.DECIDE, at=above))


def _own_places(user: Any) -> list[int]:
    """Units at which the right to decide is held, and none above: they do not decide about themselves."""
    held = access.holding(user, Cases.DECIDE)
    return [one.unit_id for one in held if not any(up.path != one.path and up.reaches(one) for up in held)]
