"""Papers of this room: letters, agreements and notices, and the applications the worker signs (`pleadings`)."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.cases.permissions import Cases
from unionhall.documents import blocks, kinds
from unionhall.kit import text

from . import pleadings
from .paper_parts import Blocks, duties, listed, money, parties, payments, told_by
from .permissions import Rights


def _kind(
    code: str, title: Any, series: str, body: Callable[[dict[str, Any]], Blocks], *, official: bool = False
) -> kinds.DocumentKind:
    return kinds.DocumentKind(
        code=f"rights.{code}", title=title, series=series, needs=Cases.VIEW, signs=Rights.SIGN, body=body,
        official=official,
    )  # fmt: skip


def invitation(facts: dict[str, Any]) -> Blocks:
    """调解征询函."""
    it, until = facts["matter"], facts["legal_until"]
    asked = _("你单位职工%(name)s就%(cause)s争议向%(body)s申请调解（%(number)s）。")
    told = {"name": facts["applicant"]["name"], "cause": it["cause"], "body": facts["body"], "number": it["number"]}
    reply = _("请你单位收到本函后即告知是否同意调解，并指派有代理权限的人员参加。明确表示不同意的，本次调解即告终止。")
    limit = _("依照劳动争议调解仲裁法第十四条，调解应当自申请之日起十五日内结束，本次调解的期限至%(day)s。")
    return [
        blocks.Para(_("%(name)s：") % {"name": facts["respondent"]["name"]}, indent=False),
        blocks.Para(asked % told),
        blocks.Facts(
            [
                (_("申请人的请求"), it["claim"]),
                (_("涉及金额"), money(it["amount"])),
                (_("调解员"), _("、").join(facts["mediators"])),
                (_("调解地点"), facts["place"]),
            ]
        ),
        blocks.Para(reply),
        *told_by(limit, until),
    ]


def application(facts: dict[str, Any]) -> Blocks:
    """调解申请书: applicant, matter, reason and time; an oral application is read back and signed."""
    it = facts["matter"]
    return [
        *parties(facts),
        blocks.Heading(_("一、申请事项")),
        blocks.Para(it["claim"]),
        *([blocks.Para(_("涉及金额：%(sum)s。") % {"sum": money(it["amount"])})] if it["amount"] else []),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(it["facts"]),
        *listed(_("三、证据"), it["evidence"]),
        blocks.Para(_("此致\n%(whom)s") % {"whom": facts["body"]}, indent=False),
        blocks.Para(_("申请日期：%(day)s（%(number)s）") % {"day": text.full_day(facts["applied_on"]), **it}),
        blocks.Signatures([(_("申请人"), _("签名"))]),
        blocks.Note(_("口头申请的，由调解员当场记录，向申请人宣读后签名。")),
    ]


def record(facts: dict[str, Any]) -> Blocks:
    """调解笔录: each sitting with who came and what was said, for all to sign."""
    came = {True: _("到场"), False: _("未到场")}
    sittings: Blocks = []
    for place, one in enumerate(facts["sessions"], start=1):
        sittings += [
            blocks.Heading(_("第%(n)d次") % {"n": place}, level=2),
            blocks.Facts(
                [
                    (_("时间"), text.moment(one["at"])),
                    (_("地点"), one["place"]),
                    (_("申请人"), came[one["came"][0]]),
                    (_("被申请人"), came[one["came"][1]]),
                ]
            ),
            blocks.Para(one["words"]),
        ]
    return [
        blocks.Facts(
            [
                (_("案件编号"), facts["matter"]["number"]),
                (_("调解组织"), facts["body"]),
                (_("调解员"), _("、").join(facts["mediators"])),
            ]
        ),
        *parties(facts),
        *sittings,
        blocks.Signatures([(_("申请人"), _("签名")), (_("被申请人"), _("签名或盖章")), (_("调解员"), _("签名"))]),
    ]


def agreement(facts: dict[str, Any]) -> Blocks:
    """调解协议书: parties, facts, claims, terms, effect, signatures."""
    it, terms, said = facts["matter"], facts["terms"], facts["claims"]
    return [
        *parties(facts),
        blocks.Heading(_("一、争议事项")),
        blocks.Para(_("%(cause)s（%(number)s）。%(facts)s") % {**it, "facts": it["facts"]}),
        blocks.Heading(_("二、双方的意见")),
        blocks.Facts([(_("申请人"), said.get("applicant", "")), (_("被申请人"), said.get("respondent", ""))]),
        *listed(_("证据"), it["evidence"]),
        blocks.Heading(_("三、协议内容")),
        blocks.Para(_("经调解员%(who)s主持调解，双方自愿达成如下协议：") % {"who": _("、").join(facts["mediators"])}),
        *payments(terms["payments"]),
        *duties(terms["duties"], terms["duties_due_on"]),
        blocks.Heading(_("四、效力")),
        blocks.Para(terms["effect"]),
        blocks.Para(
            _("双方对本协议的确认：%(what)s。本协议一式%(n)s份。")
            % {"what": terms["confirmation"], "n": terms["copies"]}
        ),
        blocks.Signatures(
            [
                (_("申请人"), _("签名")),
                (_("被申请人"), _("签名或盖章")),
                (_("调解员"), _("签名")),
                (facts["body"], _("盖章")),
            ]
        ),
    ]


def end_notice(facts: dict[str, Any]) -> Blocks:
    """调解终止通知书: the reason, and the last day to ask for arbitration."""
    it = facts["matter"]
    ended = _("你与%(other)s的%(cause)s争议（%(number)s），因%(reason)s，调解于%(day)s终止。")
    told = {
        "other": facts["respondent"]["name"], "cause": it["cause"], "number": it["number"], "reason": facts["reason"],
        "day": text.full_day(facts["ended_on"]),
    }  # fmt: skip
    return [
        blocks.Para(_("%(name)s：") % {"name": facts["applicant"]["name"]}, indent=False),
        blocks.Para(ended % told),
        *_advice(facts["claim_until"], facts["claim_lines"]),
        blocks.Para(_("工会可以帮你写仲裁申请书，需要代理的，可以申请法律援助。")),
    ]


def not_accepted(facts: dict[str, Any]) -> Blocks:
    """不予受理通知书."""
    it = facts["matter"]
    told = {"day": text.full_day(it["received_on"]), "cause": it["cause"], "number": it["number"]}
    return [
        blocks.Para(_("%(name)s：") % {"name": facts["applicant"]["name"]}, indent=False),
        blocks.Para(_("你于%(day)s提出的%(cause)s投诉（%(number)s），经审查不予受理。") % told),
        blocks.Facts([(_("理由"), facts["reason"])]),
        *_limits(facts["limits"]),
        blocks.Para(_("对本通知有异议的，可以向上一级工会反映。")),
    ]


def aid_refusal(facts: dict[str, Any]) -> Blocks:
    """不予法律援助决定书."""
    it = facts["matter"]
    told = {"day": text.full_day(it["received_on"]), "kind": facts["kind"], "number": it["number"]}
    above = _("对本决定有异议的，可以在诉求页面提出异议，由上一级工会审查。")
    justice = _("对本决定有异议的，也可以向设立法律援助机构的司法行政部门提出，由其自收到之日起五日内审查。")
    return [
        blocks.Para(_("%(name)s：") % {"name": facts["applicant"]["name"]}, indent=False),
        blocks.Para(_("你于%(day)s提出的%(kind)s申请（%(number)s），经审查决定不予援助。") % told),
        blocks.Facts([(_("理由"), facts["reason"])]),
        blocks.Para(above),
        *([blocks.Para(justice)] if facts.get("state") else []),
    ]


def aid_assignment(facts: dict[str, Any]) -> Blocks:
    """法律援助指派通知书."""
    it = facts["matter"]
    return [
        blocks.Para(_("%(firm)s：") % {"firm": facts["firm"]}, indent=False),
        blocks.Para(
            _("现指派你所%(lawyer)s律师（执业证号%(certificate)s）为下列受援人提供%(kind)s。")
            % {"lawyer": facts["lawyer"], "certificate": facts["certificate"], "kind": facts["kind"]}
        ),
        blocks.Facts(
            [
                (_("受援人"), facts["applicant"]["name"]),
                (_("对方"), facts["respondent"]["name"]),
                (_("事项"), it["cause"]),
                (_("阶段"), facts["stage"]),
                (_("案件编号"), it["number"]),
            ]
        ),
    ]


def authority_report(facts: dict[str, Any]) -> Blocks:
    """报告函 to an authority: what is known of danger or a mass event; no worker is named."""
    firm = facts["respondent"]
    told = {"at": text.moment(facts["received_at"]), "grounds": facts["grounds"], "number": facts["number"]}
    return [
        blocks.Para(_("我会于%(at)s收到职工反映（%(number)s），属于%(grounds)s，现报告如下：") % told),
        blocks.Facts(
            [
                (_("单位"), firm["name"]),
                (_("统一社会信用代码"), firm["code"]),
                (_("地址"), firm["address"]),
                (_("涉及人数"), facts["people"]),
            ]
        ),
        blocks.Para(facts["says"]),
        blocks.Para(_("请依法处置，并将情况告知我会。")),
    ]


def referral(facts: dict[str, Any]) -> Blocks:
    """转办函 to an authority, as the worker has agreed to."""
    it = facts["matter"]
    told = {"day": text.full_day(it["received_on"]), "cause": it["cause"], "number": it["number"]}
    return [
        blocks.Para(_("我会于%(day)s收到职工关于%(cause)s的投诉（%(number)s），经本人同意，现转请你单位办理。") % told),
        *parties(facts, _("投诉人"), _("被投诉单位")),
        blocks.Heading(_("一、反映的情况")),
        blocks.Para(it["facts"]),
        *listed(_("二、随附材料"), it["evidence"]),
        blocks.Heading(_("三、请予办理的事项")),
        blocks.Para(facts["asked"]),
        blocks.Para(_("请将办理结果告知我会，以便答复职工。")),
    ]


def _advice(day: Any, lines: list[str]) -> Blocks:
    if day is None:
        return [blocks.Para(_("你可以依法向劳动人事争议仲裁委员会申请仲裁。"))]
    told = _("你可以依法向劳动人事争议仲裁委员会申请仲裁，最后一天是%(day)s。计算方法如下：")
    return [blocks.Para(told % {"day": text.full_day(day)}), blocks.Items(lines)]


def _limits(found: list[dict[str, Any]]) -> Blocks:
    rows = [(one["what"], text.full_day(one["due"])) for one in found]
    return [blocks.Para(_("请注意下列期限：")), blocks.Facts(rows)] if rows else []


KINDS = [
    _kind("mediation-invitation", gettext_lazy("调解征询函"), "工调询", invitation),
    _kind("mediation-application", gettext_lazy("劳动争议调解申请书"), "工调申", application),
    _kind("mediation-record", gettext_lazy("调解笔录"), "工调录", record),
    _kind("mediation-agreement", gettext_lazy("劳动争议调解协议书"), "工调协", agreement),
    _kind("mediation-end", gettext_lazy("调解终止通知书"), "工调终", end_notice),
    _kind("confirm-arbitration", gettext_lazy("调解协议仲裁审查申请书"), "工调审", pleadings.confirm_arbitration),
    _kind("confirm-court", gettext_lazy("调解协议司法确认申请书"), "工调确", pleadings.confirm_court),
    _kind("payment-order", gettext_lazy("支付令申请书"), "工支申", pleadings.payment_order),
    _kind("arbitration", gettext_lazy("劳动人事争议仲裁申请书"), "工仲申", pleadings.arbitration),
    _kind("not-accepted", gettext_lazy("不予受理通知书"), "工诉告", not_accepted),
    _kind("legal-aid-refusal", gettext_lazy("不予法律援助决定书"), "工援否", aid_refusal),
    _kind("legal-aid-assignment", gettext_lazy("法律援助指派通知书"), "工援派", aid_assignment),
    _kind("wages-order", gettext_lazy("支付令申请书（拖欠劳动报酬）"), "工支薪", pleadings.wages_order),
    _kind("iou-suit", gettext_lazy("民事起诉状（工资欠条）"), "工诉欠", pleadings.iou_suit),
    _kind("suit", gettext_lazy("民事起诉状"), "工诉讼", pleadings.suit),
    _kind("enforcement", gettext_lazy("强制执行申请书"), "工执申", pleadings.enforcement),
    _kind("agreement-suit", gettext_lazy("民事起诉状（调解协议）"), "工诉协", pleadings.agreement_suit),
    _kind("advance", gettext_lazy("先予执行申请书"), "工先予", pleadings.advance),
    _kind("inspectorate", gettext_lazy("劳动保障监察投诉书"), "工投监", pleadings.inspectorate),
    _kind("power-of-attorney", gettext_lazy("授权委托书"), "工授委", pleadings.power_of_attorney),
    _kind("group-power", gettext_lazy("推选代表授权书"), "工推代", pleadings.group_power),
    _kind("referral", gettext_lazy("诉求转办函"), "工诉转", referral, official=True),
    _kind("authority-report", gettext_lazy("重大劳动争议和安全情况报告函"), "工诉报", authority_report, official=True),
]
