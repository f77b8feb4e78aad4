"""Papers of supervision (supervision.md §5). The complainant is never among the facts, so never in a paper."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.documents.blocks import Annexes, Block, Facts, Heading, Items, Note, Para, Signatures, Table, Title
from unionhall.documents.kinds import DocumentKind
from unionhall.kit.money import yuan
from unionhall.kit.text import full_day

from .actions.serving import check_paper
from .permissions import Supervision


def _employer(facts: dict[str, Any]) -> Facts:
    rows = [
        (_("用人单位"), facts["employer"]),
        (_("统一社会信用代码"), facts["credit_code"]),
        (_("地址"), facts["address"]),
        (_("法定代表人（负责人）"), facts.get("legal_rep", "")),
    ]
    return Facts([(label, value) for label, value in rows if value])


def _team(facts: dict[str, Any]) -> list[Block]:
    rows = facts.get("team") or []
    named = [_("%(name)s（%(number)s）") % {"name": name, "number": number} for name, number in rows]
    return [Facts([(_("监督员"), _("、").join(named))])] if rows else []


def _listed(heading: str, items: Iterable[str]) -> list[Block]:
    items = list(items)
    return [Heading(heading), Items(items)] if items else []


def _measures(facts: dict[str, Any]) -> list[Block]:
    rows = [[str(number), text, due] for number, (text, due) in enumerate(facts.get("measures") or [], start=1)]
    return [Table([_("序号"), _("整改意见"), _("期限")], rows, widths=(1, 5, 2))] if rows else []


def _foot(facts: dict[str, Any]) -> list[Block]:
    found: list[Block] = _team(facts)
    if facts.get("handler"):
        found.append(Facts([(_("经办人"), facts["handler"])]))
    if facts.get("annexes"):
        found.append(Annexes(facts["annexes"]))
    if facts.get("contact"):
        found.append(Para(_("联系人和电话：%(who)s") % {"who": facts["contact"]}))
    return found


def reminder(facts: dict[str, Any]) -> list[Block]:
    parts: list[Block] = [_employer(facts), Para(facts["reason"]), Para(facts["risk"])]
    parts += _listed(_("一、法律依据"), facts["basis"])
    parts += _listed(_("二、建议"), facts["advice"])
    if facts.get("reply_wished"):
        words = _("请于收到本函之日起%(days)s内书面回复落实情况。")
        parts.append(Para(words % {"days": facts["reply_days"]}))
    return [*parts, *_foot(facts)]


def opinion(facts: dict[str, Any]) -> list[Block]:
    """Opinion and correction letters: facts, provisions, what is to be done by when, the day for a reply."""
    opening = _("本会依法对你单位“%(scope)s”的情况进行了劳动法律监督（线索来源：%(source)s），现提出意见如下。")
    parts: list[Block] = [_employer(facts), Para(opening % {"scope": facts["scope"], "source": facts["source"]})]
    parts.append(Facts([(_("监督事项代码"), f"{facts.get('scope_code', '')} {facts['scope']}".strip())]))
    parts += [Heading(_("一、查明的事实")), Para(facts["findings"])]
    people = _("涉及职工%(workers)s人，涉及金额%(sum)s。") % {
        "workers": facts["workers"],
        "sum": yuan(facts.get("sum_involved") or 0),
    }
    parts.append(Para(people))
    parts += _listed(_("证据"), facts.get("evidence") or [])
    parts += _listed(_("二、违反的规定"), facts["provisions"])
    parts += [Heading(_("三、监督意见")), *_measures(facts)]
    due = _("请于收到本意见书之日起%(days)s内书面答复，写明整改措施和期限；不同意的，写明事实和理由。")
    parts += [Heading(_("四、答复期限")), Para(due % {"days": facts["reply_days"]}), Para(facts["consequence"])]
    return [*parts, *_foot(facts)]


def recommendation(facts: dict[str, Any]) -> list[Block]:
    """To the authority: what was done, which of the three reasons holds, what is asked, the files handed over."""
    opening = _("现就下列用人单位违反劳动法律法规的情况，依法提请贵单位处理。")
    parts: list[Block] = [Para(opening), _employer(facts), Heading(_("一、监督经过"))]
    rows = [
        (_("原函件"), f"{facts['letter_kind']} {facts['letter_number']}"),
        (_("签发日期"), facts["signed_on"]),
        (_("送达日期"), facts["received_on"]),
        (_("答复期限"), facts["reply_due_on"]),
        (_("答复日期"), facts["replied_on"] or _("未答复")),
        (_("提请理由"), f"{facts['reason']} {facts['reason_words']}"),
    ]
    parts += [Facts(rows), Para(facts["summary"]), Heading(_("二、事实和依据")), Para(facts["findings"])]
    if facts["provisions"]:
        parts.append(Items(facts["provisions"]))
    parts += [Heading(_("三、建议")), Para(facts["suggested"])]
    parts.append(Para(_("请于%(day)s前反馈处理结果。") % {"day": full_day(facts["asked_by"])}))
    return [*parts, *_files(facts), *_foot(facts)]


def clue_sheet(facts: dict[str, Any]) -> list[Block]:
    rows = [
        (_("监督事项编号"), facts["number"]),
        (_("登记日期"), facts["on"]),
        (_("登记工会"), facts["unit"]),
        (_("线索来源"), facts["source"]),
        (_("监督事项"), facts["scope"]),
        (_("内容摘要"), facts["title"]),
        (_("特别情形"), facts["special"]),
        (_("涉及职工人数"), facts["workers"]),
        (_("受理日期"), facts["accepted_on"]),
        (_("审查情况"), facts["stage"]),
    ]
    return [
        _employer(facts),
        Facts([(label, value) for label, value in rows if value]),
        Note(_("线索全文加密保存，投诉人的身份不写入本表。")),
        Signatures([(_("登记人"), ""), (_("审查人"), "")]),
    ]


def warning_notice(facts: dict[str, Any]) -> list[Block]:
    """What an employer is told of its colour: the data behind it, how it was counted, and how to contest it."""
    opening = _("根据下列信息，你单位的劳动关系预警颜色为%(colour)s（%(day)s）。预警不公开，也不是违法的证明。")
    contest = _("对预警有异议的，可以书面提出，写明理由并附材料。本会由另一名工作人员在%(days)s内复核，并书面答复。")
    link = _("通过链接答复的：没有异议，选“同意”；有异议，选“不同意”或“部分同意”。")
    triggers = _("直接触发：%(what)s。得分和直接触发的颜色不同时，以较重的为准。")
    return [
        _employer(facts),
        Para(opening % {"colour": facts["colour"], "day": full_day(facts["raised_on"])}),
        Heading(_("一、依据的信息")),
        Table([_("指标"), _("数值"), _("来源"), _("统计期"), _("失效日期")], facts["inputs"], widths=(3, 3, 3, 4, 3)),
        Heading(_("二、计算方法")),
        Para(_("%(sums)s。") % {"sums": facts["arithmetic"].rstrip("。")}),
        *([Para(triggers % {"what": facts["triggers"]})] if facts.get("triggers") else []),
        Para(_("计算依据：%(source)s。信息到期自动失效。") % {"source": facts["source"]}),
        Heading(_("三、提出异议")),
        Para(contest % {"days": facts["days"]}),
        Para(link),
    ]


def contest_ruling(facts: dict[str, Any]) -> list[Block]:
    """How an objection was decided, with the reason."""
    rows = [
        (_("预警编号"), facts["number"]),
        (_("提出日期"), facts["on"]),
        (_("复核结论"), _("异议成立") if facts["admitted"] else _("异议不成立")),
        (_("撤下的信息"), facts["dropped"]),
        (_("复核时的得分"), facts["total"]),
        (_("计算依据"), facts["source"]),
    ]
    return [_employer(facts), Facts([pair for pair in rows if pair[1]]), Heading(_("理由")), Para(facts["because"])]


def not_accepted(facts: dict[str, Any]) -> list[Block]:
    words = _("您提出的“%(scope)s”线索（%(number)s），经审查不予受理。理由：")
    return [
        Para(words % {"scope": facts["scope"], "number": facts["number"]}),
        Para(facts["because"]),
        Note(_("对不予受理有意见的，可以向上一级工会反映，也可以依法向有关部门投诉、申请仲裁。")),
    ]


def record(facts: dict[str, Any]) -> list[Block]:
    rows = [
        (_("监督事项编号"), facts["number"]),
        (_("种类"), facts["kind"]),
        (_("用人单位"), facts["employer"]),
        (_("日期"), facts["on"]),
        (_("地点"), facts["place"]),
        (_("被听取意见人"), facts["heard"]),
    ]
    signing = [(name, _("证件号 %(number)s") % {"number": number}) for name, number in facts["team"]]
    return [
        Title(_("劳动法律监督%(kind)s") % {"kind": facts["kind"]}),
        Facts([(label, value) for label, value in rows if value]),
        Heading(_("内容")),
        Para(facts["words"]),
        Signatures([*signing, (_("被听取意见人"), _("以上内容已阅，与所述一致"))]),
    ]


def explanation(facts: dict[str, Any]) -> list[Block]:
    words = _("关于“%(scope)s”的监督事项（%(number)s），经调查未发现用人单位违反劳动法律法规。情况说明如下：")
    return [Para(words % {"scope": facts["scope"], "number": facts["number"]}), Para(facts["words"])]


def settlement(facts: dict[str, Any]) -> list[Block]:
    rows = [
        (_("监督事项编号"), facts["number"]),
        (_("用人单位"), facts["employer"]),
        (_("协商日期"), facts["on"]),
        (_("涉及金额"), yuan(facts["recovered"])),
        (_("受益职工"), facts["people"]),
    ]
    return [
        Facts(rows),
        Heading(_("协商结果")),
        Para(facts["words"]),
        Signatures([(_("用人单位"), _("盖章")), (_("职工方"), _("签字")), (_("工会"), _("盖章"))]),
    ]


def recheck(facts: dict[str, Any]) -> list[Block]:
    rows = [[text, due, state, person] for text, due, state, person in facts["measures"]]
    head = [
        (_("函件编号"), facts["letter"]),
        (_("用人单位"), facts["employer"]),
        (_("复查日期"), facts["on"]),
        (_("复查地点"), facts["place"]),
        (_("监督员"), facts["team"]),
        (_("用人单位签字"), facts["employer_signed"]),
    ]
    parts: list[Block] = [Facts(head)]
    if rows:
        parts.append(Table([_("措施"), _("期限"), _("落实情况"), _("责任人")], rows, widths=(4, 2, 2, 2)))
    return [*parts, Para(facts["note"]), Signatures([(_("监督员"), ""), (_("用人单位"), "")])]


def receipt(facts: dict[str, Any]) -> list[Block]:
    """送达回证 to take along: signed by whoever receives the letter, or by a witness where it is refused or left."""
    blank = "＿" * 10
    rows = [
        (_("送达文书"), facts["letter"]),
        (_("文号"), facts["number"]),
        (_("受送达单位"), facts["addressee"]),
        (_("送达地点"), facts["address"]),
        (_("送达方式"), _("□直接送达　□邮寄送达　□电子送达　□留置送达")),
        (_("送达时间"), blank),
        (_("拒收的情况和理由"), blank),
    ]
    signing = [(_("收件人"), _("签名、职务、日期")), (_("送达人"), _("两人签名")), (_("见证人"), _("拒收、留置时签名"))]
    return [Facts(rows), Signatures(signing)]


def transfer(facts: dict[str, Any]) -> list[Block]:
    words = _("现将下列用人单位的有关材料移送你单位，请依法处理，并将结果函告本会。")
    return [
        Para(words),
        _employer(facts),
        Heading(_("移送理由")),
        Para(facts["why"]),
        *_files(facts),
    ]


def closing(facts: dict[str, Any]) -> list[Block]:
    rows = [
        (_("监督事项编号"), facts["number"]),
        (_("监督事项"), facts["scope"]),
        (_("用人单位"), facts["employer"]),
        (_("追回金额"), yuan(facts["recovered"])),
        (_("受益职工"), facts["people"]),
        (_("办结日期"), facts["day"]),
    ]
    parts: list[Block] = [Facts(rows), Heading(_("办理结果")), Para(facts["words"])]
    if facts["letters"]:
        parts.append(Table([_("函件编号"), _("种类"), _("结果")], facts["letters"], widths=(3, 2, 3)))
    return [*parts, *_team(facts)]


def _files(facts: dict[str, Any]) -> list[Block]:
    rows = [[str(number), title, mark] for number, (title, mark) in enumerate(facts["files"], start=1)]
    if not rows:
        return []
    return [Heading(_("移送材料清单")), Table([_("序号"), _("材料"), _("文号或日期")], rows, widths=(1, 5, 4))]


def _kind(code: str, title: Any, series: str, body: Any, **more: Any) -> DocumentKind:
    given = {"needs": Supervision.VIEW, "signs": Supervision.SIGN, "body": body, **more}
    return DocumentKind(code=f"supervision.{code}", title=title, series=series, **given)


def _served(code: str, title: Any, series: str, body: Any, **more: Any) -> DocumentKind:
    """One that goes to an employer or an authority: served with proof."""
    return _kind(code, title, series, body, official=True, proven=True, **more)


def _letter(code: str, title: Any, series: str, body: Any) -> DocumentKind:
    """One of the ladder: signed by chair or vice-chair only, on whichever page it is signed."""
    return _served(code, title, series, body, signing=check_paper)


KINDS = [
    _letter("reminder", gettext_lazy("工会劳动法律监督提示函"), "工劳监提", reminder),
    _letter("opinion", gettext_lazy("工会劳动法律监督意见书"), "工劳监意", opinion),
    _letter("correction", gettext_lazy("工会劳动法律监督整改意见书"), "工劳监整", opinion),
    _letter("recommendation", gettext_lazy("工会劳动法律监督建议书"), "工劳监建", recommendation),
    _served("transfer", gettext_lazy("劳动违法线索材料移送函"), "工劳监移", transfer),
    _kind("not-accepted", gettext_lazy("劳动法律监督线索不予受理告知书"), "工劳监告", not_accepted, official=True),
    _kind("clue-sheet", gettext_lazy("劳动法律监督线索登记表"), "工劳监线", clue_sheet, signs=Supervision.INSPECT),
    _served(
        "warning-notice", gettext_lazy("劳动关系预警告知书"), "工劳监警", warning_notice, needs=Supervision.WARN_VIEW
    ),
    _served(
        "contest-ruling",
        gettext_lazy("劳动关系预警异议复核答复书"),
        "工劳监核",
        contest_ruling,
        needs=Supervision.WARN_VIEW,
    ),
    _kind("explanation", gettext_lazy("劳动法律监督情况说明"), "工劳监明", explanation),
    _kind("record", gettext_lazy("劳动法律监督笔录"), "工劳监录", record, signs=Supervision.INSPECT),
    _kind("receipt", gettext_lazy("送达回证"), "工劳监回", receipt, signs=Supervision.INSPECT),
    _kind("settlement", gettext_lazy("劳动法律监督协商和解书"), "工劳监和", settlement, signs=Supervision.INSPECT),
    _kind("recheck", gettext_lazy("劳动法律监督复查记录"), "工劳监复", recheck, signs=Supervision.INSPECT),
    _kind("closing", gettext_lazy("劳动法律监督结案报告"), "工劳监结", closing, signs=Supervision.INSPECT),
]
