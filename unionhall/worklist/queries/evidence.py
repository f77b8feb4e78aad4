"""Evidence: what was handed in on a share, and what waits for a decision one level up."""

from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404

from unionhall.kit import access
from unionhall.kit.paths import STEP, right_beneath_any
from unionhall.orgs import queries as orgs

from ..choices import EvidenceState
from ..models import Evidence, Share
from ..models.evidence import EvidenceQuerySet
from ..permissions import Worklist


def evidence_of(share: Share) -> list[Evidence]:
    """All that was handed in on a share, the latest first."""
    return list(Evidence.objects.at_desks([share.desk_id]).filter(share_id=share.pk).order_by("-id"))


def evidence_for(user: Any, desk_id: int, pk: int, needs: str = Worklist.VIEW) -> Evidence:
    """The piece, if `user` holds `needs` at its unit; for anyone else it does not exist."""
    found = Evidence.objects.at_desks([desk_id]).visible_to(user, needs).select_related("unit", "item__issuer")
    return get_object_or_404(found, pk=pk)


def evidence_to_decide(user: Any) -> EvidenceQuerySet:
    """Evidence waiting, of units one level beneath a place where `user` decides (at the top: of the top itself too)."""
    places = [one.path for one in access.holding(user, Worklist.DECIDE)]
    tops = [path for path in places if len(path) == STEP]
    found = Evidence.objects.at_desks(orgs.desks_for(user, Worklist.DECIDE))
    found = found.filter(right_beneath_any(places) | Q(unit__path__in=tops))
    return found.filter(state=EvidenceState.SUBMITTED).select_related("unit", "item__issuer")
