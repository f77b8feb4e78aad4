"""Objections of employers: told of the warning, contesting it by the link or at the desk, decided by another person."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.documents import actions as documents
from unionhall.documents import queries as papers
from unionhall.documents.choices import Agreement
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.matters import queries as read_matters
from unionhall.rules import queries as rules

from .. import queries
from ..choices import ContestWay, WarningStage
from ..models import Contest, Warning, WarningInput
from ..permissions import Supervision
from ..refusals import AtField, NotInOrder
from .clues import in_the_past
from .facts import employer_facts
from .numbers import drop_row

NOTICE = "supervision.warning-notice"


@in_house_language
@transaction.atomic
def draw_notice(*, warning: Warning, by: Any) -> Any:
    """The draft that tells the employer its colour, the data behind it and how to contest; signed and sent as any."""
    matters.require_impartial(Supervision.WARN, matter=warning, by=by)
    rows = Warning.objects.at_desks([warning.desk_id]).select_for_update(of=("self",))
    standing = queries.standing_of(warning.employer)
    if rows.get(pk=warning.pk).is_closed or standing is None:
        raise NotInOrder(gettext_lazy("预警已经解除，不用再告知。"))
    if any(one.is_draft and one.kind_code == NOTICE for one in papers.of_subject(warning)):
        raise NotInOrder(gettext_lazy("已经有一份告知书草稿，请先签发或作废。"))
    place = queries.place_of(warning.unit, warning.employer)
    facts = employer_facts(warning.employer) | {
        "colour": str(warning.get_level_display()),  # type: ignore[attr-defined]
        "raised_on": warning.raised_on,
        "inputs": queries.told_inputs(warning.employer),
        "arithmetic": _("；").join(queries.arithmetic(standing)),
        "triggers": _("；").join(queries.triggered(standing)),
        "source": queries.sources_of(standing),
        "days": rules.rule("supervision.warning-contest", place=place).text,
        "unit": warning.unit.name,
    }
    return documents.draw_up(
        kind=NOTICE, unit=warning.unit, facts=facts, by=by, subject=warning, employer=warning.employer
    )


# --- what follows from moves; they run in the move's transaction ------------------------------------------------------


@in_house_language
@transaction.atomic
def contest(*, case: Warning, by: Any, on: date) -> None:
    """Written down at the desk: the employer objected by letter or by mouth."""
    in_the_past(on, _("提出日期"))
    if on < case.raised_on:
        raise AtField("on", gettext_lazy("提出日期不能早于预警发出日期。"))
    _keep(case, on, ContestWay.DESK, by=by)


@in_house_language
@transaction.atomic
def contest_by_link(*, case: Warning, by: Any, on: date, document_id: int) -> None:
    """Sent by the employer itself through the link of its notice."""
    _keep(case, on, ContestWay.LINK, by=by, document_id=document_id)


def _keep(case: Warning, on: date, way: ContestWay, *, by: Any, document_id: int | None = None) -> None:
    """The row, with the words the move was made with and the rule that gives the time to decide."""
    row = rules.rule("supervision.warning-contest", place=queries.place_of(case.unit, case.employer))
    Contest.objects.create(
        desk_id=case.desk_id, matter_id=case.pk, on=on, way=way, words=_said(case, "contest", "follow_contest"),
        document_id=document_id, rule=row.as_json(), by_id=by.pk, by_name=str(by)[:60],
    )  # fmt: skip
    case.contested_on = on


def _said(case: Warning, *moves: str) -> str:
    step = read_matters.last_step(case, *moves)
    return str(step.words.reveal()) if step is not None and step.words else ""


def check_decider(case: Warning, by: Any) -> None:
    """Another person decides: not who entered the data, nor who acted on the warning."""
    entered = {one.by_id for one in queries.inputs_of(case.employer) if not one.derived}
    acted = read_matters.last_step(case, "act")
    if by.pk in entered or (acted is not None and acted.by_id == by.pk):
        raise NotInOrder(gettext_lazy("登记信息或者处置过这件预警的人不能复核异议，请由另一名工作人员复核。"))


@in_house_language
@transaction.atomic
def uphold(*, case: Warning, by: Any) -> None:
    """The objection is without ground: the warning stands."""
    _decide(case, [], by=by)


@in_house_language
@transaction.atomic
def admit(*, case: Warning, by: Any, rows: Iterable[WarningInput]) -> None:
    """It is right: the wrong data count no longer. The colour is computed anew once this is committed."""
    rows = list(rows)
    if not rows:
        raise AtField("rows", gettext_lazy("请选择要撤下的信息。"))
    _decide(case, rows, by=by)


def _decide(case: Warning, rows: list[WarningInput], *, by: Any) -> None:
    """Kept with the score as it stood and the rules it was computed by; answered to the employer in writing."""
    row = queries.open_contest(case)
    standing = queries.standing_of(case.employer)
    if row is None or standing is None:
        raise NotInOrder(gettext_lazy("没有待复核的异议。"))
    because = _said(case, "admit" if rows else "uphold")
    row.score = {
        "total": str(standing.total), "level": standing.level, "points": standing.points,
        "triggers": standing.triggers, "rules": standing.rules, "dropped": [one.pk for one in rows],
    }  # fmt: skip
    row.admitted, row.because, row.decided_on = bool(rows), because, timezone.localdate()
    row.decided_by_id, row.decided_by_name = by.pk, str(by)[:60]
    row.save(force_update=True)
    for one in rows:
        drop_row(one, _("用人单位异议成立"), by)
    dropped = _("、").join(str(one.get_indicator_display()) for one in rows)  # type: ignore[attr-defined]
    _answer(case, row, because, dropped, queries.sources_of(standing), by=by)
    audit.record(
        "supervision.contest.decided", subject=row, by=by, unit=case.unit, number=case.number,
        employer_id=case.employer_id, admitted=row.admitted,  # type: ignore[attr-defined]
    )  # fmt: skip


def _answer(case: Warning, row: Contest, because: str, dropped: str, source: str, *, by: Any) -> None:
    facts = employer_facts(case.employer) | {
        "number": case.number,
        "on": row.on,
        "admitted": row.admitted,
        "dropped": dropped,
        "total": row.score["total"],
        "source": source,
        "because": because,
        "unit": case.unit.name,
    }
    documents.draw_up(
        kind="supervision.contest-ruling", unit=case.unit, facts=facts, by=by, subject=case, employer=case.employer
    )


# --- what came by the link --------------------------------------------------------------------------------------------


@in_house_language
@transaction.atomic
def follow_notice(*, warning: Warning, document: Any, by: Any) -> None:
    """The employer answered its notice: an objection contests the warning; a second one is added to the first."""
    newest = papers.answers_of(document)[-1]
    if warning.is_closed:
        return
    if newest.agrees == Agreement.YES:
        matters.note(matter=warning, words=_("用人单位已阅预警告知书，没有异议。"), by=by)
    elif warning.stage_code == WarningStage.CONTESTED:
        words = _("用人单位补充异议：%(words)s") % {"words": newest.words.reveal()}
        matters.note(matter=warning, words=words, by=by)
    else:
        matters.move(
            matter=warning, name="follow_contest", by=by, says=newest.words.reveal(), on=newest.on,
            document_id=document.pk,
        )  # fmt: skip
