"""期限 at the commission, the courts and the inspectorate: what runs there now, from the steps written down."""

from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit import text, workdays
from unionhall.rules import queries as rules

from .choices import LimitKind
from .last_days import CODES, Dates, Limit, counted, that_day
from .outside import Proceeding


def at_offices(known: Dates) -> list[Limit]:
    """The days that run at each office: of the claim, the payment order, the enforcement and the inspectorate."""
    return [*_hearing(known), *_ruling(known), *_order(known), *_enforcement(known), *_inspection(known)]


def _hearing(known: Dates) -> list[Limit]:
    at = known.outside
    if at.hearing_on is None or at.hearing_on < timezone.localdate() or at.over:
        return []
    told = that_day(LimitKind.HEARING, at.hearing_on)
    return [told if at.hearing_in_court else replace(told, why=f"{told.why}{_before_hearing(at.hearing_on)}")]


def _before_hearing(day: date) -> str:
    """What the commission owes before a hearing, and until when another day may be asked for (art. 35)."""
    notice, ask = (
        workdays.working_days_before(day, int(rules.value(code, on=day)))
        for code in ("rights.hearing-notice", "rights.hearing-postpone")
    )
    told = _("仲裁庭最晚%(notice)s书面通知开庭；有正当理由要延期的，最晚%(ask)s提出。")
    return told % {"notice": text.full_day(notice), "ask": text.full_day(ask)}


def _ruling(known: Dates) -> list[Limit]:
    """The one day that runs at the commission or the court, or against what it ruled."""
    at = known.outside
    if at.over:
        return []
    if at.appealed_on is not None:
        return [_second(at, known)] if at.second_on is not None else []
    if at.judgment_on is not None:
        return [counted(LimitKind.APPEAL, at.judgment_on, _("从一审判决书送达之日起算。"), known)]
    if at.ruling_on is not None:
        why = _("从不予受理裁定书送达之日起算。")
        return [counted(LimitKind.APPEAL, at.ruling_on, why, known, code="rights.court-appeal-ruling")]
    if at.court_on is not None:
        return [_judgment(at, at.court_on, known)]
    if at.sued_on is not None:
        return [counted(LimitKind.COURT, at.sued_on, _("从法院收到起诉状之日起算。"), known)]
    if known.award_on is None and at.accepted_on is not None:
        return [_award(at, at.accepted_on, known)]
    if known.award_on is None and at.filed_on is not None:
        return [counted(LimitKind.ACCEPT, at.filed_on, _("从仲裁委收到仲裁申请之日起算。"), known)]
    return []


def _award(at: Proceeding, accepted_on: date, known: Dates) -> Limit:
    code = "rights.award-simple" if at.simple else CODES[LimitKind.AWARD]
    longer = "rights.award-longer" if at.longer else ""
    return counted(LimitKind.AWARD, accepted_on, _("从仲裁委受理之日起算。"), known, code=code, longer=longer)


def _judgment(at: Proceeding, court_on: date, known: Dates) -> Limit:
    """Each procedure has its own time, and its own longer one."""
    code = f"{CODES[LimitKind.JUDGMENT]}-{at.procedure}" if at.procedure else CODES[LimitKind.JUDGMENT]
    longer = f"{code}-longer" if at.court_longer else ""
    return counted(LimitKind.JUDGMENT, court_on, _("从法院立案之日起算。"), known, code=code, longer=longer)


def _second(at: Proceeding, known: Dates) -> Limit:
    assert at.second_on is not None
    of_ruling = at.judgment_on is None and at.ruling_on is not None
    code = "rights.court-second-ruling" if of_ruling else CODES[LimitKind.SECOND]
    return counted(LimitKind.SECOND, at.second_on, _("从二审法院立案之日起算。"), known, code=code)


def _order(known: Dates) -> list[Limit]:
    """支付令: the court's own days, then the other side's."""
    at = known.outside
    if at.order_served_on is not None:
        if at.enforce_on is not None:
            return []
        return [counted(LimitKind.ORDER_OBJECT, at.order_served_on, _("从支付令送达对方之日起算。"), known)]
    if at.order_accepted_on is not None:
        return [counted(LimitKind.ORDER_ISSUE, at.order_accepted_on, _("从法院受理支付令申请之日起算。"), known)]
    if at.order_on is not None:
        return [counted(LimitKind.ORDER_ACCEPT, at.order_on, _("从法院收到支付令申请之日起算。"), known)]
    return []


def _enforcement(known: Dates) -> list[Limit]:
    """申请执行 from the day by which the other side had to perform; once asked for, the court's own time."""
    at = known.outside
    if at.enforce_on is not None:
        why = _("从法院收到强制执行申请之日起算。")
        return [] if at.enforce_ended else [counted(LimitKind.ENFORCING, at.enforce_on, why, known)]
    start = enforceable_from(known)
    if start is None:
        return []
    why = _("从文书规定的履行期限最后一天起算；分期履行的，从最后一期起算。")
    found = [counted(LimitKind.ENFORCE, start, why, known)]
    return [that_day(LimitKind.PERFORM, start), *found] if start >= timezone.localdate() else found


def enforceable_from(known: Dates) -> date | None:
    """The other side's last day by a paper in effect, or by a payment order it said nothing against."""
    at = known.outside
    if at.perform_by is not None and not at.is_contested:
        return at.perform_by
    if at.order_served_on is not None:
        code = CODES[LimitKind.ORDER_OBJECT]
        return rules.span(code, start=at.order_served_on, place=known.place).due
    return None


def _inspection(known: Dates) -> list[Limit]:
    at = known.outside
    if at.inspect_over or at.inspect_on is None:
        return []
    if at.inspect_accepted_on is None:
        return [counted(LimitKind.INSPECT_FILE, at.inspect_on, _("从劳动保障监察收到投诉之日起算。"), known)]
    longer = "rights.inspection-longer" if at.inspect_longer else ""
    why = _("从劳动保障监察立案之日起算。")
    return [counted(LimitKind.INSPECT, at.inspect_accepted_on, why, known, longer=longer)]
