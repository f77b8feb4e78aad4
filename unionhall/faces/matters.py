"""A worker's cases as lines of the front page: what waits for the worker first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from unionhall.cases import links
from unionhall.cases.choices import AppointmentState
from unionhall.cases.queries import Matters
from unionhall.kit.templatetags.hall import moment, short_day


@dataclass(frozen=True)
class Line:
    """A line ready to print: where it leads, and a mark with its tone."""

    title: str
    text: str
    url: str
    tone: str
    mark: Any


def waiting(found: Matters) -> list[Line]:
    """Answers asked for, meetings, closed cases not yet rated."""
    asked = [
        Line(one.title, _("工会在等您补充材料或说明"), links.mine(one.number), "due", _("待您补充"))
        for one in found.waiting
    ]
    rated = [
        Line(
            one.title,
            _("%(day)s办结，请您评一评") % {"day": short_day(one.closed_at)},
            links.mine(one.number),
            "info",
            _("待评价"),
        )
        for one in found.to_rate
    ]
    return [*asked, *(_meeting(one) for one in found.meetings), *rated]


def _meeting(one: Any) -> Line:
    offered = one.state == AppointmentState.OFFERED
    tone, mark = ("due", _("待您确认")) if offered else ("info", _("已约见面"))
    return Line(moment(one.starts_at), f"{one.place} · {one.with_name}", links.mine(one.case.number), tone, mark)


def running(found: Matters, today: date) -> list[Line]:
    """Under way, each with the promised date and who has it."""
    return [
        Line(
            one.title,
            _("承诺 %(day)s前答复 · %(unit)s") % {"day": short_day(one.due_on), "unit": one.unit},
            links.mine(one.number),
            "late" if one.due_on < today else "info",
            one.stage.worker_sees,
        )
        for one in found.running
    ]
