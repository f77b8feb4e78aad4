"""The register of supervisors."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from unionhall.orgs import queries as orgs

from ..choices import SupervisorState
from ..models import Supervisor
from ..permissions import Supervision
from .registers import alarm_day, entry


def supervisors(units: Iterable[Any]) -> QuerySet[Supervisor]:
    """Those in office at these unions."""
    units = list(units)
    rows: QuerySet[Supervisor] = Supervisor.objects.at_desks({unit.desk_id for unit in units}).in_office()
    return rows.filter(unit__in=units).select_related("unit")


def supervisors_found(
    user: Any, *, under: Any = None, text: str = "", state: str = "", ending: bool = False
) -> QuerySet[Supervisor]:
    """The register within reach, by part of a name or the number of a certificate."""
    rows: QuerySet[Supervisor] = Supervisor.objects.at_desks(orgs.desks_for(user, Supervision.VIEW)).visible_to(user)
    if under is not None:
        rows = rows.filter(unit__path__under=under.path)
    if text:
        rows = rows.filter(Q(name__contains=text) | Q(certificate_no=text))
    if state:
        rows = rows.filter(state=state)
    if ending:
        rows = rows.filter(_ends_soon()).exclude(state=SupervisorState.ENDED)
    return rows.select_related("unit")


def supervisor_for(user: Any, pk: int, needs: str = Supervision.VIEW) -> Supervisor:
    """One of them, if `user` holds `needs` at the union; else 404."""
    return entry(Supervisor, user, pk, needs)


def certificates_ending(user: Any) -> QuerySet[Supervisor]:
    """Certificates that end soon or have ended, where the user may renew them."""
    needs = Supervision.REGISTER
    rows: QuerySet[Supervisor] = Supervisor.objects.at_desks(orgs.desks_for(user, needs)).visible_to(user, needs)
    rows = rows.exclude(state=SupervisorState.ENDED).filter(_ends_soon())
    return rows.select_related("unit").order_by("expires_on", "pk")


def _ends_soon() -> Q:
    """The certificate, or the contract of an invited expert."""
    day = alarm_day("supervision.certificate-alarm")
    return Q(expires_on__lte=day) | Q(contract_end__lte=day)


def places_to_register(user: Any) -> list[Any]:
    return orgs.places_held(user, Supervision.REGISTER)
