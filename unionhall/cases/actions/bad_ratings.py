"""After a bad rating (evaluation.md §2): called back, perhaps objected to, and then decided by the level above."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import figures, workdays
from unionhall.kit.access import NotAllowed
from unionhall.kit.text import in_house_language

from .. import queries
from ..choices import RatingState
from ..models import BadRating, Case, Rating
from ..refusals import NotNow, OwnCase, WordsNeeded
from ..rules import rating_rules
from .standing import locked, write
from .telling import headline, tell_level_above, tell_worker


def note_bad(case: Case, rating: Rating) -> BadRating:
    """Into the ledger of the unit that did the work, with the days for calling back and for objecting."""
    rules = rating_rules()
    return BadRating.objects.create(
        desk_id=case.unit.desk_id,
        case_id=case.pk,
        person_id=case.person_id,
        rating_id=rating.pk,
        unit=case.unit,
        view=case.service.view,
        number=case.number,
        closing=rating.closing,
        title=case.title,
        who=queries.who(case),
        stars=rating.stars,
        rated_at=rating.at,
        call_by=_in(rules.call_back),
        object_by=_in(rules.object_within),
    )


@transaction.atomic
def call_back(*, bad: BadRating, words: str, by: Any) -> BadRating:
    """回访: write down that the person was called, and what came of it."""
    bad = _locked(bad)
    if not queries.may_answer(by, bad):
        raise OwnCase if queries.is_own(by, bad) else NotAllowed
    if not bad.may_call:
        raise NotNow(_("这条差评已经回访。"))
    bad.called_at, bad.called_by_name, bad.said = timezone.now(), str(by)[:60], _given(words)
    bad.save()
    on_time = timezone.localdate() <= bad.call_by
    audit.record("cases.rating.called-back", subject=bad, by=by, about=bad.person_id, unit=bad.unit, on_time=on_time)
    return bad


@in_house_language
@transaction.atomic
def object_to(*, bad: BadRating, words: str, by: Any) -> BadRating:
    """申诉: the unit holds the rating to be false or malicious; the level above is asked."""
    bad = _locked(bad)
    if not queries.may_answer(by, bad):
        raise OwnCase if queries.is_own(by, bad) else NotAllowed
    if bad.objected_at is not None:
        raise NotNow(_("这条差评已经申诉过。"))
    if timezone.localdate() > bad.object_by:
        raise NotNow(_("申诉期限已过。"))
    bad.objected_at, bad.objected_by_id, bad.objected_by_name = timezone.now(), by.pk, str(by)[:60]
    bad.objection, bad.decide_by = _given(words), _in(rating_rules().decide_within)
    bad.save()
    audit.record("cases.rating.objected", subject=bad, by=by, about=bad.person_id, unit=bad.unit)
    case = _case(bad)
    case.unit = bad.unit  # the level above the unit that was rated, wherever the case is now
    tell_level_above(case, "objection", _("对差评的申诉，请裁定"), headline(case), by=by, key=f"object:{bad.pk}")
    return bad


@in_house_language
@transaction.atomic
def decide_objection(*, bad: BadRating, exclude: bool, words: str, by: Any) -> BadRating:
    """裁定: an excluded rating stays stored with the reason and leaves the counts of the day it was given."""
    case = locked(_case(bad))
    bad = _locked(bad)
    if not queries.may_decide_objection(by, bad):
        raise NotAllowed
    if not bad.awaits_decision:
        raise NotNow(_("这条申诉已经裁定，或还没有人申诉。"))
    bad.decided_at, bad.decided_by_name, bad.excluded = timezone.now(), str(by)[:60], exclude
    bad.because = _given(words)
    bad.save()
    if exclude:
        _exclude(case, bad)
        told = _("经上级工会复核，您的评价不计入统计：%(why)s") % {"why": words.strip()}
        tell_worker(case, "rating-excluded", headline(case), told, by=by, key=f"excluded:{bad.pk}")
    audit.record(
        "cases.rating.excluded" if exclude else "cases.rating.upheld",
        subject=bad, by=by, about=bad.person_id, unit=bad.unit,
    )  # fmt: skip
    return bad


def _exclude(case: Case, bad: BadRating) -> None:
    rating = Rating.objects.of(bad.person_id).select_for_update().get(pk=bad.rating_id)
    rating.state = RatingState.EXCLUDED
    rating.save(update_fields=["state"])
    day = timezone.localdate(rating.at)
    figures.add("cases.rated", unit=rating.unit, day=day, n=-1)  # a bad one was never among the good
    newer = Rating.objects.of(bad.person_id).filter(case_id=case.pk, closing__gt=rating.closing)
    if not newer.exists():
        case.rated_stars = None
        write(case)


def _locked(bad: BadRating) -> BadRating:
    rows = BadRating.objects.at_desks([bad.desk_id]).select_for_update(of=("self",))
    return rows.select_related("unit").get(pk=bad.pk)


def _case(bad: BadRating) -> Case:
    return Case.objects.of(bad.person_id).select_related("unit", "employer").get(pk=bad.case_id)


def _given(words: str) -> str:
    if not words.strip():
        raise WordsNeeded
    return words.strip()[:1000]


def _in(days: int) -> date:
    return workdays.add_working_days(timezone.localdate(), days).due
