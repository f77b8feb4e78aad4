"""What follows from each move of an accident: the inquiry, its report, the reply of the government, the measures."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.matters import actions as matters
from unionhall.matters import queries as read

from .. import queries
from ..choices import AccidentGrade
from ..models import Accident, InquiryMember
from ..refusals import NotYet
from .keeping import keep, not_before

INQUIRY = "inquiry"  # the step 提交调查报告


def joined(*, case: Accident, by: Any, who: str, post: str, joined_on: date, no_interest: bool, **_rest: Any) -> None:
    """The union's member of the inquiry team, who has no interest in the case."""
    not_before(joined_on, _day_of(case), "joined_on", _("参加日期不能早于事故发生的日期。"))
    InquiryMember.objects.get_or_create(
        desk_id=case.desk_id, matter_id=case.pk, name=who,
        defaults={"post": post, "joined_on": joined_on, "no_interest": no_interest},
    )  # fmt: skip
    matters.set_due(case, due_on=case.report_due_on, by=by)


def extended(*, case: Accident, by: Any, **_rest: Any) -> None:
    """Once, with approval: so many days more for the inquiry report."""
    term = queries.term("accident-inquiry-more", start=case.report_due_on, place=_place(case))
    keep(case, extended=True, report_due_on=term.day)
    queries.steps_of_accident(case).filter(code=INQUIRY).update(due_on=term.day)
    matters.set_due(case, due_on=term.day, by=by)


def may_extend(*, case: Accident, by: Any, **_rest: Any) -> None:
    if case.extended:
        raise NotYet(_("调查期限已延长过一次，不能再延长。"))


def reported(
    *, case: Accident, by: Any, reported_on: date, causes: str, responsible: str, opinions: str, **_rest: Any
) -> None:
    """The inquiry report is in, and its step is done on that day: the government's reply is due."""
    not_before(reported_on, _day_of(case), "reported_on", _("提交日期不能早于事故发生的日期。"))
    keep(case, reported_on=reported_on, causes=causes, responsible=responsible, opinions=opinions)
    step = queries.steps_of_accident(case).filter(code=INQUIRY, done_at=None)  # one marked by hand keeps its moment
    step.update(done_at=queries.start_of(reported_on))
    term = queries.term(f"accident-reply-{case.grade}", start=reported_on, place=_place(case))
    matters.set_due(case, due_on=term.day, by=by)


def replied(*, case: Accident, by: Any, replied_on: date, measures: str, answers: str = "", **_rest: Any) -> None:
    """The reply is in: union and workers watch the measures."""
    not_before(replied_on, case.reported_on, "replied_on", _("批复日期不能早于调查报告的提交日期。"))
    keep(case, replied_on=replied_on, measures=measures, answers=answers)
    matters.set_due(case, due_on=queries.term("accident-correct", start=replied_on, place=_place(case)).day, by=by)


def may_extend_reply(*, case: Accident, by: Any, **_rest: Any) -> None:
    """Only of the gravest grade, and once (生产安全事故报告和调查处理条例 art. 32)."""
    if case.grade != AccidentGrade.SPECIAL:
        raise NotYet(_("只有特别重大事故的批复时间可以延长。"))
    if read.last_step(case, "extend_reply") is not None:
        raise NotYet(_("批复时间已延长过一次，不能再延长。"))


def reply_extended(*, case: Accident, by: Any, **_rest: Any) -> None:
    start = case.due_on or timezone.localdate()
    term = queries.term("accident-reply-special-more", start=start, place=_place(case))
    matters.set_due(case, due_on=term.day, by=by)


def may_close(*, case: Accident, by: Any, **_rest: Any) -> None:
    """Everyone hit hard is written down and their families are looked after before the file is closed."""
    if missing := queries.unwritten(case):
        raise NotYet(_("还有%(n)d名死亡或重伤职工没有登记，请先登记。") % {"n": missing})
    if queries.open_care(case):
        raise NotYet(_("还有受害职工没有办完工伤申请、困难核查或家属回访，办完后再结案。"))


def _day_of(accident: Accident) -> date:
    return timezone.localdate(accident.happened_at)


def _place(accident: Accident) -> str:
    return queries.place_of(accident.unit, accident.employer)
