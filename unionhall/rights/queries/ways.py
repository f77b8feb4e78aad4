"""Ways on after a mediation (rights.md §4): each with its last day, counted and shown, and whether it is open."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.rules import queries as rules

from ..choices import CauseGroup, Confirmation, Ended, PromiseState, Way
from ..limitation import claim_limit
from ..models import Mediation, Promise
from .limits import dates_for

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
    found = []
    if mediation is not None and mediation.outcome == Ended.AGREED and mediation.effect_on is not None:
        found += [confirmation(mediation, way, str(case.unit.division_id or "")) for way in CODES]
        if _unkept(promises) and str(case.answers.get("cause") or "")[:1] == CauseGroup.PAY:
            hint = _("用人单位不按协议支付劳动报酬、工伤医疗费、经济补偿或者赔偿金的，可以持协议向法院申请支付令。")
            found.append(WayOn(Way.PAYMENT_ORDER, hint=hint))
    if mediation is None or mediation.outcome not in (Ended.OPEN, Ended.AGREED) or _unkept(promises):
        limit = claim_limit(dates_for(case))
        found.append(WayOn(Way.ARBITRATION, limit.due, limit.lines) if limit is not None else WayOn(Way.ARBITRATION))
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
