"""The roster of lawyers and what is in their hands."""

from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404
from django.utils import timezone

from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from ..models import Assignment, Lawyer
from ..permissions import Rights


def lawyers(user: Any, *, active: bool | None = None, needs: str = Rights.LAWYER_VIEW) -> QuerySet[Lawyer]:
    """The rosters of units where `user` holds the permission."""
    rows = Lawyer.objects.at_desks(orgs.desks_for(user, needs)).visible_to(user, needs).select_related("unit")
    return rows if active is None else rows.filter(active=active)


def lawyer_for(user: Any, pk: int, *, needs: str = Rights.LAWYER_VIEW) -> Lawyer:
    """One lawyer; for whoever may not read the roster there is none."""
    found = lawyers(user, needs=needs).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def lawyers_for(unit: Any, cause: str) -> list[Lawyer]:
    """Who may take a case of the unit: on its roster or one above it, certified, with room; best fitted first.

    Fitted is whose fields hold the cause's group; among those, who has the least in hand for what they can take.
    """
    places = [unit, *orgs.ancestors(unit)]
    rows = Lawyer.objects.at_desks({place.desk_id for place in places})
    rows = rows.filter(unit__in=places, active=True, certified_until__gte=timezone.localdate(), load__lt=F("most"))
    return sorted(
        rows.select_related("unit"),
        key=lambda one: (cause[:1] not in one.fields, one.load / one.most, -one.unit.level, one.pk),
    )


def lawyer_of(aid: Any) -> Lawyer | None:
    """Who has been assigned to a legal aid one may read."""
    if aid.lawyer_id is None:
        return None
    return Lawyer.objects.at_desks([aid.lawyer_desk_id]).filter(pk=aid.lawyer_id).first()


def assignments(user: Any, *, open_only: bool = False) -> QuerySet[Assignment]:
    """The ledger of legal aid given through rosters the user may read."""
    needs = Rights.LAWYER_VIEW
    rows = Assignment.objects.at_desks(orgs.desks_for(user, needs)).visible_to(user, needs).select_related("unit")
    return rows.filter(ended_on=None) if open_only else rows


def assignments_of(lawyer: Lawyer) -> QuerySet[Assignment]:
    return Assignment.objects.at_desks([lawyer.desk_id]).filter(lawyer_id=lawyer.pk)


def certificates_ending(user: Any) -> QuerySet[Lawyer]:
    """Active lawyers of the user's rosters whose certificate has ended or ends within thirty days."""
    soon = timezone.localdate() + timedelta(days=int(rules.value("rights.certificate-warning")))
    return lawyers(user, active=True, needs=Rights.LAWYER_EDIT).filter(certified_until__lte=soon)
