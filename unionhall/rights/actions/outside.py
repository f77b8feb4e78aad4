"""仲裁和诉讼的进展: steps at the offices written down by the desk, and the last day that follows from each.

A ruling often comes after the case was closed here: steps are written in a closed case too, and are warned of on.
"""

from datetime import date
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

from .. import queries
from ..choices import HEARINGS, PAPERS, OfficeStep
from ..models import OutsideStep
from ..outside import Happened, proceeding
from ..refusals import NotNow
from .limits import watch


@in_house_language
@transaction.atomic
def enter_step(
    *,
    case: Any,
    step: str,
    on: date,
    office: str,
    by: Any,
    perform_by: date | None = None,
    nothing_due: bool = False,
    paper_number: str = "",
    says: str = "",
    paper: Any = (),
) -> OutsideStep:
    """A step that has happened, or a hearing that is to come; `paper` are uploads, the first leads there.

    Of a paper that takes effect it must be said by when the other side performs it (from then the time to ask for
    enforcement runs), or that there is `nothing_due`.
    """
    _still_ours(case, by)
    if step not in OfficeStep or not office.strip():
        raise NotNow(_("请写明是哪个机构、办到了哪一步。"))
    if on > timezone.localdate() and step not in HEARINGS:
        raise NotNow(_("只有开庭可以登记以后的日期。"))
    if step in PAPERS and (perform_by is None) is not nothing_due:
        raise NotNow(_("请写明文书要求对方最晚哪天履行，或者注明对方不用履行。"))
    if any((one.step, one.on) == (step, on) for one in queries.outside_steps(case)):
        raise NotNow(_("这一天的这一步已经登记过。"))
    kept = cases.attach(case=case, papers={"outside": paper}, by=by, closed=True) if paper else []
    row: OutsideStep = OutsideStep.objects.create(
        person_id=case.person_id, case_id=case.pk, step=step, on=on, office=office.strip()[:80],
        perform_by=perform_by if step in PAPERS else None, paper_number=paper_number.strip()[:60],
        said=says.strip()[:1000], attachment_id=kept[0].pk if kept else None, entered_at=timezone.now(), by_id=by.pk,
        by_name=str(by)[:60],
    )  # fmt: skip
    audit.record("rights.outside.entered", subject=row, by=by, number=case.number, step=step, on=on.isoformat())
    _count_anew(case, by)
    words = _("%(day)s %(office)s：%(step)s") % _facts(row)
    cases.enter_fact(case=case, words=words, by=by)
    key = f"outside:{row.pk}"
    cases.tell_both(case=case, kind="outside", title=_("仲裁、诉讼有新进展"), words=words, by=by, key=key, closed=True)
    return row


@in_house_language
@transaction.atomic
def strike_step(*, case: Any, step: OutsideStep, because: str, by: Any) -> OutsideStep:
    """登记有误: it stays to be read, struck out, and the last days are counted without it."""
    _still_ours(case, by)
    rows = OutsideStep.objects.of(case.person_id).select_for_update(of=("self",))
    row: OutsideStep = rows.get(pk=step.pk, case_id=case.pk)
    if row.struck_on is not None or not because.strip():
        raise NotNow(_("请写明哪里登记错了；已经撤销的不用再撤。"))
    row.struck_on, row.struck_because = timezone.localdate(), because.strip()[:200]
    row.save(force_update=True)
    audit.record("rights.outside.struck", subject=row, by=by, number=case.number, because=row.struck_because)
    _count_anew(case, by)
    cases.enter_fact(case=case, words=_("登记有误，已撤销：%(day)s %(office)s %(step)s") % _facts(row), by=by)
    return row


def _still_ours(case: Any, by: Any) -> None:
    held = cases.hold_matter(case=case, by=by, needs=Cases.WORK)  # two forms sent at once wait for one another
    if not queries.goes_on_outside(held):
        raise NotNow(_("来件人已经撤回或者没有再补充，不再登记。"))


def _count_anew(case: Any, by: Any) -> None:
    """Where the claim stands now, kept with the answers of every case of it: from them the days are counted."""
    rows = sorted(queries.outside_steps(case), key=_known_on)
    happened = (Happened(one.step, one.on, one.perform_by) for one in rows)
    stands = proceeding(happened).as_json()
    for one in read_cases.handed_on(case):
        cases.add_answers(case=one, answers={"outside": stands}, by=by)
        watch(case=one, by=by)
    case.refresh_from_db()


def _known_on(row: OutsideStep) -> date:
    """A hearing is known before it is held: a claim taken back since then has none to come."""
    return min(row.on, timezone.localdate(row.entered_at))


def _facts(row: OutsideStep) -> dict[str, Any]:
    return {"day": text.full_day(row.on), "office": row.office, "step": OfficeStep(row.step).label}
