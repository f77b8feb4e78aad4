"""The union's own chain: who above hears of an accident, level by level or all at once."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.channels import actions as channels

from .. import queries
from ..choices import AccidentGrade
from ..models import Accident
from ..permissions import Safety


def tell_chain(accident: Accident, *, by: Any, void: bool = False) -> None:
    """A general accident: the county and the city; from 较大 on the province too, all at once.

    The same when it is void, and the union whose file it is, for another may have done it.
    """
    levels = (3, 2, 1) if accident.grade != AccidentGrade.GENERAL else (3, 2)
    units = queries.chain_above(accident.unit, *levels, *((accident.unit.level,) if void else ()))
    named = {"grade": AccidentGrade(accident.grade).label}
    title = (_("%(grade)s作废（登记错误）") if void else _("%(grade)s报告")) % named
    words = _("%(title)s（%(number)s）：死亡%(deaths)s人，重伤%(serious)s人") % {
        "title": accident.title, "number": accident.number, "deaths": accident.deaths, "serious": accident.serious,
    }  # fmt: skip
    for unit in units:
        if unit.pk == accident.unit_id and not void:
            continue
        channels.tell_unit(
            unit=unit, permission=Safety.ACCIDENT_VIEW, kind="safety/accident", title=title, words=words,
            link=reverse("safety:accident", args=[accident.number]),
            key=f"accident:{accident.pk}:{'void' if void else accident.grade}:{unit.pk}", by=by,
        )  # fmt: skip
