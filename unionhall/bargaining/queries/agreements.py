"""The register of agreements, within scope."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from unionhall.orgs import queries as orgs

from .. import standards
from ..models import Agreement, Check, Cover, Round, Term
from ..permissions import Bargaining

AHEAD = timedelta(days=95)  # at least as long as any place's window for renewal; the window itself is a rule


def _seen(user: Any, needs: str = Bargaining.VIEW) -> Any:
    rows = Agreement.objects.at_desks(orgs.desks_for(user, needs)).visible_to(user, needs)
    return rows.select_related("unit", "employer")


def agreement_for(user: Any, number: str, needs: str = Bargaining.VIEW) -> Agreement:
    """The agreement, if `user` holds `needs` at the union that keeps it; else it does not exist (404)."""
    found: Agreement = get_object_or_404(_seen(user, needs), number=number)
    return found


def agreements_found(
    user: Any, *, under: Any = None, q: str = "", kind: str = "", state: str = "", year: int | None = None
) -> QuerySet[Agreement]:
    """The register, by party, number or title, by kind, by whether it is in force."""
    rows, today = _seen(user), timezone.localdate()
    if under is not None:
        rows = rows.filter(unit__path__under=under.path)
    if q:
        rows = rows.filter(Q(number=q) | Q(title__contains=q) | Q(employer__name__startswith=q))
    if kind:
        rows = rows.filter(kind=kind)
    if year:
        rows = rows.filter(signed_on__year=year)
    states = {
        "in-force": Q(ended_on=None), "ended": Q(ended_on__isnull=False),
        "ending": Q(ended_on=None, term_to__lte=today + AHEAD), "unpublished": Q(ended_on=None, published_on=None),
    }  # fmt: skip
    found: QuerySet[Agreement] = rows.filter(states.get(state, Q()))
    return found


def ending_soon(user: Any) -> QuerySet[Agreement]:
    """Contracts in the last months before their end, where `user` leads rounds; a renewal is due."""
    rows = _seen(user, Bargaining.WORK).filter(ended_on=None, term_to__lte=timezone.localdate() + AHEAD)
    found: QuerySet[Agreement] = rows.order_by("term_to", "pk")
    return found


def may_renew(agreement: Agreement, today: date | None = None) -> bool:
    """Whether either side may ask for a new contract by now."""
    place = standards.place_of(agreement.unit, agreement.employer)
    begins = standards.renewal_from(agreement.term_to, place)
    return agreement.ended_on is None and (today or timezone.localdate()) >= begins


def followed_by(agreement: Agreement) -> list[Round]:
    """Rounds that watch over it, renew or change it, the newest first."""
    rows = Round.objects.at_desks([agreement.desk_id])
    rows = rows.filter(Q(agreement_id=agreement.pk) | Q(follows_id=agreement.pk))
    return list(rows.order_by("-opened_at"))


def terms_of(agreement: Agreement) -> list[Term]:
    return list(Term.objects.at_desks([agreement.desk_id]).filter(agreement_id=agreement.pk).order_by("pk"))


def covers_of(agreement: Agreement) -> QuerySet[Cover]:
    """Firms it binds, by name; those it bound before at the end."""
    rows: QuerySet[Cover] = Cover.objects.filter(agreement_id=agreement.pk).select_related("employer", "unit")
    return rows


def checks_of(agreement: Agreement) -> list[Check]:
    rows = Check.objects.at_desks([agreement.desk_id]).filter(agreement_id=agreement.pk)
    return list(rows.order_by("-on", "-pk"))


def years_of(today: date | None = None) -> list[int]:
    """Years a register is looked through by, the latest first."""
    this = (today or timezone.localdate()).year
    return list(range(this, this - 6, -1))
