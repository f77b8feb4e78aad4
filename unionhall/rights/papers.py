"""Papers of this room: letters, agreements, notices, and the applications the worker signs."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.cases.permissions import Cases
from unionhall.documents import blocks, kinds
from unionhall.kit import text
from unionhall.kit.money import yuan

from .permissions import Rights

Blocks = list[blocks.Block]
POWERS = {
    "legal": gettext_lazy("法定代表人"),
    "full": gettext_lazy("特别授权"),
    "general": gettext_lazy("一般授权"),
}


def _kind(code: str, title: Any, series: str, body: Callable[[dict[str, Any]], Blocks]) -> kinds.DocumentKind:
    return kinds.DocumentKind(
        code=f"rights.{code}", title=title, series=series, needs=Cases.VIEW, signs=Rights.SIGN, body=body
    )


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
                (_("涉及金额"), _money(it["amount"])),
                (_("调解员"), _("、").join(facts["mediators"])),
                (_("调解地点"), facts["place"]),
            ]
        ),
        blocks.Para(reply),
        *_told_by(limit, until),
    ]


def agreement(facts: dict[str, Any]) -> Blocks:
    """调解协议书: parties, facts, claims, terms, effect, signatures."""
    it, terms, said = facts["matter"], facts["terms"], facts["claims"]
    return [
        *_parties(facts),
        blocks.Heading(_("一、争议事项")),
        blocks.Para(_("%(cause)s（%(number)s）。%(facts)s") % {**it, "facts": it["facts"]}),
        blocks.Heading(_("二、双方的意见")),
        blocks.Facts([(_("申请人"), said.get("applicant", "")), (_("被申请人"), said.get("respondent", ""))]),
        *_listed(_("证据"), it["evidence"]),
        blocks.Heading(_("三、协议内容")),
        blocks.Para(_("经调解员%(who)s主持调解，双方自愿达成如下协议：") % {"who": _("、").join(facts["mediators"])}),
        *_payments(terms["payments"]),
        *_duties(terms["duties"], terms["duties_due_on"]),
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


def confirm_arbitration(facts: dict[str, Any]) -> Blocks:
    """仲裁审查申请书, by both together."""
    return _joint(facts, _("劳动人事争议仲裁委员会"), _("请求对双方达成的调解协议进行审查，制作仲裁调解书。"))


def confirm_court(facts: dict[str, Any]) -> Blocks:
    """司法确认申请书, by both together."""
    return _joint(facts, _("人民法院"), _("请求确认双方达成的调解协议有效。"))


def payment_order(facts: dict[str, Any]) -> Blocks:
    """支付令申请书 (劳动争议调解仲裁法 art. 16)."""
    owed = sum((one["amount"] - (one["paid"] or 0) for one in facts["promises"] if one["amount"]), 0)
    reason = _("双方于%(day)s在%(body)s主持下达成调解协议，被申请人至今没有按协议履行，尚欠%(owed)s。")
    told = {"day": _day(facts["signed_on"]), "body": facts["body"], "owed": yuan(owed)}
    return [
        *_parties(facts),
        blocks.Heading(_("一、请求事项")),
        blocks.Para(_("请求向被申请人发出支付令，责令其支付%(owed)s。") % told),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(reason % told),
        *_payments(facts["promises"]),
        blocks.Para(_("依照劳动争议调解仲裁法第十六条，申请支付令。")),
        _to(_("人民法院")),
        blocks.Signatures([(_("申请人"), _("签名"))]),
        blocks.Note(_("附：调解协议书复印件一份。")),
    ]


def arbitration(facts: dict[str, Any]) -> Blocks:
    """劳动人事争议仲裁申请书: claim and copies as many as there are other sides."""
    it = facts["matter"]
    last = _("依法申请仲裁的最后一天：%(day)s。")
    return [
        *_parties(facts),
        blocks.Heading(_("一、仲裁请求")),
        blocks.Para(it["claim"] or _("（请写明请求事项和金额）")),
        *([blocks.Para(_("涉及金额：%(sum)s。") % {"sum": _money(it["amount"])})] if it["amount"] else []),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(it["facts"]),
        *_listed(_("三、证据"), it["evidence"]),
        _to(_("劳动人事争议仲裁委员会")),
        blocks.Signatures([(_("申请人"), _("签名"))]),
        *_told_by(last, facts["due"]),
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
    return [
        blocks.Para(_("%(name)s：") % {"name": facts["applicant"]["name"]}, indent=False),
        blocks.Para(_("你于%(day)s提出的%(kind)s申请（%(number)s），经审查决定不予援助。") % told),
        blocks.Facts([(_("理由"), facts["reason"])]),
        blocks.Para(_("对本决定有异议的，可以在诉求页面提出异议，由上一级工会审查。")),
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


def _parties(facts: dict[str, Any]) -> Blocks:
    one, other = facts["applicant"], facts["respondent"]
    power = POWERS.get(other.get("power", ""), "")
    spoken = _("、").join(str(part) for part in (other["representative"], other["post"], power) if part)
    return [
        blocks.Facts(
            [
                (_("申请人"), one["name"]),
                (_("证件号码"), one["id_number"]),
                (_("电话"), one["phone"]),
                (_("被申请人"), other["name"]),
                (_("统一社会信用代码"), other["code"]),
                (_("地址"), other["address"]),
                (_("代表人"), spoken),
                (_("联系电话"), other["phone"]),
            ]
        )
    ]


def _payments(lines: list[dict[str, Any]]) -> Blocks:
    rows = [
        (place, one.get("what") or _("付款"), yuan(one["amount"]), _day(one["due_on"]), one.get("way", ""))
        for place, one in enumerate((line for line in lines if line["amount"]), start=1)
    ]
    heads = (_("序号"), _("款项"), _("金额"), _("期限"), _("方式"))
    return [blocks.Table(heads, rows, widths=(1, 4, 3, 3, 3))] if rows else []


def _duties(lines: list[str], due_on: Any) -> Blocks:
    if not lines:
        return []
    return [blocks.Para(_("被申请人于%(day)s前完成：") % {"day": _day(due_on)}), blocks.Items(lines)]


def _joint(facts: dict[str, Any], to: str, wish: str) -> Blocks:
    reason = _("双方于%(signed)s在%(body)s主持下达成调解协议，协议于%(effect)s生效。")
    told = {"signed": _day(facts["signed_on"]), "body": facts["body"], "effect": _day(facts["effect_on"])}
    last = _("须由双方共同申请，最后一天：%(day)s。")
    return [
        *_parties(facts),
        blocks.Heading(_("一、请求事项")),
        blocks.Para(wish),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(reason % told),
        *_payments(facts["promises"]),
        *([blocks.Items(facts["duties"])] if facts["duties"] else []),
        _to(to),
        blocks.Signatures([(_("申请人"), _("签名")), (_("被申请人"), _("签名或盖章"))]),
        *_told_by(last, facts["due"]),
    ]


def _advice(day: Any, lines: list[str]) -> Blocks:
    if day is None:
        return [blocks.Para(_("你可以依法向劳动人事争议仲裁委员会申请仲裁。"))]
    told = _("你可以依法向劳动人事争议仲裁委员会申请仲裁，最后一天是%(day)s。计算方法如下：")
    return [blocks.Para(told % {"day": text.full_day(day)}), blocks.Items(lines)]


def _listed(title: str, items: list[str]) -> Blocks:
    """A heading and its lines; nothing where there are none."""
    return [blocks.Heading(title), blocks.Items(items)] if items else []


def _told_by(words: str, day: Any) -> Blocks:
    """A sentence about a day, where there is one."""
    return [blocks.Para(words % {"day": text.full_day(day)})] if day else []


def _limits(found: list[dict[str, Any]]) -> Blocks:
    rows = [(one["what"], text.full_day(one["due"])) for one in found]
    return [blocks.Para(_("请注意下列期限：")), blocks.Facts(rows)] if rows else []


def _to(whom: str) -> blocks.Para:
    return blocks.Para(_("此致\n%(whom)s") % {"whom": whom}, indent=False)


def _money(amount: str) -> str:
    return yuan(Decimal(amount)) if amount else ""


def _day(day: Any) -> str:
    return text.full_day(day) if day else ""


KINDS = [
    _kind("mediation-invitation", gettext_lazy("调解征询函"), "工调询", invitation),
    _kind("mediation-agreement", gettext_lazy("劳动争议调解协议书"), "工调协", agreement),
    _kind("mediation-end", gettext_lazy("调解终止通知书"), "工调终", end_notice),
    _kind("confirm-arbitration", gettext_lazy("调解协议仲裁审查申请书"), "工调审", confirm_arbitration),
    _kind("confirm-court", gettext_lazy("调解协议司法确认申请书"), "工调确", confirm_court),
    _kind("payment-order", gettext_lazy("支付令申请书"), "工支申", payment_order),
    _kind("arbitration", gettext_lazy("劳动人事争议仲裁申请书"), "工仲申", arbitration),
    _kind("not-accepted", gettext_lazy("不予受理通知书"), "工诉告", not_accepted),
    _kind("legal-aid-refusal", gettext_lazy("不予法律援助决定书"), "工援否", aid_refusal),
    _kind("legal-aid-assignment", gettext_lazy("法律援助指派通知书"), "工援派", aid_assignment),
]
