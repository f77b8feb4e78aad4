"""高温作业提醒: entered from a forecast, sent to every union of the area by a job that may be killed and run again."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.channels import actions as channels
from unionhall.documents import actions as documents
from unionhall.kit import access, background
from unionhall.kit.text import full_day, in_house_language
from unionhall.matters import actions as matters
from unionhall.orgs import queries as orgs

from .. import queries
from ..heat import WorkRule
from ..models import HeatNotice
from ..permissions import Safety
from ..refusals import NotYet
from .keeping import keep

JOB = "safety.heat"
LOT = 100


@in_house_language
@transaction.atomic
def write_heat_notice(
    *, unit: Any, division: Any, day: date, highest: Decimal, office: str, office_level: str, by: Any
) -> HeatNotice:
    """A draft with the words of the rule the forecast means; refused under the first step of the rules."""
    access.require(by, Safety.HEAT, at=unit)
    place = str(division.code)
    found = queries.heat_measures(highest, place=place, on=day)
    if found.rule is WorkRule.NONE:
        raise NotYet(_("预报最高气温没有达到35℃，不需要发高温作业提醒。"))
    _refuse_second(unit, division, day)
    facts = {"place": orgs.place_name(place) or division.name, "day": full_day(day), "highest": f"{highest:g}"}
    title = _("%(place)s高温作业提醒（%(day)s，%(highest)s℃）") % facts
    try:
        with transaction.atomic():
            row = matters.open_matter(
                model=HeatNotice, unit=unit, by=by, title=title, division=division, day=day, highest=highest,
                office=office, office_level=office_level, rule=found.rule, advice="\n".join(found.words),
                kept_rules=queries.kept(queries.rows_of("heat", place=place, on=day)),
            )  # fmt: skip
    except IntegrityError:  # somebody wrote one a moment before
        _refuse_second(unit, division, day)
        raise
    matters.set_due(row, due_on=day, by=by)
    return row


def _refuse_second(unit: Any, division: Any, day: date) -> None:
    if (twice := queries.heat_written(unit=unit, division=division, day=day)) is not None:
        raise NotYet(
            _("这个地区这一天已写过提醒：%(number)s。还没有发出的，可以作废后重写。") % {"number": twice.number}
        )


def in_reach(*, case: HeatNotice, by: Any, **_rest: Any) -> None:
    """Only unions beneath the one that sends it."""
    if not queries.area_union(case).path.startswith(case.unit.path):
        raise NotYet(_("只能向本级和下级工会所在的地区发送。"))


def sent(*, case: HeatNotice, by: Any, **_rest: Any) -> None:
    """The job tells the unions; the letter for employers is drawn up with it."""
    keep(case, sent_at=timezone.now())
    documents.draw_up(
        kind="safety.heat-notice", unit=case.unit, facts=queries.heat_facts(case), by=by, subject=case,
        addressee=_("各用人单位"),
    )  # fmt: skip
    background.start(JOB, unit=case.unit, by=by, notice=case.pk, by_id=by.pk)


def tell_area(*, notice: HeatNotice, by: Any, beat: Callable[[int], None]) -> int:
    """Every union of the area, in lots; a union told before is not told again. How many unions were reached."""
    area, done = queries.area_union(notice), 0
    for lot in orgs.lots_beneath(area, LOT):
        open_units = [unit for unit in lot if not unit.has_ended]
        told = _tell_lot(notice, open_units, by)
        done += len(open_units)
        HeatNotice.objects.at_desks([notice.desk_id]).filter(pk=notice.pk).update(
            unions=done, people=F("people") + told
        )
        beat(done)
    return done


@transaction.atomic
def _tell_lot(notice: HeatNotice, units: list[Any], by: Any) -> int:
    link = reverse("safety:heat-public-notice", args=[notice.number])
    return sum(
        channels.tell_unit(
            unit=unit, permission=Safety.VIEW, kind="safety/heat", title=notice.title, words=notice.advice, link=link,
            key=f"heat:{notice.pk}", by=by,
        )
        for unit in units
    )  # fmt: skip
