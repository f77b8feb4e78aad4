"""时效守护: keeping the last days of each case, and warning the worker and whoever has it, once at each step."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.permissions import Cases
from unionhall.kit import text
from unionhall.kit.text import in_house_language
from unionhall.workflow import Held

from .. import queries
from ..choices import LimitKind
from ..last_days import CLAIMS, OFFICES, ON_THAT_DAY, OUTLIVING
from ..limitation import warned_at, warning_days
from ..models import Limitation
from ..refusals import NotNow

LOT = 200
WATCHED = (*CLAIMS, *OFFICES)  # what stands on the desk's Today while the case is open


@transaction.atomic
def watch(*, case: Any, by: Any) -> list[Limitation]:
    """Rows for each last day as it is counted now; one that is counted otherwise than before is warned of anew."""
    today = timezone.localdate()
    before = {row.kind: row for row in Limitation.objects.of(case.person_id).filter(case_id=case.pk)}
    found = queries.limits_for(case)
    kept = [_keep(case, before.pop(one.kind, None), one) for one in found]
    for gone in before.values():
        gone.ended_on = gone.ended_on or today
        gone.save(force_update=True)
    next_ = min((one for one in found if one.kind in WATCHED), key=lambda one: one.due, default=None)
    if found or before:
        audit.record(
            "rights.limitation.counted", subject=case, by=by, limits={row.kind: str(row.due_on) for row in kept}
        )
        on = next_.due if next_ is not None else None
        since = on - timedelta(days=warned_at(next_.kind)[0]) if next_ is not None and on is not None else None
        cases.set_alarm(case=case, on=on, since=since, by=by)
    return kept


def _keep(case: Any, row: Limitation | None, limit: Any) -> Limitation:
    if row is None:
        row = Limitation(person_id=case.person_id, case_id=case.pk, kind=limit.kind, due_on=limit.due)
    if row.due_on != limit.due:
        row.told, row.told_on = None, None
    row.starts_on, row.due_on, row.rule, row.ended_on = limit.start, limit.due, _rule(limit), None
    row.save()
    return row


def _rule(limit: Any) -> dict[str, Any]:
    """The dated rule it was counted by; a hearing is a day somebody has set."""
    kept: dict[str, Any] = limit.rule.as_json() if limit.rule is not None else {}
    return kept | ({"longer": limit.longer.as_json()} if limit.longer is not None else {})


@in_house_language
@transaction.atomic
def learn_dates(*, case: Any, dates: dict[str, Any], says: str, by: Any) -> Any:
    """Days learned later (known since when, left when, interrupted when): added to the case and counted anew."""
    cases.hold(case=case, by=by, needs=Cases.WORK)
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in dates.items()}
    if all(case.answers.get(name) == value for name, value in plain.items()):
        raise NotNow(_("这些日期已经登记过，没有变化。"))
    cases.add_answers(case=case, answers=plain, by=by)
    watch(case=case, by=by)
    told = _("、").join(f"{LimitKind(one.kind).label} {text.full_day(one.due)}" for one in queries.limits_for(case))
    cases.note(case=case, words=_("补充了时效信息：%(says)s\n%(told)s") % {"says": says, "told": told}, by=by)
    return case


def warn_limits(*, by: Any) -> int:
    """The daily duty: each last day that has come near; how many were warned of. Safe to kill and run again."""
    today, warned, last = timezone.localdate(), 0, 0
    until = today + timedelta(days=warning_days()[0])
    rows = Limitation.objects.filter(ended_on=None, due_on__lte=until)
    while lot := list(rows.filter(pk__gt=last).order_by("pk")[:LOT]):
        last = lot[-1].pk
        warned += sum(_warn(row, today, by) for row in lot)
    return warned


@in_house_language
@transaction.atomic
def _warn(found: Limitation, today: date, by: Any) -> bool:
    row = Limitation.objects.of(found.person_id).select_for_update(of=("self",)).filter(pk=found.pk).first()
    if row is None or row.ended_on is not None:
        return False
    case = read_cases.case_of(row.person_id, row.case_id)
    left = (row.due_on - today).days
    if left < 0 or not _still_matters(case, row.kind):
        row.ended_on = today
        row.save(force_update=True)
        if row.kind in ON_THAT_DAY and not case.is_closed:
            watch(case=case, by=by)  # it has passed: the next day takes its place on Today
        return False
    step = min((days for days in warned_at(row.kind) if left <= days), default=None)
    if step is None or (row.told is not None and row.told <= step):
        return False
    row.told, row.told_on = step, today
    row.save(force_update=True)
    title, words = _words(row, case, left)
    matter = min(one.pk for one in read_cases.handed_on(case))  # a complaint and its legal aid have the same days
    key = f"limit:{matter}:{row.kind}:{row.due_on}:{step}"
    cases.tell_both(case=case, kind="limit", title=title, words=words, by=by, key=key, closed=_runs_on(case, row.kind))
    audit.record("rights.limitation.warned", subject=case, by=by, kind=row.kind, due_on=str(row.due_on), days=step)
    return True


def _still_matters(case: Any, kind: str) -> bool:
    """Of what was done, the days that run on at the offices; of what was taken back, none."""
    if not case.is_closed or case.outcome not in (Held.DONE, Held.WITHDRAWN):
        return True
    return case.outcome == Held.DONE and _runs_on(case, kind)


def _runs_on(case: Any, kind: str) -> bool:
    """A day at an office, of a claim whose steps the desk follows."""
    return kind in OUTLIVING and bool(case.answers.get("outside"))


def _words(row: Limitation, case: Any, left: int) -> tuple[str, str]:
    """Title and text of the warning: of a right that will be lost, or of an office's own day."""
    kind = LimitKind(row.kind)
    facts = {"what": kind.label, "due": text.full_day(row.due_on), "left": left, "number": case.number}
    if kind in OFFICES:
        words = _("%(what)s：%(due)s，还有%(left)d天（%(number)s）。%(then)s") % {**facts, "then": OFFICES[kind]}
        return _("仲裁诉讼提醒：还有%(left)d天") % facts, words
    words = (
        _("%(what)s的最后一天是%(due)s，还有%(left)d天（%(number)s）。过了这一天可能得不到支持，请抓紧办理。") % facts
    )
    return _("时效提醒：还有%(left)d天") % facts, words
