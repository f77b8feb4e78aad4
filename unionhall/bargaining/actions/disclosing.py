"""厂务公开: the year's calendar, what was made known, opinions answered, and what counts as on time."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.channels import actions as channels
from unionhall.kit import access, clock, figures
from unionhall.kit.text import in_house_language
from unionhall.people import queries as people
from unionhall.rules import queries as rules

from .. import contents, standards
from ..models import Disclosure, Feedback
from ..permissions import Bargaining
from ..refusals import DisclosedBefore, NotNow, NotOurs, SecretNotChecked, WrongOrder
from .offering import is_ours
from .standing import keep, locked, not_future, only_once

DUE, ON_TIME = "bargaining.disclosures_due", "bargaining.disclosures_on_time"
LOT = 500


@transaction.atomic
def plan_year(*, unit: Any, employer: Any, year: int, by: Any) -> int:
    """Write what this employer has to disclose that year, each period with its last day; how many were new.

    State and collective firms owe more than others; what a year already holds stays as it is.
    """
    access.require(by, Bargaining.DISCLOSE, at=unit)
    if not is_ours(unit, employer):
        raise NotOurs
    place = standards.place_of(unit, employer)
    times = rules.table("bargaining.disclosure-times", place=place, on=date(year, 1, 1))
    grace = standards.number("bargaining.disclosure-grace", place, date(year, 1, 1))
    made = 0
    for code, title in contents.DISCLOSED:
        if code not in contents.ALL_FIRMS and employer.ownership not in contents.STATE_FIRMS:
            continue
        for period, last in periods(year, int(times.get(code, 1))):
            _row, new = Disclosure.objects.get_or_create(
                desk_id=unit.desk_id, unit=unit, employer=employer, code=code, period=period,
                defaults={"title": str(title), "due_on": last + timedelta(days=grace)},
            )  # fmt: skip
            made += new
    audit.record("bargaining.disclosure.planned", by=by, unit=unit, employer_id=employer.pk, year=year, items=made)
    return made


def periods(year: int, times: int) -> list[tuple[str, date]]:
    """So many equal parts of a year: (name, last day): 2026; 2026H1, H2; 2026Q1 …; 2026-01 …."""
    letter = {1: "", 2: "H", 4: "Q"}.get(times, "-")
    step = 12 // times
    found = []
    for n in range(1, times + 1):
        name = f"{year}" if times == 1 else f"{year}{letter}{n:02d}" if letter == "-" else f"{year}{letter}{n}"
        month = n * step
        found.append((name, date(year, month, monthrange(year, month)[1])))
    return found


def _held(item: Disclosure, by: Any) -> Disclosure:
    access.require(by, Bargaining.DISCLOSE, at=item.unit)
    row: Disclosure = locked(item)
    if row.dropped_because:
        raise NotNow
    return row


@transaction.atomic
def disclose(
    *, item: Disclosure, on: date, content: str, way: str, where: str, secret_checked_by: str, responsible: str,
    by: Any, shown_until: date | None = None,
) -> Disclosure:  # fmt: skip
    """Make an item known; who looked at it for secrets is named first."""
    row = _held(item, by)
    not_future(on)
    if row.disclosed_on is not None:
        raise DisclosedBefore
    if not secret_checked_by.strip():
        raise SecretNotChecked
    if shown_until is not None and shown_until < on:
        raise WrongOrder
    if row.judged and on <= row.due_on:  # made known in time and entered late: the day it fell due knew nothing of it
        figures.add(ON_TIME, unit=row.unit, day=row.due_on)
    keep(
        row, disclosed_on=on, content=content.strip(), way=way, where=where.strip(), shown_until=shown_until,
        secret_checked_by=secret_checked_by.strip(), responsible=responsible.strip(),
    )  # fmt: skip
    audit.record("bargaining.disclosure.made", subject=row, by=by, unit=row.unit, code=row.code, period=row.period)
    return row


@transaction.atomic
def drop_item(*, item: Disclosure, because: str, by: Any) -> None:
    """There is nothing to disclose this time, for a reason; what was counted stays."""
    row = _held(item, by)
    if row.judged or row.disclosed_on is not None or not because.strip():
        raise NotNow
    keep(row, dropped_because=because.strip()[:200])
    audit.record("bargaining.disclosure.dropped", subject=row, by=by, unit=row.unit, because=because, code=row.code)


@transaction.atomic
def judge_due(*, by: Any) -> int:
    """Count what fell due before today, each once: due, and whether it was on time."""
    rows = Disclosure.objects.filter(judged=False, dropped_because="", due_on__lt=clock.today()).order_by("pk")
    lot = list(rows.select_for_update(of=("self",)).select_related("unit")[:LOT])
    for row in lot:
        Disclosure.objects.at_desks([row.desk_id]).filter(pk=row.pk).update(judged=True)
    figures.add_many((DUE, row.unit, row.due_on, 1) for row in lot)
    figures.add_many((ON_TIME, row.unit, row.due_on, 1) for row in lot if row.on_time)
    if lot:
        audit.record("bargaining.disclosure.judged", by=by, items=len(lot))
    return len(lot)


@transaction.atomic
def give_feedback(*, item: Disclosure, words: str, by: Any) -> Feedback:
    """An opinion of a member of the union there, or of the union itself, on what was disclosed."""
    standing = people.standing_membership(by)
    of_member = standing is not None and standing.unit.path.startswith(item.unit.path)
    if not of_member:
        access.require(by, Bargaining.DISCLOSE, at=item.unit)
    row = locked(item)
    if row.disclosed_on is None or not words.strip():
        raise NotNow
    asked = Feedback.objects.at_desks([row.desk_id]).filter(disclosure_id=row.pk, replied_on=None, words=words.strip())
    only_once(asked.filter(person_id=by.pk if of_member else None), field="words")
    place = standards.place_of(item.unit, item.employer)
    made: Feedback = Feedback.objects.create(
        desk_id=item.desk_id, unit=item.unit, disclosure_id=item.pk, person_id=by.pk if of_member else None,
        words=words.strip(), due_on=standards.due("bargaining.disclosure-answer", clock.today(), place),
    )  # fmt: skip
    audit.record("bargaining.feedback.given", subject=made, by=by, unit=item.unit, code=item.code)
    return made


@in_house_language
@transaction.atomic
def answer_feedback(*, feedback: Feedback, reply: str, by: Any) -> None:
    access.require(by, Bargaining.DISCLOSE, at=feedback.unit)
    row: Feedback = locked(feedback)
    if row.replied_on is not None or not reply.strip():
        raise NotNow
    keep(row, reply=reply.strip(), replied_on=clock.today())
    audit.record("bargaining.feedback.answered", subject=row, by=by, unit=row.unit)
    if row.person_id is not None:
        channels.tell(
            person_id=row.person_id, kind="bargaining.feedback/answered", title=_("您对公开事项的意见有了答复"),
            words=reply, by=by,
        )  # fmt: skip
