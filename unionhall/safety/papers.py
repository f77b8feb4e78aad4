"""The room's letters (labour protection, §3): record, notice, evacuation, hand-over, recheck; heat and cup notices."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.documents.blocks import Block, Facts, Heading, Items, Note, Para, Signatures, Table
from unionhall.documents.kinds import DocumentKind

from .permissions import Safety

WHO_SIGNS: dict[str, Any] = {"needs": Safety.VIEW, "signs": Safety.SIGN}


def _rows(facts: dict[str, Any], *named: tuple[str, Any]) -> list[tuple[Any, Any]]:
    """Labels and values of those facts that are there."""
    return [(label, facts[name]) for name, label in named if facts.get(name) not in (None, "")]


def _about(facts: dict[str, Any]) -> Facts:
    return Facts(
        _rows(
            facts, ("employer", _("用人单位")), ("code", _("统一社会信用代码")), ("site", _("地点")),
            ("spot", _("具体位置")), ("kind", _("隐患类别")), ("grade", _("隐患等级")), ("number", _("隐患编号")),
        )
    )  # fmt: skip


def _five(facts: dict[str, Any]) -> Facts:
    return Facts(
        _rows(
            facts, ("measure", _("整改措施")), ("responsible", _("责任人")), ("money", _("资金")),
            ("fix_by", _("期限")), ("emergency_plan", _("应急预案")),
        )
    )  # fmt: skip


def notice(facts: dict[str, Any]) -> list[Block]:
    """隐患整改建议书: facts, basis, measures, due date, and a slip for the reply."""
    return [
        Para(_("经本会核实，你单位存在下列安全隐患。根据《中华人民共和国工会法》《中华人民共和国安全生产法》，现提出整改建议，请研究办理并书面答复。")),
        Heading(_("一、隐患情况")), _about(facts), Para(facts["found"]),
        Heading(_("二、依据")), Para(facts.get("basis") or _("《中华人民共和国安全生产法》及有关标准。")),
        Heading(_("三、整改建议")), _five(facts),
        Heading(_("四、答复")),
        Facts([(_("是否采纳"), _("□ 采纳　□ 部分采纳　□ 不采纳")), (_("整改措施、责任人、资金、期限、应急预案"), "")]),
        Signatures([(_("用人单位（盖章）"), _("年　月　日"))]),
    ]  # fmt: skip


def evacuation(facts: dict[str, Any]) -> list[Block]:
    """紧急撤离建议: danger, spot, people, to whom and when, the decision and its time."""
    return [
        Para(_("经本会核实，你单位下列场所存在直接危及职工生命安全的情况。根据《中华人民共和国工会法》，本会建议立即组织职工撤离危险现场，请你单位立即作出决定。")),
        _about(facts), Para(facts["found"]),
        Facts(
            _rows(
                facts, ("people", _("处于危险中的人数")), ("measure", _("建议")), ("delivered_to", _("向谁提出")),
                ("delivered_at", _("提出时间")), ("decision", _("用人单位的决定")), ("decided_at", _("决定时间")),
            )
        ),
        Note(_("逾期不作决定的，本会将立即报告上级工会和负有安全生产监督管理职责的部门（12350）。")),
        Signatures([(_("用人单位签收"), _("年　月　日　时　分"))]),
    ]  # fmt: skip


def hand_over(facts: dict[str, Any]) -> list[Block]:
    """移送函: what was found, proposed, answered, and what the authority is asked."""
    steps = _rows(
        facts, ("notified_on", _("提出整改建议")), ("fix_by", _("整改期限")), ("employer_said", _("用人单位答复")),
        ("decision", _("用人单位的决定")), ("rechecked_on", _("复查日期")),
    )  # fmt: skip
    return [
        Para(_("本会在劳动保护监督检查中发现下列安全隐患，用人单位没有按要求整改，现移送你部门依法处理，并请将处理结果告知本会。")),
        Heading(_("一、隐患情况")), _about(facts), Para(facts["found"]),
        Heading(_("二、工会督促整改的情况")), Facts(steps),
    ]  # fmt: skip


def recheck(facts: dict[str, Any]) -> list[Block]:
    """复查记录: whether it is mended."""
    words = (
        _("经复查，上述隐患已整改。")
        if facts.get("mended")
        else _("经复查，上述隐患没有整改到位，须在新的期限前改正。")
    )
    return [
        _about(facts), Para(facts["found"]), _five(facts),
        Facts(_rows(facts, ("rechecked_on", _("复查日期")))), Para(words),
        Signatures([(_("检查员"), _("签名")), (_("用人单位"), _("签名"))]),
    ]  # fmt: skip


def inspection(facts: dict[str, Any]) -> list[Block]:
    """检查记录: place, inspectors, what was checked, findings, the employer's view, signatures."""
    head = _rows(
        facts, ("employer", _("被检查单位")), ("code", _("统一社会信用代码")), ("site", _("地点")),
        ("on", _("检查日期")),         ("number", _("检查编号")),
    )  # fmt: skip
    blocks: list[Block] = [
        Facts(head),
        Table([_("检查员"), _("证书编号")], facts["inspectors"], widths=(1, 2)),
        Heading(_("检查项目")),
        Table([_("项目"), _("结果"), _("情况")], facts["lines"], widths=(3, 1, 3)),
    ]
    if facts.get("special"):
        blocks += [Heading(_("女职工和未成年工特殊保护")), Items(facts["special"])]
    blocks += [
        Heading(_("检查情况")), Para(facts.get("findings") or _("详见检查项目。")),
        Heading(_("单位意见")), Para(facts.get("employer_said") or _("无。")),
        Signatures([(_("检查员"), _("签名")), (_("检查员"), _("签名")), (_("被检查单位"), _("签名"))]),
    ]  # fmt: skip
    return blocks


def heat(facts: dict[str, Any]) -> list[Block]:
    """高温作业提醒: the forecast and what it asks of employers."""
    return [
        Facts(
            [(_("地区"), facts["place"]), (_("日期"), facts["day"]), (_("预报最高气温"), f"{facts['highest']}℃"),
             (_("预报单位"), facts["office"])]
        ),
        Para(_("请各用人单位按照《防暑降温措施管理办法》落实：")),
        Items(facts["words"]),
    ]  # fmt: skip


def cup(facts: dict[str, Any]) -> list[Block]:
    """安康杯公示: who is proposed, until when objections are heard."""
    return [
        Para(_("经逐级推荐、审核，现将拟表彰对象予以公示。如有意见，请在公示期内向本会反映。")),
        Facts(_rows(facts, ("title", _("奖项")), ("name", _("名称")), ("unit", _("推荐工会")), ("score", _("得分")),
                    ("until", _("公示截止")))),
    ]  # fmt: skip


NOTICE = DocumentKind("safety.hazard-notice", _("隐患整改建议书"), "工劳保建", body=notice, official=True, **WHO_SIGNS)
EVACUATION = DocumentKind(
    "safety.evacuation", _("紧急撤离建议书"), "工劳保撤", body=evacuation, official=True, **WHO_SIGNS
)
HAND_OVER = DocumentKind(
    "safety.hand-over", _("安全隐患移送函"), "工劳保移", body=hand_over, official=True, **WHO_SIGNS
)
RECHECK = DocumentKind("safety.recheck", _("隐患整改复查记录"), "工劳保复", body=recheck, **WHO_SIGNS)
INSPECTION = DocumentKind("safety.inspection", _("劳动保护检查记录"), "工劳保检", body=inspection, **WHO_SIGNS)
HEAT = DocumentKind(
    "safety.heat-notice", _("高温作业提醒函"), "工劳保暑", body=heat, official=True, public=True, **WHO_SIGNS
)
CUP = DocumentKind(
    "safety.cup-notice", _("安康杯竞赛公示"), "工安康", body=cup, official=True, public=True, **WHO_SIGNS
)
