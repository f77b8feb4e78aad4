"""安康杯: an entry, its score sheet, its way up the levels, public notice, award, and an award taken back."""

from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.documents import actions as documents
from unionhall.kit import access
from unionhall.kit.access import Level, NotAllowed
from unionhall.kit.refusal import Refusal
from unionhall.kit.text import full_day, in_house_language
from unionhall.matters import actions as matters

from .. import queries
from ..choices import Award
from ..models import CupEntry
from ..permissions import Safety
from ..refusals import NotYet, Vetoed
from .keeping import keep

TWICE = gettext_lazy("今年已经报过名，不能重复报。")
WON_BEFORE = gettext_lazy("同一单位已获得过全国奖项，或者五年内已获得过省级奖项，不重复授予。")


@in_house_language
@transaction.atomic
def enter_cup(
    *,
    unit: Any,
    by: Any,
    year: int,
    award: str,
    name: str,
    wanted_level: int,
    sheet: str,
    employer: Any = None,
    staff: int = 0,
    teams: int = 0,
    contact: str = "",
) -> CupEntry:
    """报名: one entry a year for each award and name, as high as the nation, and not for a title that rests."""
    access.require(by, Safety.CUP, at=unit)
    if queries.cup_entered(unit=unit, year=year, award=award, name=name):
        raise NotYet(TWICE)
    title = _("%(year)d年安康杯 %(award)s：%(name)s") % {"year": year, "award": Award(award).label, "name": name}
    first = max(Level.PROVINCE, min(Level.COUNTY, unit.level - 1))
    if queries.cup_won_before(unit=unit, employer=employer, year=year, award=award, name=name, level=wanted_level):
        raise NotYet(WON_BEFORE)
    try:
        with transaction.atomic():
            return matters.open_matter(
                model=CupEntry, unit=unit, by=by, title=title, employer=employer, year=year, award=award, name=name,
                wanted_level=min(wanted_level, first), level=first, sheet=sheet, staff=staff, teams=teams,
                contact=contact, industry=getattr(employer, "industry", ""),
            )  # fmt: skip
    except IntegrityError as twice:  # somebody entered it a moment before
        raise NotYet(TWICE) from twice


def self_scored(*, case: CupEntry, by: Any, scores: dict[str, Decimal], vetoes: list[str], **_rest: Any) -> None:
    """The sum by the dated sheet; its rows are kept with the entry."""
    total = queries.cup_total(case, scores)
    kept = queries.kept(queries.rows_of(case.sheet, place=queries.place_of(case.unit, case.employer)))
    keep(case, scores=_plain(scores), score=total, vetoes=vetoes, kept_rules=kept)


def judged(*, case: CupEntry, by: Any, scores: dict[str, Decimal], vetoes: list[str], **_rest: Any) -> None:
    """The same by those who check it."""
    keep(case, checked_scores=_plain(scores), checked_score=queries.cup_total(case, scores), vetoes=vetoes)


def may_recommend(*, case: CupEntry, by: Any, **_rest: Any) -> None:
    _at_its_level(case, by)
    _good(case, case.score)
    if case.level <= queries.judged_at(case):
        raise NotYet(_("已到拟评选的层级，请审核，不再上报。"))


def recommended(*, case: CupEntry, by: Any, **_rest: Any) -> None:
    """One level up."""
    keep(case, level=case.level - 1)


def may_judge(*, case: CupEntry, by: Any, **_rest: Any) -> None:
    _at_its_level(case, by)
    if case.level > queries.judged_at(case):
        raise NotYet(_("还没有推荐到拟评选的层级。"))


def may_announce(*, case: CupEntry, by: Any, **_rest: Any) -> None:
    _at_its_level(case, by)
    _good(case, case.checked_score)
    if queries.won_before(case):
        raise NotYet(WON_BEFORE)


def announced(*, case: CupEntry, by: Any, **_rest: Any) -> None:
    """公示: the paper of the union that judges; from its signing it is public, for so many working days."""
    term = queries.term("cup-notice", start=timezone.localdate(), place=queries.place_of(case.unit, case.employer))
    keep(case, notice_until=term.day)
    matters.set_due(case, due_on=term.day, by=by)
    facts = {"title": case.title, "name": case.name, "unit": case.unit.name, "score": case.checked_score}
    until = _("自签发之日起%(days)s") % {"days": term.rule.text}
    documents.draw_up(
        kind="safety.cup-notice", unit=queries.judging_union(case), facts=facts | {"until": until}, by=by,
        subject=case, addressee="",
    )  # fmt: skip


def may_award(*, case: CupEntry, by: Any, **_rest: Any) -> None:
    _at_its_level(case, by)
    last = queries.notice_ends(case)
    if last is None:
        raise NotYet(_("公示文书还没有签发，公示期没有开始。请先签发，再等公示期满。"))
    if timezone.localdate() <= last:
        raise NotYet(_("公示期到%(day)s，还没有结束。") % {"day": full_day(last)})


def awarded(*, case: CupEntry, by: Any, **_rest: Any) -> None:
    """A national title is given by the nation and written down by the province that recommended it."""
    last = queries.notice_ends(case)
    keep(case, awarded_on=timezone.localdate(), award_level=case.wanted_level, notice_until=last)


@in_house_language
@transaction.atomic
def take_back_award(*, entry: CupEntry, because: str, by: Any) -> None:
    """The title is withdrawn when the winner later fails; the entry and its award stay on record."""
    row = CupEntry.objects.at_desks([entry.desk_id]).select_for_update(of=("self",)).get(pk=entry.pk)
    _at_its_level(entry, by)
    if row.awarded_on is None or row.withdrawn_on is not None:
        raise NotYet(_("没有可以撤销的奖项。"))
    keep(entry, withdrawn_on=timezone.localdate())
    matters.note(matter=entry, words=_("撤销荣誉：%(why)s") % {"why": because}, by=by)
    audit.record("safety.cup.withdrawn", subject=entry, by=by, unit=entry.unit, because=because, number=entry.number)


def may_pass_over(*, case: CupEntry, by: Any, **_rest: Any) -> None:
    _at_its_level(case, by)


def _at_its_level(case: CupEntry, by: Any) -> None:
    if not queries.may_judge(by, case):
        raise NotAllowed


def _good(case: CupEntry, score: Decimal | None) -> None:
    if case.vetoes:
        raise Vetoed
    place = queries.place_of(case.unit, case.employer)
    needed = queries.number("cup-pass", place=place)
    if case.award != Award.PERSON and (score is None or score < needed):
        raise Refusal(_("得分没有达到%(needed)s分，不能推荐。") % {"needed": f"{needed.normalize():f}"})


def _plain(scores: dict[str, Decimal]) -> dict[str, str]:
    return {name: str(value) for name, value in scores.items()}
