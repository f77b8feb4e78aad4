"""期限 Time limits: mediation, confirmation, arbitration, court, inspectorate, injury; and limitation (rights.md §4).

The functions are what others call; each answers a `Deadline`, whose `explain()` is the arithmetic in words.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import text
from unionhall.kit.workdays import Deadline
from unionhall.rules import queries as rules

from . import asks
from .answer import Answer, Book, Calculator, Given, Wrong

WAGES, OTHER = "wages", "other"
ZHEJIANG = "33"


def dl_mediation(asked_on: date, *, place: str = ZHEJIANG) -> Deadline:
    """Last day for the mediation to end, from the day it was asked for."""
    return rules.span("rights.mediation", start=asked_on, place=place)


def dl_arbitration(accepted_on: date, *, extended: bool = False, place: str = ZHEJIANG) -> Deadline:
    """Last day for the award, from acceptance; with the approved extension, counted on from acceptance too."""
    return together("rights.award", "rights.award-longer" if extended else "", start=accepted_on, place=place)


def limitation(
    known_on: date, kind: str = OTHER, employment_ended: date | None = None, *, place: str = ZHEJIANG
) -> Deadline | None:
    """Last day to ask for arbitration; None while wages are claimed from an employment that still stands.

    `known_on`: when the right was known to be harmed, or of the last demand, complaint or admission (each starts the
    year anew).
    """
    if kind == WAGES:
        if employment_ended is None:
            return None
        return rules.span("rights.wages-claim", start=max(employment_ended, known_on), place=place)
    return rules.span("rights.arbitration-claim", start=known_on, place=place)


def together(code: str, more: str, *, start: date, place: str = ZHEJIANG) -> Deadline:
    """A limit and its extension, counted in one from the same start: not moved twice by the same holiday."""
    number, unit, _row = rules.limit(code, place=place, on=start)
    if more:
        number += rules.limit(more, place=place, on=start)[0]
    return rules.span_of(number, unit, start)


@dataclass(frozen=True)
class Step:
    """One time limit of a procedure: counted from what, and what may lengthen it."""

    code: str
    title: Any
    since: Any
    rule: str
    longer: str = ""


STEPS = (
    Step("mediation", gettext_lazy("调解结束"), gettext_lazy("申请调解"), "rights.mediation"),
    Step(
        "judicial-confirmation",
        gettext_lazy("申请司法确认"),
        gettext_lazy("调解协议生效"),
        "rights.judicial-confirmation",
    ),
    Step(
        "arbitration-confirmation",
        gettext_lazy("申请仲裁审查确认"),
        gettext_lazy("调解协议生效"),
        "rights.arbitration-confirmation",
    ),
    Step(
        "arbitration-accept",
        gettext_lazy("仲裁委决定是否受理"),
        gettext_lazy("收到仲裁申请"),
        "rights.arbitration-accept",
    ),
    Step(
        "arbitration-serve", gettext_lazy("仲裁委送达申请书副本"), gettext_lazy("仲裁受理"), "rights.arbitration-serve"
    ),
    Step(
        "arbitration-defence",
        gettext_lazy("被申请人提交答辩书"),
        gettext_lazy("收到申请书副本"),
        "rights.arbitration-defence",
    ),
    Step(
        "arbitration-pass-on",
        gettext_lazy("仲裁委送达答辩书副本"),
        gettext_lazy("仲裁委收到答辩书"),
        "rights.arbitration-pass-on",
    ),
    Step(
        "arbitration-tribunal",
        gettext_lazy("仲裁委告知仲裁庭组成"),
        gettext_lazy("仲裁受理"),
        "rights.arbitration-tribunal",
    ),
    Step("publication", gettext_lazy("公告送达期满"), gettext_lazy("发出公告"), "rights.arbitration-publication"),
    Step(
        "publication-collective",
        gettext_lazy("公告送达期满（集体争议）"),
        gettext_lazy("发出公告"),
        "rights.arbitration-publication-collective",
    ),
    Step("award", gettext_lazy("仲裁裁决"), gettext_lazy("仲裁受理"), "rights.award", "rights.award-longer"),
    Step("award-simple", gettext_lazy("仲裁裁决（简易程序）"), gettext_lazy("仲裁受理"), "rights.award-simple"),
    Step("sue", gettext_lazy("不服裁决去法院起诉"), gettext_lazy("收到裁决书"), "rights.award-sue"),
    Step("annul", gettext_lazy("单位申请撤销终局裁决"), gettext_lazy("收到裁决书"), "rights.award-annul"),
    Step("court-accept", gettext_lazy("法院决定是否立案"), gettext_lazy("法院收到起诉状"), "rights.court-accept"),
    Step(
        "court-judgment",
        gettext_lazy("一审判决（普通程序）"),
        gettext_lazy("法院立案"),
        "rights.court-judgment",
        "rights.court-judgment-longer",
    ),
    Step(
        "court-simple",
        gettext_lazy("一审判决（简易程序）"),
        gettext_lazy("法院立案"),
        "rights.court-judgment-simple",
        "rights.court-judgment-simple-longer",
    ),
    Step(
        "court-small",
        gettext_lazy("判决（小额诉讼程序）"),
        gettext_lazy("法院立案"),
        "rights.court-judgment-small",
        "rights.court-judgment-small-longer",
    ),
    Step("appeal", gettext_lazy("不服一审判决上诉"), gettext_lazy("收到一审判决书"), "rights.court-appeal"),
    Step(
        "appeal-ruling", gettext_lazy("不服一审裁定上诉"), gettext_lazy("收到一审裁定书"), "rights.court-appeal-ruling"
    ),
    Step("court-second", gettext_lazy("二审裁判（不服判决）"), gettext_lazy("二审立案"), "rights.court-second"),
    Step(
        "court-second-ruling",
        gettext_lazy("二审裁定（不服裁定）"),
        gettext_lazy("二审立案"),
        "rights.court-second-ruling",
    ),
    Step(
        "order-accept",
        gettext_lazy("法院决定是否受理支付令申请"),
        gettext_lazy("法院收到申请"),
        "rights.payment-order-accept",
    ),
    Step(
        "order-issue", gettext_lazy("法院发出支付令"), gettext_lazy("法院受理支付令申请"), "rights.payment-order-issue"
    ),
    Step("objection", gettext_lazy("对支付令提出异议"), gettext_lazy("收到支付令"), "rights.payment-order"),
    Step(
        "enforcement",
        gettext_lazy("申请强制执行"),
        gettext_lazy("文书规定的履行期限最后一天"),
        "rights.enforcement-claim",
    ),
    Step(
        "enforcement-late",
        gettext_lazy("超过此期限没有执行，可以向上一级法院申请"),
        gettext_lazy("法院收到强制执行申请"),
        "rights.enforcement-late",
    ),
    Step("inspection-accept", gettext_lazy("劳动监察决定是否受理"), gettext_lazy("投诉"), "rights.inspection-accept"),
    Step(
        "inspection",
        gettext_lazy("劳动监察办结"),
        gettext_lazy("立案"),
        "rights.inspection",
        "rights.inspection-longer",
    ),
    Step(
        "injury-employer",
        gettext_lazy("单位申请工伤认定"),
        gettext_lazy("事故发生"),
        "rights.injury-claim-employer",
    ),
    Step("injury-worker", gettext_lazy("职工或工会申请工伤认定"), gettext_lazy("事故发生"), "rights.injury-claim"),
    Step("injury-decision", gettext_lazy("作出工伤认定"), gettext_lazy("受理工伤认定申请"), "rights.injury-decision"),
    Step(
        "injury-decision-clear",
        gettext_lazy("作出工伤认定（事实清楚）"),
        gettext_lazy("受理工伤认定申请"),
        "rights.injury-decision-clear",
    ),
    Step(
        "injury-ability",
        gettext_lazy("劳动能力鉴定结论"),
        gettext_lazy("收到鉴定申请"),
        "rights.injury-ability",
        "rights.injury-ability-longer",
    ),
    Step("injury-again", gettext_lazy("申请再次鉴定"), gettext_lazy("收到鉴定结论"), "rights.injury-again"),
)
BY_CODE = {step.code: step for step in STEPS}


def compute(given: Given, book: Book) -> Answer:
    step = BY_CODE[given.step]
    if given.longer and not step.longer:
        raise Wrong("longer", _("这个期限没有可以延长的规定。"))
    for code in (step.rule, step.longer if given.longer else ""):
        if code:
            book.value(code)
    end = together(step.rule, step.longer if given.longer else "", start=given.start, place=book.place)
    found = Answer()
    found.on("due", step.title, end.due)
    found.step(_("从“%(since)s”的次日起算。") % {"since": step.since})
    _explained(found, end)
    return found


def _explained(found: Answer, end: Deadline) -> None:
    *words, last = end.explain()
    for sentence in words:
        found.step(sentence)
    found.step(last, text.full_day(end.due))
    if end.is_provisional:
        found.flag(_("放假调休安排尚未公布，到期日可能调整。"))


def compute_limitation(given: Given, book: Book) -> Answer:
    end = limitation(given.known, given.kind, given.ended, place=book.place)
    found = Answer()
    if end is None:
        found.words("due", _("申请仲裁的最后一天"), "none", _("在职期间不受限制"))
        found.step(_("劳动关系存续期间追索劳动报酬，不受一年限制；离职后一年内提出。"))
        return found
    book.value("rights.wages-claim" if given.kind == WAGES else "rights.arbitration-claim")
    found.on("due", _("申请仲裁的最后一天"), end.due)
    found.step(_("从知道权利被侵害（追索工资的，从劳动关系终止）的次日起算。"))
    _explained(found, end)
    found.flag(_("向单位要求、向部门投诉或单位同意履行的，从那天起重新计算一年；请留好证据。"))
    return found


DEADLINES = Calculator(
    code="deadlines",
    title=gettext_lazy("调解、仲裁等期限"),
    summary=gettext_lazy("各个步骤最晚到哪一天，怎么数的。"),
    asks=(
        asks.one_of("step", gettext_lazy("哪一个期限"), *((step.code, step.title) for step in STEPS)),
        asks.day(
            "start",
            gettext_lazy("从哪天起"),
            gettext_lazy("申请、受理、收到文书或事故发生的那天。"),
            most=date(2080, 12, 31),
        ),
        asks.yes("longer", gettext_lazy("经批准延长")),
        asks.PLACE,
    ),
    compute=compute,
    parameters=tuple(dict.fromkeys(code for step in STEPS for code in (step.rule, step.longer) if code)),
    dated_by="start",
    icon="calendar-due",
)
LIMITATION = Calculator(
    code="limitation",
    title=gettext_lazy("仲裁时效"),
    summary=gettext_lazy("最晚哪一天去申请劳动仲裁。"),
    asks=(
        asks.one_of(
            "kind",
            gettext_lazy("要求什么"),
            (OTHER, gettext_lazy("其他争议")),
            (WAGES, gettext_lazy("拖欠的劳动报酬")),
            required=False,
            initial=OTHER,
        ),
        asks.day(
            "known",
            gettext_lazy("哪天知道权利被侵害"),
            gettext_lazy("之后又要求过、投诉过的，填最近那一天。"),
            most=date(2080, 12, 31),
        ),
        asks.day(
            "ended",
            gettext_lazy("劳动关系终止的日期"),
            gettext_lazy("还在职就不填。"),
            required=False,
            most=date(2080, 12, 31),
        ),
        asks.PLACE,
    ),
    compute=compute_limitation,
    parameters=("rights.arbitration-claim", "rights.wages-claim"),
    dated_by="known",
    icon="clock-pause",
)
