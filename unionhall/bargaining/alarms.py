"""What a union is told before a collective contract ends, and on its last day."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit.alarms import Alarm, Told
from unionhall.kit.text import full_day

from . import actions, queries
from .models import Agreement
from .permissions import Bargaining


def _ending(agreement: Agreement, *, by: Any) -> Told | None:
    row = actions.note_ending(agreement=agreement, by=by)
    if row is None:
        return None
    words = _(
        "“%(title)s”的期限到%(day)s届满。任何一方都可以提出续签，请发出或者催促要约；到期没有新合同的，单位不再计入覆盖。"
    )
    return Told(
        row.unit, Bargaining.WORK, _("集体合同将到期：%(party)s") % {"party": row.party},
        words % {"title": row.title, "day": full_day(row.term_to)},
        link=reverse("bargaining:agreement", args=[row.number]), key=f"ending:{row.pk}:{row.term_to}:{row.alarm}",
    )  # fmt: skip


ENDING = Alarm("bargaining/ending", queries.alarms_due, _ending)
