"""Ways on after a mediation (rights.md §4): each with its last day, counted and shown, and whether it is open."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.rules import queries as rules

from ..choices import Cause, CauseGroup, Confirmation, Ended, LimitKind, PromiseState, Way
from ..last_days import OFFICES
from ..limitation import claim_limit
from ..models import Mediation, Promise
from ..office_days import enforceable_from
from .limits import dates_for, limits_for

INSPECTED = frozenset(  # matters of the labour inspectorate (劳动保障监察条例 art. 11)
    {
        Cause.NO_CONTRACT, Cause.HOURS, Cause.LEAVE, Cause.INSURANCE, Cause.MATERNITY, Cause.ARREARS,
        Cause.BELOW_MINIMUM, Cause.OVERTIME,
    }
)  # fmt: skip
CODES = {Way.CONFIRM_ARBITRATION: "rights.arbitration-confirmation", Way.CONFIRM_COURT: "rights.judicial-confirmation"}


@dataclass(frozen=True)
class WayOn:
    """One way: until when, how that was counted, and whether it is the one both sides wished."""

    code: Way
    due: date | None = None
    lines: list[str] = field(default_factory=list)
    wished: bool = False
    hint: str = ""

    @property
    def title(self) -> str:
        return str(self.code.label)

    @property
    def is_open(self) -> bool:
        return self.due is None or self.due >= timezone.localdate()


def ways_on(case: Any, mediation: Mediation | None, promises: list[Promise]) -> list[WayOn]:
    """What the worker may do now; after an agreement confirmation or payment order, else arbitration."""
    enforce = _enforce(case)
    if mediation is None:
        return [*enforce, *_by_law(case)]
    found = enforce
    if mediation.outcome == Ended.AGREED and mediation.effect_on is not None and not dates_for(case).outside.over:
        found += [confirmation(mediation, way, str(case.unit.division_id or "")) for way in CODES]
        at = dates_for(case).outside
        if at.order_failed_on is not None:
            hint = _("支付令失效以后，可以凭调解协议直接向法院起诉，不用先申请仲裁。")
            found.append(WayOn(Way.AGREEMENT_SUIT, hint=hint))
        elif at.order_on is None and _unkept(promises) and str(case.answers.get("cause") or "")[:1] == CauseGroup.PAY:
            hint = _("用人单位不按协议支付劳动报酬、工伤医疗费、经济补偿或者赔偿金的，可以持协议向法院申请支付令。")
            found.append(WayOn(Way.PAYMENT_ORDER, hint=hint))
    if mediation.outcome not in (Ended.OPEN, Ended.AGREED) or _unkept(promises):
        found += _claim(case)
    return found


def _enforce(case: Any) -> list[WayOn]:
    """Once the day by which the other side had to perform has passed, and until it is asked for."""
    since = enforceable_from(dates_for(case))
    due = next((one for one in limits_for(case) if one.kind == LimitKind.ENFORCE), None)
    if since is None or due is None or since >= timezone.localdate():
        return []
    return [WayOn(Way.ENFORCEMENT, due.due, due.lines)]


def _claim(case: Any) -> list[WayOn]:
    """To the commission; once it has ruled, to the court; nothing for a claim that has been brought."""
    known = dates_for(case)
    limit = claim_limit(known)
    if limit is None and (late := _let_pass(case)) is not None:
        return [WayOn(Way.SUIT, hint=str(OFFICES[late]))]
    if limit is None:
        return [] if known.outside.is_claimed else [WayOn(Way.ARBITRATION)]
    way = Way.SUIT if limit.kind == LimitKind.SUIT else Way.ARBITRATION
    return [WayOn(way, limit.due, limit.lines)]


def _let_pass(case: Any) -> LimitKind | None:
    """The day the commission let pass: from then the worker may sue (劳动争议调解仲裁法 art. 29, 43)."""
    late = (one.kind for one in limits_for(case) if one.left < 0)
    return next((kind for kind in late if kind in (LimitKind.ACCEPT, LimitKind.AWARD)), None)


def _by_law(case: Any) -> list[WayOn]:
    """What a worker may do without any mediation, as far as the matter and the days told allow it."""
    cause, due = str(case.answers.get("cause") or ""), {one.kind: one for one in limits_for(case)}
    found = _claim(case)
    if (at := dates_for(case).outside).over:
        return found
    if cause == Cause.ARREARS and at.order_on is None and at.order_failed_on is None:
        hint = _("劳动合同法第三十条：拖欠或者未足额支付劳动报酬的，可以向法院申请支付令。")
        found.append(WayOn(Way.WAGES_ORDER, hint=hint))
    if (iou := due.get(LimitKind.IOU)) is not None:
        found.append(WayOn(Way.IOU_SUIT, iou.due, iou.lines))
    if cause[:1] == CauseGroup.PAY:
        hint = _(
            "劳动争议调解仲裁法第四十四条：追索劳动报酬、工伤医疗费、经济补偿或者赔偿金，权利义务关系明确、不先予执行将严重影响生活的，可以在仲裁中申请，劳动者不用提供担保。"
        )
        found.append(WayOn(Way.ADVANCE, hint=hint))
    if cause in INSPECTED and (watch := due.get(LimitKind.INSPECTORATE)) is not None:
        found.append(WayOn(Way.INSPECTORATE, watch.due, watch.lines))
    return found


def confirmation(mediation: Mediation, way: Way, place: str) -> WayOn:
    """Both sides together, within the time from the day the agreement took effect."""
    code, start = CODES[way], mediation.effect_on
    assert start is not None
    rule, end = rules.rule(code, place=place, on=start), rules.span(code, start=start, place=place)
    law = _("%(law)s：自调解协议生效之日起%(text)s内，由双方共同申请。") % {"law": rule.law, "text": rule.text}
    wished = {Way.CONFIRM_ARBITRATION: Confirmation.ARBITRATION, Way.CONFIRM_COURT: Confirmation.COURT}[way]
    return WayOn(way, end.due, [law, *end.explain()], wished=mediation.confirmation == wished)


def _unkept(promises: list[Promise]) -> bool:
    late = timezone.localdate()
    return any(
        one.state in (PromiseState.UNKEPT, PromiseState.PART)
        or (one.state == PromiseState.WAITING and one.due_on < late)
        for one in promises
    )
