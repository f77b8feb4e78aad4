"""Around the table: meetings with minutes, clauses, what each side offers, what both agree on; drafts and surveys."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import clock

from .. import contents, queries
from ..choices import Side
from ..models import Clause, Draft, Meeting, Position, Round, Survey, Tally
from ..refusals import NotNow, SentBefore, WrongOrder
from .standing import held, not_future, only_once

TALKING = ("meet", "suspend", "draft", "not_passed", "disputed")
BEFORE_VOTE = ("offer", "preparing", *TALKING)


@transaction.atomic
def hold_meeting(
    *, round: Round, on: date, place: str, recorder: str, minutes: str, by: Any,
    signed_workers: bool = False, signed_employer: bool = False,
) -> Meeting:  # fmt: skip
    """Enter a meeting; the chiefs preside in turn, the side that made the offer first."""
    row = held(round, by, "meet", "not_passed")
    not_future(on)
    if row.talks_from is not None and on < row.talks_from:
        raise WrongOrder
    if recorder.strip() in {one.name for one in queries.seats_of(row)}:
        raise NotNow(_("记录员由双方代表以外的人担任。"), field="recorder")
    before = Meeting.objects.at_desks([row.desk_id]).filter(matter_id=row.pk)
    only_once(before.filter(on=on, place=place, minutes=minutes), field="minutes")
    number = (before.aggregate(last=Max("number"))["last"] or 0) + 1
    other = Side.EMPLOYER if row.side == Side.WORKERS else Side.WORKERS
    made: Meeting = Meeting.objects.create(
        desk_id=row.desk_id, matter_id=row.pk, number=number, on=on, place=place, recorder=recorder, minutes=minutes,
        chaired_by=row.side if number % 2 else other, signed_workers=signed_workers, signed_employer=signed_employer,
    )  # fmt: skip
    audit.record("bargaining.meeting.held", subject=made, by=by, unit=row.unit, number=row.number, meeting=number)
    return made


@transaction.atomic
def sign_minutes(*, round: Round, meeting: Meeting, side: str, by: Any) -> None:
    """That the chief of a side has signed the minutes."""
    row = held(round, by)
    column = "signed_workers" if side == Side.WORKERS else "signed_employer"
    found = Meeting.objects.at_desks([row.desk_id]).filter(matter_id=row.pk, pk=meeting.pk)
    if not found.update(**{column: True}):
        raise NotNow
    audit.record("bargaining.minutes.signed", subject=meeting, by=by, unit=row.unit, number=row.number, side=side)


@transaction.atomic
def add_clause(*, round: Round, topic: str, by: Any, title: str = "", measure: str = "") -> Clause:
    """One more thing to bargain over: a known topic, or a clause in words."""
    row = held(round, by, *BEFORE_VOTE)
    known = contents.BY_CODE.get(topic)
    if known is None and not title.strip():
        raise NotNow(_("请写明条款的名称。"), field="title")
    count = Clause.objects.at_desks([row.desk_id]).filter(matter_id=row.pk).count()
    try:
        with transaction.atomic():
            made: Clause = Clause.objects.create(
                desk_id=row.desk_id, matter_id=row.pk, topic=topic if known else contents.OTHER,
                title=title.strip() or str(known.title if known else ""), place_in_list=count + 1,
                measure=measure.strip() or str(known.measure if known else ""),
            )  # fmt: skip
    except IntegrityError as twice:
        raise NotNow(_("已经有同名的条款。"), field="topic" if known else "title") from twice
    audit.record("bargaining.clause.added", subject=made, by=by, unit=row.unit, number=row.number, topic=made.topic)
    return made


@transaction.atomic
def take_position(
    *, round: Round, clause: Clause, meeting: Meeting, side: str, by: Any, value: Decimal | None = None, words: str = ""
) -> Position:
    """What a side offered for a clause at a meeting; written once more, the later words stand."""
    row = held(round, by, *BEFORE_VOTE)
    if not (clause.matter_id == meeting.matter_id == row.pk):
        raise NotNow
    made, _new = Position.objects.update_or_create(
        desk_id=row.desk_id, matter_id=row.pk, clause_id=clause.pk, meeting_id=meeting.pk, side=side,
        defaults={"value": value, "words": words.strip()[:500]},
    )  # fmt: skip
    audit.record("bargaining.position.taken", subject=made, by=by, unit=row.unit, number=row.number, side=side)
    return made


@transaction.atomic
def agree(*, round: Round, clause: Clause, by: Any, value: Decimal | None = None, words: str = "") -> None:
    """What both sides settled on for a clause; empty takes it back."""
    row = held(round, by, *BEFORE_VOTE)
    found = Clause.objects.at_desks([row.desk_id]).filter(matter_id=row.pk, pk=clause.pk)
    if not found.update(agreed=value, agreed_words=words.strip()[:500]):
        raise NotNow
    audit.record("bargaining.clause.agreed", subject=clause, by=by, unit=row.unit, number=row.number)


@transaction.atomic
def write_draft(*, round: Round, text: str, by: Any, note: str = "") -> Draft:
    """A new version of the text; earlier ones stay."""
    row = held(round, by, "meet", "draft", "not_passed", "objected")
    last = Draft.objects.at_desks([row.desk_id]).filter(matter_id=row.pk).order_by("-version").first()
    if last is not None and last.text == text.strip():
        raise SentBefore(_("全文和上一稿一样，没有另存一稿。"), field="text")
    return new_version(row, text, note, by)


def new_version(row: Round, text: str, note: str, by: Any) -> Draft:
    """The next version, in the caller's transaction and under its lock."""
    last = Draft.objects.at_desks([row.desk_id]).filter(matter_id=row.pk).aggregate(last=Max("version"))["last"] or 0
    made: Draft = Draft.objects.create(
        desk_id=row.desk_id, matter_id=row.pk, version=last + 1, text=text.strip(), note=note.strip()[:300],
        by_id=by.pk, by_name=str(by)[:60],
    )  # fmt: skip
    audit.record("bargaining.draft.written", subject=made, by=by, unit=row.unit, number=row.number, version=last + 1)
    return made


@transaction.atomic
def ask_staff(*, round: Round, title: str, questions: Sequence[dict[str, Any]], closes_on: date, by: Any) -> Survey:
    """Questions with their options, for delegates to take round."""
    row = held(round, by, *BEFORE_VOTE)
    if closes_on < clock.today():
        raise WrongOrder(_("截止日期不能早于今天。"), field="closes_on")
    if not questions or any(len(one["options"]) < 2 for one in questions):
        raise NotNow(_("请至少写一个问题，每个问题至少两个选项。"), field="questions")
    before = Survey.objects.at_desks([row.desk_id]).filter(matter_id=row.pk, title=title.strip())
    only_once(before.filter(closes_on__gte=clock.today()), field="title")
    made: Survey = Survey.objects.create(
        desk_id=row.desk_id, matter_id=row.pk, title=title.strip(), questions=list(questions), closes_on=closes_on
    )
    audit.record("bargaining.survey.opened", subject=made, by=by, unit=row.unit, number=row.number)
    return made


@transaction.atomic
def bring_tally(
    *, round: Round, survey: Survey, group: str, filled: int, counts: Sequence[Sequence[int]], by: Any
) -> Tally:
    """The counts of one group; brought again they replace what was counted before."""
    row = held(round, by)
    if survey.matter_id != row.pk or survey.closed or survey.closes_on < clock.today():
        raise NotNow(_("征集已经结束。"))
    fits = len(counts) == len(survey.questions) and all(
        len(line) == len(asked["options"]) and all(0 <= n <= filled for n in line)
        for line, asked in zip(counts, survey.questions, strict=False)
    )
    if not fits:
        raise NotNow(_("每个选项的人数须在零和填写人数之间。"), field="filled")
    made, _new = Tally.objects.update_or_create(
        desk_id=row.desk_id, matter_id=row.pk, survey_id=survey.pk, group=group.strip(),
        defaults={"filled": filled, "counts": [list(x) for x in counts], "by_id": by.pk, "by_name": str(by)[:60]},
    )  # fmt: skip
    audit.record("bargaining.tally.brought", subject=made, by=by, unit=row.unit, number=row.number, filled=filled)
    return made
