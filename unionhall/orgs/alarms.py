"""What a union is told before its certificate or its term ends, and when it has (organisation.md §5)."""

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit.alarms import Alarm, Told
from unionhall.kit.text import full_day

from . import actions, queries
from .models import Unit
from .permissions import Orgs


def _certificate(unit: Unit, *, by: Any) -> Told | None:
    over = _("“%(unit)s”的法人资格证书已于%(day)s到期。请尽快向%(whom)s申请换证。")
    soon = _("“%(unit)s”的法人资格证书有效期至%(day)s。请在到期前备齐材料，向%(whom)s申请换证。")
    return _told(unit, "certificate", _("法人资格证书：%(near)s"), (over, soon), queries.registrar_of(unit), by)


def _term(unit: Unit, *, by: Any) -> Told | None:
    above = queries.parent_of(unit) or unit
    over = _("“%(unit)s”的本届任期已于%(day)s届满。请尽快换届，选举结果报%(whom)s批准。")
    soon = _("“%(unit)s”的本届任期到%(day)s届满。请准备换届选举；不能按期换届的，须报%(whom)s批准延期。")
    return _told(unit, "term", _("本届任期：%(near)s"), (over, soon), above, by)


def _told(unit: Unit, what: str, title: str, words: tuple[str, str], whom: Unit, by: Any) -> Told | None:
    noted = actions.note_alarm(unit=unit, what=what, by=by)
    if noted is None:
        return None
    ends, days = getattr(noted, queries.ENDS[what]), getattr(noted, f"{what}_alarm")
    said = words[1 if days else 0] % {"unit": noted.name, "day": full_day(ends), "whom": whom.name}
    return Told(
        noted, Orgs.ANSWER, title % {"near": queries.ending(ends)[1]}, said,
        link=reverse("orgs:unit-detail", args=[noted.code]), key=f"{what}:{noted.pk}:{ends}:{days}",
    )  # fmt: skip


ALARMS = [
    Alarm("orgs/certificate", partial(queries.alarms_due, "certificate"), _certificate),
    Alarm("orgs/term", partial(queries.alarms_due, "term"), _term),
]
