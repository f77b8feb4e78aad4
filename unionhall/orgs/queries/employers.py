"""Employers: who they are, where they count, which unions cover them."""

from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.shortcuts import get_object_or_404
from django.utils import timezone

from unionhall.kit import access

from ..choices import CoverMode
from ..models import Coverage, Employer, Unit
from ..permissions import Orgs

BEST_FIRST = (CoverMode.SINGLE, CoverMode.JOINT, CoverMode.FEDERATION)
RANK = Case(*(When(mode=mode, then=Value(rank)) for rank, mode in enumerate(BEST_FIRST)))


def covering(on: date | None = None) -> QuerySet[Coverage]:
    """Coverage that holds on that day (today)."""
    on = on or timezone.localdate()
    return Coverage.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


def home(on: date | None = None, column: str = "union_id") -> Subquery:
    """For each employer the one union its workers count at that day: its own, then a joint one, then a federation;
    of several the first that covered it. Without one: null.
    """
    rows = covering(on).filter(employer=OuterRef("pk")).order_by(RANK, "valid_from", "pk")
    return Subquery(rows.values(column)[:1])


def unions_covering(employer: Employer) -> list[Unit]:
    """Open unions that cover the employer today: its own first, then a joint one, then a federation."""
    rows = covering().filter(employer=employer).select_related("union__division").order_by(RANK, "union__path")
    return [row.union for row in rows if not row.union.has_ended]


def employers_covered(unit: Unit) -> QuerySet[Coverage]:
    """The coverage a union holds today, with its employers."""
    return covering().filter(union=unit).select_related("employer").order_by("employer__name")


def employer(pk: int) -> Employer | None:
    """For other rooms, which keep its id; None if there is none."""
    return Employer.objects.select_related("unit", "division").filter(pk=pk).first()


def employer_by_code(code: str) -> Employer | None:
    """The employer with that credit code; None if nobody has registered it."""
    return Employer.objects.filter(credit_code=code.strip().upper()).select_related("unit", "division").first()


def employers_named(text: str, division: str = "") -> QuerySet[Employer]:
    """Open employers whose name holds `text`, in the place of that code and beneath it if one is given."""
    found = Employer.objects.filter(name__icontains=text.strip(), closed_on=None).select_related("unit", "division")
    if division:
        found = found.filter(division__code__startswith=division.rstrip("0") if len(division) == 6 else division)
    return found.order_by("name", "pk")


def employers_of(user: Any, needs: str = Orgs.EMPLOYER_VIEW) -> QuerySet[Any]:
    """Employers that count at a unit where `user` holds `needs`, or that a union there covers; with `is_covered`."""
    here = access.within(user, needs)
    theirs = Q(pk__in=covering().filter(access.within(user, needs, path="union__path")).values("employer_id"))
    return with_cover(Employer.objects.filter(here | theirs)).select_related("unit", "division")


def with_cover(employers: QuerySet[Employer]) -> QuerySet[Any]:
    """The same rows, each saying whether a union covers it today."""
    return employers.annotate(is_covered=Exists(covering().filter(employer=OuterRef("pk"))))


def counted_under(employers: QuerySet[Any], unit: Unit | None) -> QuerySet[Any]:
    """Those whose workers count today at a union under `unit` (at any, without one): each at one union only."""
    theirs = covering() if unit is None else covering().filter(union__path__under=unit.path)
    found = employers.filter(pk__in=theirs.values("employer_id"))
    return found if unit is None else found.annotate(home=home(column="union__path")).filter(home__under=unit.path)


def employer_for(user: Any, credit_code: str, needs: str = Orgs.EMPLOYER_VIEW) -> Employer:
    """The employer, if `user` may see it; for anyone else it does not exist (404)."""
    return get_object_or_404(employers_of(user, needs), credit_code=credit_code)


def employer_kept_by(user: Any, credit_code: str) -> Employer:
    """The employer, if `user` keeps the register where it counts; covering it from elsewhere is not enough (404)."""
    kept = Employer.objects.filter(access.within(user, Orgs.EMPLOYER_EDIT)).select_related("unit", "division")
    return get_object_or_404(kept, credit_code=credit_code)


def employers_found(
    user: Any,
    *,
    under: Unit | None = None,
    q: str = "",
    ownership: str = "",
    industry: str = "",
    covered: str = "",
) -> QuerySet[Any]:
    """Open employers the user may see, by part of the name or the code, and by what else was chosen."""
    found = employers_of(user).filter(closed_on=None)
    if under is not None:
        theirs = covering().filter(union__path__under=under.path).values("employer_id")
        found = found.filter(Q(unit__path__under=under.path) | Q(pk__in=theirs))
    if q:
        found = found.filter(Q(name__icontains=q) | Q(credit_code__startswith=q.upper()))
    if covered == "counted":
        found = counted_under(found, under)
    elif covered:
        found = found.filter(is_covered=covered == "yes")
    chosen = {"ownership": ownership, "industry": industry}
    return found.filter(**{name: value for name, value in chosen.items() if value})


def coverage_of(employer: Employer) -> QuerySet[Coverage]:
    """All coverage an employer has or had, what holds today first."""
    return employer.covered_by.select_related("union").order_by(F("valid_to").desc(nulls_first=True), "valid_from")
