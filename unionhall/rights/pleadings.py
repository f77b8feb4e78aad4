"""What a worker signs and files: applications to the commission and the court, complaints, powers of attorney."""

from typing import Any

from django.utils.translation import gettext as _

from unionhall.documents import blocks
from unionhall.kit.money import yuan

from .paper_parts import Blocks, addressed, claimed, listed, money, on_day, parties, payments, power_words, told_by


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
    told = {"day": on_day(facts["signed_on"]), "body": facts["body"], "owed": yuan(owed)}
    return [
        *parties(facts),
        blocks.Heading(_("一、请求事项")),
        blocks.Para(_("请求向被申请人发出支付令，责令其支付%(owed)s。") % told),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(reason % told),
        *payments(facts["promises"]),
        blocks.Para(_("依照劳动争议调解仲裁法第十六条，申请支付令。")),
        addressed(_("人民法院")),
        blocks.Signatures([(_("申请人"), _("签名"))]),
        blocks.Note(_("附：调解协议书复印件一份。")),
    ]


def agreement_suit(facts: dict[str, Any]) -> Blocks:
    """民事起诉状 on a mediation agreement whose payment order failed (解释（一） art. 13)."""
    owed = sum((one["amount"] - (one["paid"] or 0) for one in facts["promises"] if one["amount"]), 0)
    told = {"day": on_day(facts["signed_on"]), "body": facts["body"], "owed": yuan(owed)}
    return [
        *parties(facts, _("原告"), _("被告")),
        blocks.Heading(_("一、诉讼请求")),
        blocks.Para(_("判令被告按照调解协议支付%(owed)s。") % told),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(
            _("双方于%(day)s在%(body)s主持下达成调解协议。被告没有按协议履行，原告申请的支付令已经失效。") % told
        ),
        *payments(facts["promises"]),
        blocks.Para(_("依照审理劳动争议案件适用法律问题的解释（一）第十三条，原告依据调解协议直接起诉。")),
        addressed(_("人民法院")),
        blocks.Signatures([(_("原告"), _("签名"))]),
        blocks.Note(_("附：调解协议书、终结督促程序裁定书复印件各一份。")),
    ]


def arbitration(facts: dict[str, Any]) -> Blocks:
    """劳动人事争议仲裁申请书: claim and copies as many as there are other sides."""
    it = facts["matter"]
    last = _("依法申请仲裁的最后一天：%(day)s。")
    return [
        *parties(facts),
        blocks.Heading(_("一、仲裁请求")),
        blocks.Para(it["claim"] or _("（请写明请求事项和金额）")),
        *([blocks.Para(_("涉及金额：%(sum)s。") % {"sum": money(it["amount"])})] if it["amount"] else []),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(it["facts"]),
        *listed(_("三、证据"), it["evidence"]),
        addressed(_("劳动人事争议仲裁委员会")),
        blocks.Signatures([(_("申请人"), _("签名"))]),
        *told_by(last, facts["due"]),
    ]


def wages_order(facts: dict[str, Any]) -> Blocks:
    """支付令申请书 on plain unpaid wages (劳动合同法 art. 30)."""
    it = facts["matter"]
    return [
        *parties(facts),
        blocks.Heading(_("一、请求事项")),
        blocks.Para(_("请求向被申请人发出支付令，责令其支付拖欠的劳动报酬%(sum)s。") % {"sum": claimed(it["amount"])}),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(it["facts"]),
        blocks.Para(_("依照劳动合同法第三十条，申请支付令。")),
        *listed(_("三、证据"), it["evidence"]),
        addressed(_("人民法院")),
        blocks.Signatures([(_("申请人"), _("签名"))]),
    ]


def iou_suit(facts: dict[str, Any]) -> Blocks:
    """民事起诉状 on a wage IOU, without arbitration (审理劳动争议案件适用法律问题的解释（一） art. 15)."""
    it = facts["matter"]
    told = {"day": on_day(facts["iou_on"]), "sum": claimed(it["amount"])}
    return [
        *parties(facts, _("原告"), _("被告")),
        blocks.Heading(_("一、诉讼请求")),
        blocks.Para(_("判令被告支付欠条所列的工资%(sum)s。") % told),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(_("被告于%(day)s向原告出具工资欠条，至今没有付清。") % told),
        blocks.Para(it["facts"]),
        blocks.Para(_("原告以工资欠条为证据，诉讼请求不涉及劳动关系其他争议，依法可以直接起诉。")),
        *listed(_("三、证据"), it["evidence"]),
        addressed(_("人民法院")),
        blocks.Signatures([(_("原告"), _("签名"))]),
        *told_by(_("依法起诉的最后一天：%(day)s。"), facts["due"]),
    ]


def suit(facts: dict[str, Any]) -> Blocks:
    """民事起诉状 after an award, or when the commission let its time pass (劳动争议调解仲裁法 art. 29, 43, 48, 50)."""
    it, ruled = facts["matter"], {"day": on_day(facts["award_on"])}
    return [
        *parties(facts, _("原告"), _("被告")),
        blocks.Heading(_("一、诉讼请求")),
        blocks.Para(it["claim"] or _("（请写明请求事项和金额）")),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(_("原告于%(day)s收到仲裁裁决书（不予受理通知书），对其不服，依法起诉。") % ruled)
        if facts["award_on"]
        else blocks.Para(_("原告已经申请劳动仲裁，仲裁委员会逾期没有作出受理决定或者裁决，原告依法起诉。")),
        blocks.Para(it["facts"]),
        *listed(_("三、证据"), it["evidence"]),
        addressed(_("人民法院")),
        blocks.Signatures([(_("原告"), _("签名"))]),
        *told_by(_("依法起诉的最后一天：%(day)s。"), facts["due"]),
    ]


def enforcement(facts: dict[str, Any]) -> Blocks:
    """强制执行申请书 (民事诉讼法 art. 247, 248, 250): the paper in effect, and that it was not performed in time."""
    it, ruled = facts["matter"], facts["ruling"]
    told = {"office": ruled["office"], "number": ruled["number"], "until": on_day(ruled["perform_by"])}
    unkept = (
        _("上述文书已经生效，规定的履行期限至%(until)s，被执行人至今没有全部履行。")
        if ruled["perform_by"]
        else _("上述文书已经生效，被执行人在规定的期限内没有提出异议，也没有履行。")
    )
    return [
        *parties(facts, _("申请执行人"), _("被执行人")),
        blocks.Heading(_("一、执行依据")),
        blocks.Facts([(_("作出机关"), ruled["office"]), (_("文书编号"), ruled["number"] or _("（请写明）"))]),
        blocks.Heading(_("二、请求事项")),
        blocks.Para(_("请求强制被执行人履行上述文书确定的义务，并支付迟延履行期间的债务利息。")),
        *([blocks.Para(_("申请时主张的金额：%(sum)s。") % {"sum": money(it["amount"])})] if it["amount"] else []),
        blocks.Heading(_("三、事实和理由")),
        blocks.Para(unkept % told),
        addressed(_("人民法院")),
        blocks.Signatures([(_("申请执行人"), _("签名"))]),
        blocks.Note(_("附：生效文书复印件一份，送达（签收）凭证一份。")),
        *told_by(_("依法申请执行的最后一天：%(day)s。"), facts["due"]),
    ]


def advance(facts: dict[str, Any]) -> Blocks:
    """先予执行申请书 (劳动争议调解仲裁法 art. 44)."""
    it = facts["matter"]
    return [
        *parties(facts),
        blocks.Heading(_("一、请求事项")),
        blocks.Para(_("请求裁决先予执行%(cause)s%(sum)s。") % {"cause": it["cause"], "sum": claimed(it["amount"])}),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(it["facts"]),
        blocks.Para(_("双方权利义务关系明确，不先予执行将严重影响申请人的生活。申请人是劳动者，依法不提供担保。")),
        *listed(_("三、证据"), it["evidence"]),
        addressed(_("劳动人事争议仲裁委员会")),
        blocks.Signatures([(_("申请人"), _("签名"))]),
    ]


def inspectorate(facts: dict[str, Any]) -> Blocks:
    """劳动保障监察投诉书: who, against whom with name and seat, what happened, what is asked."""
    it = facts["matter"]
    return [
        *parties(facts, _("投诉人"), _("被投诉单位")),
        blocks.Heading(_("一、投诉请求")),
        blocks.Para(it["claim"] or _("请依法查处，责令改正。")),
        blocks.Heading(_("二、违法事实")),
        blocks.Para(_("%(cause)s。%(facts)s") % {"cause": it["cause"], "facts": it["facts"]}),
        *listed(_("三、证据"), it["evidence"]),
        addressed(_("劳动保障监察机构")),
        blocks.Signatures([(_("投诉人"), _("签名"))]),
        *told_by(_("投诉的最后一天：%(day)s。"), facts["due"]),
    ]


def power_of_attorney(facts: dict[str, Any]) -> Blocks:
    """授权委托书: the worker, who stands in, for which steps, with what power."""
    agent, it = facts["agent"], facts["matter"]
    told = {
        "who": agent["name"], "other": facts["respondent"]["name"], "cause": it["cause"], "number": it["number"],
        "stages": _("、").join(facts["stages"]),
    }  # fmt: skip
    return [
        blocks.Facts(
            [
                (_("委托人"), facts["applicant"]["name"]),
                (_("证件号码"), facts["applicant"]["id_number"]),
                (_("电话"), facts["applicant"]["phone"]),
                (_("受托人"), agent["name"]),
                (_("工作单位"), agent["firm"]),
                (_("执业证号"), agent["certificate"]),
                (_("联系电话"), agent["phone"]),
            ]
        ),
        blocks.Para(
            _("委托人与%(other)s的%(cause)s争议（%(number)s），现委托%(who)s在%(stages)s中作为委托人的代理人。") % told
        ),
        blocks.Para(_("代理权限：%(power)s。") % {"power": power_words(facts["power"])}),
        blocks.Signatures([(_("委托人"), _("签名")), (_("受托人"), _("签名"))]),
    ]


def group_power(facts: dict[str, Any]) -> Blocks:
    """推选代表授权书: the workers of a collective dispute name three to five who speak for them."""
    told = {
        "n": len(facts["principals"]) + facts["unnamed"], "other": facts["respondent"]["name"],
        "cause": facts["cause"], "number": facts["number"],
    }  # fmt: skip
    rows = [(place, one["name"], one["id_number"], "") for place, one in enumerate(facts["principals"], start=1)]
    hidden = _("另有%(n)d名职工没有具名，由本人另行签署。") % {"n": facts["unnamed"]}
    return [
        blocks.Para(_("我们%(n)d名职工与%(other)s因%(cause)s发生争议（%(number)s），共同推选下列人员为代表。") % told),
        blocks.Heading(_("一、代表")),
        blocks.Table(
            (_("姓名"), _("证件号码"), _("电话"), _("签名")),
            [(one["name"], one["id_number"], one["phone"], "") for one in facts["speakers"]],
            widths=(2, 4, 3, 3),
        ),
        blocks.Heading(_("二、权限")),
        blocks.Para(_("代表参加调解、仲裁、诉讼的权限：%(power)s。") % {"power": power_words(facts["power"])}),
        blocks.Heading(_("三、推选人")),
        blocks.Table((_("序号"), _("姓名"), _("证件号码"), _("签名")), rows, widths=(1, 3, 4, 4)),
        *([blocks.Note(hidden)] if facts["unnamed"] else []),
    ]


def _joint(facts: dict[str, Any], to: str, wish: str) -> Blocks:
    reason = _("双方于%(signed)s在%(body)s主持下达成调解协议，协议于%(effect)s生效。")
    told = {"signed": on_day(facts["signed_on"]), "body": facts["body"], "effect": on_day(facts["effect_on"])}
    last = _("须由双方共同申请，最后一天：%(day)s。")
    return [
        *parties(facts),
        blocks.Heading(_("一、请求事项")),
        blocks.Para(wish),
        blocks.Heading(_("二、事实和理由")),
        blocks.Para(reason % told),
        *payments(facts["promises"]),
        *([blocks.Items(facts["duties"])] if facts["duties"] else []),
        addressed(to),
        blocks.Signatures([(_("申请人"), _("签名")), (_("被申请人"), _("签名或盖章"))]),
        *told_by(last, facts["due"]),
    ]
