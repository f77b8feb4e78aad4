"""好差评: the person served rates each closing once; a bad rating reopens the case one level above."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.kit import figures
from unionhall.kit.text import in_house_language
from unionhall.orgs import queries as orgs

from .. import queries, tokens
from ..choices import EventKind, HopWhy, RatingTag
from ..models import Case, Rating
from ..permissions import Cases
from ..refusals import MayNotRate, NotNow
from .bad_ratings import note_bad
from .calling import drop_call
from .clocks import end_pause, enter_stage, sign_by, start_pause
from .moving import count_closing
from .placing import arrive, name_holder
from .standing import locked, write
from .telling import enter, headline, tell_holder, tell_level_above, tell_worker

GOOD_FROM = 3  # stars (国办发〔2019〕51号)
MOST_TAGS = 5


@in_house_language
@transaction.atomic
def rate(*, case: Case, stars: int, by: Any, tags: Iterable[str] = (), words: str = "", token: str = "") -> Rating:
    """Rate the last closing: by its one-time link (`by` is the portal), or signed in as the person served."""
    locked(case)
    _check(case, stars, token, by)
    rating = Rating.objects.create(
        person_id=case.person_id,
        case_id=case.pk,
        unit=case.unit,
        closing=case.reopened,
        stars=stars,
        tags=[tag for tag in dict.fromkeys(tags) if tag in RatingTag][:MOST_TAGS],
        words=words.strip()[:1000],
        channel="link" if token else "own",
        at=timezone.now(),
    )
    case.rated_stars, case.rate_token = stars, ""
    _count(case, stars)
    enter(case, EventKind.RATED, by=by, words=words.strip()[:1000], for_worker=True, stars=stars)
    audit.record("cases.case.rated", subject=case, by=by, stars=stars, unit=case.unit)
    if stars <= case.service.bad_stars:
        note_bad(case, rating)
        _answer_bad(case, by=by)
    else:
        write(case)
    return rating


def _check(case: Case, stars: int, token: str, by: Any) -> None:
    """Only the person served, only a closed case, once per closing, in time; a member of staff never for others."""
    if not 1 <= stars <= 5:
        raise NotNow(gettext_lazy("请选一到五颗星。"))
    if not case.is_closed or case.closed_at is None:
        raise NotNow(gettext_lazy("这件诉求还没有办结，办结后再评价。"))
    if token:
        link = tokens.read_rate_link(token)
        allowed = (
            link is not None and link[:2] == (case.person_id, case.pk) and tokens.matches(link[2], case.rate_token)
        )
    else:
        allowed = by.pk == case.person_id and bool(case.rate_token)
    if not allowed:
        raise MayNotRate
    if (timezone.localdate() - timezone.localdate(case.closed_at)).days > case.service.rate_days:
        raise MayNotRate(gettext_lazy("评价期限已过。如仍有问题，请重新提交或拨打热线。"))


def _count(case: Case, stars: int) -> None:
    today = timezone.localdate()
    figures.add("cases.rated", unit=case.unit, day=today)
    if stars >= GOOD_FROM:
        figures.add("cases.rated_good", unit=case.unit, day=today)


def _answer_bad(case: Case, *, by: Any) -> None:
    """Reopen one level above with a name; where the service cannot be done twice, that level is told."""
    if case.service.reopens_at is None:
        write(case)
        enter(case, EventKind.ESCALATED, by=by, words=_("差评已告知上级工会"))
        tell_level_above(case, "bad-rating", _("收到差评，请回访"), headline(case), by=by, key=f"bad:{case.pk}")
        return
    _reopen(case, _("评价不满意，由上级重新办理"), by=by)


def reopen(case: Case, because: str, *, by: Any) -> None:
    """The same for a closing that did not hold for another reason; locks the case."""
    _reopen(locked(case), because, by=by)


def _reopen(case: Case, because: str, *, by: Any) -> None:
    """Take the closing out of the counts, let the citizen clock go on, and give it to a named person above."""
    from_unit, closed_on = case.unit, timezone.localdate(case.closed_at)
    above, (holder, name) = _someone_above(case)
    count_closing(case, n=-1)
    drop_call(case)
    case.reopened += 1
    case.closed_at, case.closed_on_time, case.outcome = None, None, "open"
    case.decided, case.to_decide = False, False
    start_pause(case, _("办结后等待评价"), since=closed_on)
    end_pause(case)
    enter_stage(case, case.service.reopens_at)  # type: ignore[arg-type]
    arrive(case, above, from_unit, HopWhy.REOPENED, reason=because, by=by)
    if holder is not None:
        name_holder(case, holder, name)
    write(case, from_desk=from_unit.desk_id, taken_at=None, late_told_on=None, sign_by=sign_by(case))
    _tell(case, from_unit, by=by)


def _someone_above(case: Case) -> tuple[Any, tuple[int | None, str]]:
    """The level above, and who there is to have it: who decides, else who works on such cases."""
    above = orgs.parent_of(case.unit) or case.unit
    for permission in (Cases.DECIDE, queries.working_permission(case)):
        if holders := [one for one in accounts.holders(permission, above) if one[0] != case.person_id]:
            return above, holders[case.pk % len(holders)]
    return above, (None, "")


def _tell(case: Case, from_unit: Any, *, by: Any) -> None:
    enter(case, EventKind.REOPENED, by=by, for_worker=True, unit=case.unit_id, holder=case.holder_id)
    audit.record("cases.case.reopened", subject=case, by=by, to=case.unit_id, closed_by=from_unit.pk)
    facts = {"unit": case.unit, "name": case.holder_name}
    words = _("由上级%(unit)s %(name)s重新办理。") % facts
    key = f"again:{case.pk}:{case.reopened}"
    tell_worker(case, "reopened", _("重新办理：%(case)s") % {"case": headline(case)}, words, by=by, key=key)
    tell_holder(case, "reopened", _("不满意升级，请重新办理"), headline(case), by=by, key=f"h:{key}")
