"""The register of agreements, within scope."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.utils import timezone

from unionhall.rules import queries as rules

from .. import standards
from ..models import Agreement, Check, Cover, Round, Term
from ..permissions import Bargaining
from .directors import alarm_from
from .scope import seen

AHEAD = timedelta(days=95)  # at least as long as any place's window for renewal; the window itself is a rule


def _seen(user: Any, needs: str = Bargaining.VIEW) -> Any:
    return seen(Agreement, user, needs, "employer")


def agreement_for(user: Any, number: str, needs: str = Bargaining.VIEW) -> Agreement:
    """The agreement, if `user` holds `needs` at the union that keeps it; else it does not exist (404)."""
    found: Agreement = get_object_or_404(_seen(user, needs), number=number)
    return found


def agreements_found(
    user: Any, *, under: Any = None, q: str = "", kind: str = "", state: str = "", level: int | None = None,
    year: int | None = None,
) -> QuerySet[Agreement]:  # fmt: skip
    """The register, by party, number or title, by kind, level of the union, by whether it is in force or ends soon."""
    rows, today = _seen(user), timezone.localdate()
    if under is not None:
        rows = rows.filter(unit__path__under=under.path)
    if q:
        rows = rows.filter(Q(number=q) | Q(title__contains=q) | Q(employer__name__startswith=q))
    if kind:
        rows = rows.filter(kind=kind)
    if year:
        rows = rows.filter(signed_on__year=year)
    if level:
        rows = rows.filter(unit__level=level)
    found: QuerySet[Agreement] = rows.filter(_in_state(state, today))
    return found


def _in_state(state: str, today: date) -> Q:
    """What a chosen state asks; `ending-30` are those whose last day is within thirty days."""
    stands, (word, _dash, days) = Q(ended_on=None), state.partition("-")
    if word == "ending":
        return stands & Q(term_to__lte=today + (timedelta(days=int(days)) if days else AHEAD))
    states = {
        "in-force": stands, "ended": ~stands, "unpublished": stands & Q(published_on=None),
        "unfiled": stands & Q(filed_on=None), "to-report": _to_report(),
    }  # fmt: skip
    return states.get(state, Q())


def _to_report() -> Q:
    return Q(ended_on=None, report_by__lte=alarm_from("bargaining.report-alarm"))


def reports_due(user: Any) -> QuerySet[Agreement]:
    """Contracts no round watches over whose yearly report is due, where `user` leads rounds; the earliest first."""
    rows = _seen(user, Bargaining.WORK).filter(_to_report())
    found: QuerySet[Agreement] = rows.order_by("report_by", "pk")
    return found


def is_watched(agreement: Agreement) -> bool:
    """Whether an open round watches over it, on whose page it is worked on."""
    rows = Round.objects.at_desks([agreement.desk_id]).open()
    return bool(rows.filter(agreement_id=agreement.pk).exists())


def agreement_of(row: Round) -> Agreement | None:
    """What came of a round."""
    rows = Agreement.objects.at_desks([row.desk_id])
    found: Agreement | None = rows.filter(pk=row.agreement_id).first() if row.agreement_id else None
    return found


def ending_soon(user: Any) -> QuerySet[Agreement]:
    """Contracts in the last months before their end, where `user` leads rounds; a renewal is due and not under way."""
    rows = _seen(user, Bargaining.WORK).filter(ended_on=None, term_to__lte=timezone.localdate() + AHEAD)
    rows = rows.exclude(_talked_about())
    found: QuerySet[Agreement] = rows.order_by("term_to", "pk")
    return found


def alarm_days() -> list[int]:
    """How many days before the end of a contract its union is told, the nearest first."""
    return sorted(int(days) for days in rules.table("bargaining.expiry-alarm", place=standards.NATION).values())


def alarm_passed(ends: date) -> int | None:
    """The alarm a contract that ends on that day has passed last; None before the first."""
    left = (ends - timezone.localdate()).days
    return next((days for days in alarm_days() if left <= days), None)


def alarms_due() -> QuerySet[Agreement]:
    """Contracts past an alarm nobody was told of; not while a round about the next one is under way."""
    today, stages = timezone.localdate(), alarm_days()
    whens = [When(term_to__lte=today + timedelta(days=days), then=Value(days)) for days in stages]
    rows = Agreement.objects.filter(ended_on=None, term_to__lte=today + timedelta(days=stages[-1]))
    rows = rows.alias(passed=Case(*whens, default=Value(None))).exclude(alarm__isnull=False, alarm=F("passed"))
    found: QuerySet[Agreement] = rows.exclude(_talked_about()).select_related("unit", "employer").order_by("pk")
    return found


def _talked_about() -> Exists:
    """Whether a round about what follows it is open."""
    rows = Round.objects.filter(desk_id=OuterRef("desk_id"), follows_id=OuterRef("pk"), closed_at=None)
    return Exists(rows.filter(in_force_on=None))


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
