"""What bargaining knows of one employer, for its page."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.dossier import SHOWN, EmployerPanel, Panel, PanelRow

from . import queries
from .models import Agreement, Cover
from .permissions import Bargaining


def find(user: Any, employer: Any) -> Panel:
    """Contracts that bind it, its own and those of its sector or area, as far as the user may see them."""
    bound = Cover.objects.filter(employer=employer).values("agreement_id")
    rows = queries.agreements_found(user).filter(Q(employer=employer) | Q(pk__in=bound)).order_by("-signed_on", "-pk")
    found = list(rows[: SHOWN + 1])
    count = rows.count() if len(found) > SHOWN else len(found)
    more = f"{reverse('bargaining:agreements')}?state=all&q={employer.name}" if count > SHOWN else ""
    return Panel(count, [_row(one) for one in found[:SHOWN]], more)


def _row(one: Agreement) -> PanelRow:
    standing = one.ended_on is None
    return PanelRow(
        title=str(one.get_kind_display()), url=reverse("bargaining:agreement", args=[one.number]), on=one.signed_on,
        tone="done" if standing else "neutral", note=_("履行中") if standing else _("已终止"),
    )  # fmt: skip


AGREEMENTS = EmployerPanel(
    "bargaining.agreements", gettext_lazy("集体合同"), Bargaining.VIEW, find, order=410, icon="books"
)
