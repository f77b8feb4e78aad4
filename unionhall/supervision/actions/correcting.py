"""Checked again, and ended: each measure judged, the authority's feedback, the result in money and people."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.documents import actions as documents
from unionhall.kit import figures
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.rules import queries as rules

from .. import queries
from ..choices import LetterStage, MeasureState
from ..models import Letter, Measure
from ..refusals import AtField, NotInOrder
from .clues import in_the_past
from .facts import employer_facts, refuse_complainant


@in_house_language
@transaction.atomic
def note_recheck(
    *,
    case: Letter,
    by: Any,
    on: date,
    place: str,
    team: str,
    employer_signed: bool,
    verdicts: dict[int, str],
    note: str,
) -> None:
    """Each measure done, partly done or not: judged once, and counted at the union that has the letter."""
    in_the_past(on, _("复查日期"))
    if case.received_on and on < case.received_on:
        raise AtField("on", gettext_lazy("复查日期不能早于送达日期。"))
    measures = queries.measures_of(case)
    for one in measures:
        _judge(case, one, verdicts.get(one.pk, one.state), on)
    case.rechecked_on = on
    rows = [[one.text, one.due_on, str(MeasureState(one.state).label), one.person] for one in queries.measures_of(case)]
    facts = employer_facts(case.employer) | {
        "letter": case.number,
        "on": on,
        "place": place,
        "team": team,
        "employer_signed": employer_signed,
        "measures": rows,
        "note": note,
        "unit": case.unit.name,
    }
    refuse_complainant(queries.inspection_about(case), facts)
    documents.draw_up(
        kind="supervision.recheck", unit=case.unit, facts=facts, by=by, subject=case, employer=case.employer
    )


def _judge(case: Letter, measure: Measure, state: str, on: date) -> None:
    if measure.state != MeasureState.PROMISED or state == MeasureState.PROMISED:
        return
    measure.state, measure.judged_on, measure.judged_unit_id = state, on, case.unit_id
    measure.save(update_fields=["state", "judged_on", "judged_unit_id"])
    figures.add("supervision.measures_due", unit=case.unit, day=on)
    if state == MeasureState.DONE:
        figures.add("supervision.measures_done", unit=case.unit, day=on)


def check_recommendation(case: Letter, by: Any) -> None:
    if not case.is_recommendation:
        raise NotInOrder(gettext_lazy("只有建议书由政府部门反馈。"))


@in_house_language
@transaction.atomic
def note_taken(*, case: Letter, by: Any, on: date, case_no: str) -> None:
    """The authority has taken it up, under its own number: from that day its time to act runs."""
    in_the_past(on, _("受理日期"))
    if case.accepted_on is not None:
        raise NotInOrder(gettext_lazy("部门受理已经登记过。"))
    if case.received_on and on < case.received_on:
        raise AtField("on", gettext_lazy("受理日期不能早于送达日期。"))
    place = queries.place_of(case.unit, case.employer)
    case.accepted_on, case.feedback_case = on, case_no.strip()[:60]
    case.feedback_due_on = rules.span("supervision.authority-feedback", start=on, place=place).due
    matters.set_due(case, case.feedback_due_on, by=by)


@in_house_language
@transaction.atomic
def extend_feedback(*, case: Letter, by: Any, because: str) -> None:
    """The authority takes longer, as its own rules allow once: the day of its feedback moves."""
    if case.feedback_due_on is None or case.feedback_extended:
        raise NotInOrder(gettext_lazy("反馈期限只能延长一次，且须在建议书送达之后。"))
    place = queries.place_of(case.unit, case.employer)
    due = rules.span("supervision.authority-extension", start=case.feedback_due_on, place=place).due
    case.feedback_due_on, case.feedback_extended = due, because.strip()[:300]
    matters.set_due(case, due, by=by)


@transaction.atomic
def note_feedback(
    *, case: Letter, by: Any, on: date, accepted: bool, case_no: str, action: str, recovered: Decimal, people: int
) -> None:
    """What the authority did: taken up or not, its number, order or fine, money and people."""
    in_the_past(on, _("反馈日期"))
    if case.received_on and on < case.received_on:
        raise NotInOrder(gettext_lazy("反馈日期不能早于送达日期。"))
    case.feedback_on, case.feedback_accepted = on, accepted
    case.feedback_case = case_no.strip()[:60] or case.feedback_case
    case.feedback_action, case.feedback_unit_id = action, case.unit_id
    case.recovered, case.people_helped = recovered, people
    figures.add("supervision.feedbacks", unit=case.unit, day=on)


def check_close(case: Letter, by: Any) -> None:
    """A letter ends when nothing is open on it."""
    if case.stage_code == LetterStage.SERVED and case.reply_wished and not case.is_recommendation:
        raise NotInOrder(gettext_lazy("还在等用人单位答复，不能办结。不再需要的，请撤回。"))
    if case.is_recommendation and case.stage_code == LetterStage.SERVED:
        raise NotInOrder(gettext_lazy("还在等政府部门反馈，不能办结。"))
    waiting = any(one.state == MeasureState.PROMISED for one in queries.measures_of(case))
    if case.stage_code == LetterStage.ANSWERED and waiting:
        raise NotInOrder(gettext_lazy("还有没复查的整改措施，请先复查。"))
    if case.stage_code == LetterStage.RECOMMENDED:
        _check_follower(case)


def _check_follower(case: Letter) -> None:
    follower = Letter.objects.filter(about_id=case.pk, about_desk_id=case.desk_id, closed_at=None).first()
    if follower is not None:
        raise NotInOrder(_("建议书 %(number)s 还没有办结。") % {"number": follower.number})


@transaction.atomic
def note_result(*, case: Letter, by: Any, result: str, recovered: Decimal, people: int) -> None:
    """Money and people of a letter that stands alone count now; one of an inspection tells them with the inspection."""
    case.recovered, case.people_helped, case.closed_unit_id = recovered, people, case.unit_id
    case.ending = result
    if case.inspection_id is None:
        today = timezone.localdate()
        figures.add("supervision.recovered", unit=case.unit, day=today, n=int(recovered))
        figures.add("supervision.people", unit=case.unit, day=today, n=people)
