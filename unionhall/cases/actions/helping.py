"""协办: asking another unit to help the lead unit, and its answer."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.kit import workdays
from unionhall.kit.access import NotAllowed
from unionhall.kit.text import in_house_language

from .. import queries
from ..choices import EventKind
from ..models import Case, Helper
from ..permissions import Cases
from ..refusals import NotNow, WordsNeeded
from .placing import check_place
from .standing import helper_copy, refuse_own, require_work, still_open, write
from .telling import enter, headline, tell_holder, tell_unit


@in_house_language
@transaction.atomic
def ask_help(*, case: Case, unit: Any, asked: str, days: int, by: Any) -> Helper:
    """Ask a unit within reach for something, by a number of working days; it sees the case from now on."""
    still_open(case)
    require_work(case, by, Cases.ASSIGN)
    if not asked.strip():
        raise WordsNeeded(gettext_lazy("请写明需要协助的事项。"))
    check_place(case, unit, by, Cases.ASSIGN)
    if any(helper.unit_id == unit.pk for helper in queries.helpers_of(case)):
        raise NotNow(gettext_lazy("已请该工会协办。"))
    due = workdays.add_working_days(timezone.localdate(), days).due
    helper = add_helper(case, unit, asked=asked.strip(), due_on=due, by=by)
    write(case)
    enter(case, EventKind.HELPER, by=by, words=asked.strip(), helper=unit.pk, name=str(unit))
    audit.record("cases.helper.asked", subject=case, by=by, helper=unit.pk)
    key = f"help:{case.pk}:{unit.pk}"
    tell_unit(case, unit, "help", _("请你会协办"), headline(case), by=by, key=key)
    return helper


@in_house_language
@transaction.atomic
def answer_help(*, case: Case, helper: Helper, words: str, by: Any) -> Helper:
    """What the helper unit found or did; once."""
    if not by.may(Cases.WORK, at=helper.unit) or not by.may(case.service.view, at=helper.unit):
        raise NotAllowed
    refuse_own(case, by)
    if not words.strip():
        raise WordsNeeded(gettext_lazy("请写明协办结果。"))
    rows = Helper.objects.at_desks([helper.desk_id]).filter(pk=helper.pk, answered_at=None)
    if not rows.update(answer=words.strip()[:500], answered_by_id=by.pk, answered_at=timezone.now()):
        raise NotNow(gettext_lazy("协办结果已经提交过。"))
    helper.refresh_from_db()
    enter(case, EventKind.HELPER, by=by, words=words.strip(), helper=helper.unit_id, name=str(helper.unit))
    audit.record("cases.helper.answered", subject=case, by=by, helper=helper.unit_id)
    tell_holder(case, "helped", _("协办工会已答复"), headline(case), by=by)
    return helper


def add_helper(case: Case, unit: Any, *, asked: str, due_on: date, by: Any) -> Helper:
    """The helper's row and its copy of the case; the caller writes the case."""
    helper_copy(case, unit, who=queries.who(case), due_on=due_on)
    return Helper.objects.create(
        desk_id=unit.desk_id,
        case_id=case.pk,
        person_id=case.person_id,
        unit=unit,
        asked=asked[:300],
        asked_by_id=by.pk,
        due_on=due_on,
    )
