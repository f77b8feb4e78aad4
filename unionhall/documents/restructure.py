"""Documents when a unit moves under another county: they follow to its desk. Number and issuer stay what they were."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.affected import Affected, Finding
from unionhall.orgs import queries as orgs

from . import actions
from .choices import DocumentState
from .models import Document

SAMPLE = 5


def find(unit: Any, kind: str) -> Finding:
    rows = Document.objects.at_desks(orgs.desks_beneath(unit.path)).exclude(state=DocumentState.WITHDRAWN)
    rows = rows.filter(unit__path__under=unit.path)
    sample = rows.exclude(number="").order_by("-signed_at").values_list("number", flat=True)[:SAMPLE]
    return Finding(_("文书"), rows.count(), tuple(sample))


def carry(change: Any, old_path: str, by: Any) -> None:
    for unit in orgs.units_of(change):
        actions.carry_desks(unit=unit, by=by)


DOCUMENTS = Affected("documents.documents", find, carry, order=75)
