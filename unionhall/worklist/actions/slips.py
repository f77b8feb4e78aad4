"""Slips 督办单: raised by dated rules, told to the unit, answered by it, and passed upward while nobody answers."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.channels import actions as channels
from unionhall.kit import access, clock
from unionhall.kit.refusal import Refusal
from unionhall.kit.text import in_house_language
from unionhall.orgs import queries as orgs

from .. import queries
from ..arithmetic import ONE
from ..choices import LIVE_ITEMS, OPEN_SHARES, AppealState, Colour, ShareState
from ..models import Appeal, Share, Slip, SlipRule
from ..permissions import Worklist
from ..refusals import NotNow

BATCH = 100
GRAVITY = {Colour.NONE: 0, Colour.BLUE: 1, Colour.YELLOW: 2, Colour.RED: 3}


def rules_on(day: date) -> list[SlipRule]:
    """Rules in force that day, the gravest first."""
    rows = SlipRule.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day).select_related("place")
    return sorted(rows, key=lambda rule: (-GRAVITY[Colour(rule.colour)], rule.pk))


def raise_slips(*, desk_id: int, by: Any) -> int:
    """Raise what is due at this desk today; how many, and none twice however often this runs."""
    raised, today = 0, clock.today()
    for rule in rules_on(today):
        while True:
            n = _raise_batch(desk_id, rule, today, by)
            raised += n
            if n < BATCH:
                break
    return raised


@transaction.atomic
def _raise_batch(desk_id: int, rule: SlipRule, today: date, by: Any) -> int:
    shares = list(_due_for(desk_id, rule, today)[:BATCH])
    for share in shares:
        _raise(share, rule, today, by)
    return len(shares)


def _due_for(desk_id: int, rule: SlipRule, today: date) -> QuerySet[Share]:
    wanted = Q(state__in=OPEN_SHARES, item__state__in=LIVE_ITEMS, progress__lt=ONE)
    if rule.days_to_due is not None:
        wanted &= Q(due_on__lte=today + timedelta(days=rule.days_to_due))
    if rule.light:
        wanted &= Q(light=rule.light, light_since__lte=today - timedelta(days=rule.light_days))
    if rule.place is not None:
        wanted &= Q(unit__path__under=rule.place.path)
    if rule.accept_days is not None:
        wanted &= Q(state=ShareState.ISSUED, issued_on__lte=queries.last_issue_day_too_old(rule.accept_days, today))
    found = Share.objects.at_desks([desk_id]).filter(wanted).exclude(Exists(_same(rule)))
    if rule.accept_days is not None:  # whoever waits for an answer about the target need not sign for it yet
        found = found.exclude(Exists(_open_appeal()))
    return found.select_related("item__issuer", "unit").order_by("pk")


def _open_appeal() -> QuerySet[Appeal]:
    return Appeal.objects.filter(desk_id=OuterRef("desk_id"), share_id=OuterRef("pk"), state=AppealState.OPEN)


def _same(rule: SlipRule) -> QuerySet[Slip]:
    """The slip that makes another needless: of this colour, for a light only since the share fell into that light."""
    same = Slip.objects.filter(desk_id=OuterRef("desk_id"), share_id=OuterRef("pk"), colour=rule.colour)
    same = same.filter(rule__accept_days__isnull=rule.accept_days is None)
    return same.filter(raised_on__gte=OuterRef("light_since")) if rule.light else same


def _raise(share: Share, rule: SlipRule, today: date, by: Any) -> None:
    slip = Slip.objects.create(
        desk_id=share.desk_id,
        share_id=share.pk,
        item=share.item,
        unit=share.unit,
        colour=rule.colour,
        raised_on=today,
        rule=rule,
        reached=[share.unit_id],
        progress_then=share.progress,
    )
    if GRAVITY[Colour(rule.colour)] > GRAVITY[Colour(share.colour)]:
        Share.objects.at_desks([share.desk_id]).filter(pk=share.pk).update(colour=rule.colour)
    audit.record(
        "worklist.slip.raised", subject=slip, by=by, because=rule.source, code=share.item.code, colour=rule.colour
    )
    _tell(slip, share, share.unit, Worklist.REPORT, by)
    above = [one for one in orgs.ancestors(share.unit) if one.pk != share.unit_id] if rule.levels_up else []
    for unit in reversed(above[-rule.levels_up :] if rule.levels_up else []):
        _reach(slip, share, unit, by)


def _reach(slip: Slip, share: Share, unit: Any, by: Any) -> None:
    slip.reached = [*slip.reached, unit.pk]
    slip.save(update_fields=["reached"])
    _tell(slip, share, unit, Worklist.DECIDE, by)


@in_house_language
def _tell(slip: Slip, share: Share, unit: Any, permission: str, by: Any) -> None:
    facts = {
        "unit": str(share.unit),
        "code": share.item.code,
        "title": share.item.title,
        "progress": f"{share.progress * 100:.0f}%",
        "due": share.due_on.isoformat(),
    }
    channels.tell_unit(
        unit=unit,
        permission=permission,
        kind="worklist/slip",
        title=_("%(colour)s：%(title)s") % {"colour": Colour(slip.colour).label, "title": share.item.title},
        words=_unsigned(slip, facts) or _behind(facts),
        link=reverse("worklist:share", args=[share.item.issuer.code, share.item.code, share.unit.code]),
        key=f"slip:{slip.pk}:{unit.pk}",
        by=by,
    )


def _behind(facts: dict[str, str]) -> str:
    return _("%(unit)s的“%(code)s %(title)s”完成进度%(progress)s，%(due)s到期。请说明原因和下一步。") % facts


def _unsigned(slip: Slip, facts: dict[str, str]) -> str:
    """What a slip says that is about the signature; empty for any other."""
    if slip.rule.accept_days is None:
        return ""
    text = _("%(unit)s的“%(code)s %(title)s”下达%(days)d个工作日后还没有签收。请签收并指定负责人，说明原因。")
    return text % {**facts, "days": slip.rule.accept_days}


@transaction.atomic
def answer(*, slip: Slip, words: str, by: Any) -> Slip:
    """The unit says why, and what comes next; once."""
    access.require(by, Worklist.REPORT, at=slip.unit)
    rows = Slip.objects.at_desks([slip.desk_id]).select_for_update(of=("self",)).select_related("unit", "item")
    slip = rows.get(pk=slip.pk)
    if slip.answered_at is not None:
        raise NotNow(_("%(name)s 已经回复过这张督办单。") % {"name": slip.answered_by_name})
    if len(words.strip()) < 5:
        raise Refusal(_("请写明原因和下一步措施（至少五个字）。"))
    slip.answer, slip.answered_at = words.strip()[:500], clock.now()
    slip.answered_by_id, slip.answered_by_name = by.pk, str(by)[:60]
    slip.save(update_fields=["answer", "answered_at", "answered_by_id", "answered_by_name"])
    audit.record("worklist.slip.answered", subject=slip, by=by, because=slip.answer, code=slip.item.code)
    return slip


def escalate(*, desk_id: int, by: Any) -> int:
    """Pass slips nobody answered to the next level above; how many."""
    waiting = Slip.objects.at_desks([desk_id]).filter(answered_at=None, rule__upward_after__isnull=False)
    passed = 0
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
        passed += _pass_up(desk_id, pk, by)
    return passed


@transaction.atomic
def _pass_up(desk_id: int, pk: int, by: Any) -> bool:
    rows = Slip.objects.at_desks([desk_id]).select_for_update(of=("self",)).select_related("rule", "unit", "item")
    slip = rows.get(pk=pk)
    wait = timedelta(days=(slip.rule.upward_after or 0) * len(slip.reached))
    if slip.answered_at is not None or clock.today() < slip.raised_on + wait:
        return False
    open_now = Q(state__in=OPEN_SHARES, item__state__in=LIVE_ITEMS)
    share = (
        Share.objects.at_desks([desk_id])
        .filter(open_now, pk=slip.share_id)
        .select_related("item__issuer", "unit")
        .first()
    )
    above = [one for one in reversed(orgs.ancestors(slip.unit)) if one.pk not in slip.reached]
    if share is None or not above:
        return False
    _reach(slip, share, above[0], by)
    audit.record("worklist.slip.passed-up", subject=slip, by=by, unit=above[0], because=slip.rule.source)
    return True
