"""The papers of a round: offer, reply, minutes, contract, vote, submission, receipt, notice, yearly report."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.documents.blocks import Annexes, Block, Facts, Heading, Items, Note, Para, Signatures, Table, Title
from unionhall.documents.kinds import DocumentKind

from .permissions import Bargaining


def _parties(facts: dict[str, Any]) -> Facts:
    return Facts(
        [
            (_("职工方"), facts["union"]),
            (_("用人单位方"), facts["party"]),
            (_("合同种类"), facts["kind"]),
            (_("协商编号"), facts["number"]),
        ]
    )


def _people(facts: dict[str, Any]) -> Table:
    rows = [[one["side"], one["name"], one["post"], one["role"]] for one in facts["delegates"]]
    return Table([_("一方"), _("姓名"), _("职务"), _("身份")], rows, (2, 2, 3, 2))


def _chosen(facts: dict[str, Any]) -> Table:
    """The same with how each came to the post."""
    rows = [[one["side"], one["name"], one["post"], one["role"], one.get("how", "")] for one in facts["delegates"]]
    return Table([_("一方"), _("姓名"), _("职务"), _("身份"), _("怎样产生")], rows, (2, 2, 2, 2, 3))


def offer(facts: dict[str, Any]) -> list[Block]:
    found: list[Block] = [
        Title(_("集体协商要约书")),
        Para(_("%(party)s：") % facts, indent=False),
        Para(
            _("根据《中华人民共和国劳动合同法》《集体合同规定》和本地有关规定，现就签订%(kind)s提出协商要约。") % facts
        ),
        Heading(_("一、协商的事项")),
        *(Para(line) for line in facts["issues"].splitlines() if line.strip()),
        Heading(_("二、协商的时间和地点")),
        Para(_("建议于%(meeting_on)s在%(meeting_place)s举行首次协商会议。") % facts),
        Heading(_("三、协商代表")),
    ]
    found += [_people(facts)] if facts["delegates"] else [Para(_("代表名单另送。"))]
    found.append(Para(_("请自收到本要约之日起于%(reply_by)s前书面答复，无正当理由不得拒绝。") % facts))
    return found


def reply(facts: dict[str, Any]) -> list[Block]:
    return [
        Title(_("集体协商答复书")),
        Para(_("%(to)s：") % facts, indent=False),
        Para(_("%(offered_on)s收到贵方关于签订%(kind)s的协商要约，经研究，同意进行集体协商。") % facts),
        Para(_("首次会议时间：%(meeting_on)s；地点：%(meeting_place)s。") % facts),
        Para(_("双方应于%(data_by)s前互相提供协商代表名单和有关资料。") % facts),
        Items([_("营业收入"), _("净利润"), _("工资总额"), _("职工平均工资"), _("协商所需的其他资料")]),
    ]


def minutes(facts: dict[str, Any]) -> list[Block]:
    return [
        Title(_("集体协商会议记录（第%(meeting)d次）") % facts),
        _parties(facts),
        Facts(
            [
                (_("时间"), facts["on"]), (_("地点"), facts["place"]), (_("主持"), facts["chaired_by"]),
                (_("记录"), facts["recorder"]),
            ]
        ),
        Heading(_("一、参加人员")),
        _people(facts),
        Heading(_("二、记录")),
        *(Para(line) for line in facts["minutes"].splitlines() if line.strip()),
        Heading(_("三、双方意见")),
        Table([_("条款"), _("职工方"), _("用人单位方")], facts["positions"], (2, 3, 3)),
        Signatures([(_("职工方首席代表"), _("年　月　日")), (_("用人单位方首席代表"), _("年　月　日"))]),
    ]  # fmt: skip


def contract(facts: dict[str, Any]) -> list[Block]:
    found: list[Block] = [
        Title(facts["title"]),
        _parties(facts),
        Para(_("合同期限：自%(term_from)s至%(term_to)s。") % facts),
        *(Para(line) for line in facts["text"].splitlines() if line.strip()),
    ]
    if facts["terms"]:
        found += [Heading(_("双方约定的标准")), Table([_("项目"), _("约定")], facts["terms"], (3, 2))]
    if facts["firms"]:
        found += [Heading(_("本合同覆盖的企业")), Table([_("企业"), _("职工人数")], facts["firms"], (4, 1))]
    found.append(
        Signatures(
            [(_("职工方首席代表"), _("签字　盖章　年　月　日")), (_("用人单位方首席代表"), _("签字　盖章　年　月　日"))]
        )
    )
    return found


def vote(facts: dict[str, Any]) -> list[Block]:
    return [
        Title(_("职工代表大会表决记录")),
        _parties(facts),
        Facts(
            [
                (_("表决机构"), facts["body"]), (_("日期"), facts["on"]), (_("应到代表"), facts["total"]),
                (_("实到代表"), facts["present"]), (_("发出票数"), facts["issued"]), (_("收回票数"), facts["returned"]),
                (_("有效票"), facts["valid"]), (_("赞成"), facts["yes"]), (_("反对"), facts["no"]),
                (_("弃权"), facts["abstain"]), (_("法定到会人数"), facts["least_present"]),
                (_("通过所需票数"), facts["least_yes"]), (_("结果"), facts["result"]),
            ]
        ),
        Note(_("表决采用无记名投票方式，按条款或者整体逐项表决。")),
        Signatures([(_("监票人"), ""), (_("计票人"), ""), (_("主持人"), "")]),
    ]  # fmt: skip


def submission(facts: dict[str, Any]) -> list[Block]:
    data = facts.get("data")  # drafts of before had none
    found: list[Block] = [
        Title(_("集体合同报送说明")),
        Para(_("%(authority)s：") % facts, indent=False),
        Para(_("现将%(title)s报送审查，一式%(copies)d份。") % facts),
        Heading(_("一、双方主体")),
        _parties(facts),
        Heading(_("二、协商代表的产生")),
        _chosen(facts),
        Heading(_("三、协商经过")),
        Para(
            _(
                "%(offered_on)s提出要约，%(replied_on)s书面答复，%(talks_from)s开始协商，共举行%(meetings)d次会议，%(drafted_on)s形成草案。"
            )
            % facts
        ),
        Heading(_("四、职工代表大会审议情况")),
        Para(facts["vote"]),
        Heading(_("五、双方约定的标准")),
        *([Para(_("本合同覆盖职工%(workers)s人。") % facts)] if facts.get("workers") else []),
        Table([_("项目"), _("约定")], facts["terms"], (3, 2)),
    ]
    if data:
        found += [Heading(_("六、用人单位提供的资料")), Table([_("项目"), _("年度"), _("数值")], data, (3, 1, 2))]
    return [
        *found,
        Para(_("本合同于%(signed_on)s由双方首席代表签字。") % facts),
        Annexes(
            [
                _("集体合同文本"), _("双方主体资格证明"), _("协商代表名单和委托书"), _("协商会议记录"),
                _("职工代表大会决议"),
            ]
        ),
    ]  # fmt: skip


def receipt(facts: dict[str, Any]) -> list[Block]:
    return [
        Title(_("集体合同审查情况登记")),
        _parties(facts),
        Facts(
            [
                (_("职工方地址"), facts.get("union_address", "")),
                (_("用人单位方地址"), facts.get("party_address", "")),
                (_("审查机关"), facts["authority"]), (_("报送日期"), facts["submitted_on"]),
                (_("收到日期"), facts["received_on"]), (_("审查期满"), facts["silence_ends"]),
                (_("审查意见书编号"), facts["opinion_no"]), (_("审查意见日期"), facts["opinion_on"]),
                (_("审查意见"), facts.get("opinion", "")),
                (_("生效日期"), facts["in_force_on"]),
            ]
        ),
        Note(_("行政部门自收到合同文本之日起十五日内未提出异议的，合同即行生效。")),
        Signatures([(_("审查机关（盖章）"), _("年　月　日"))]),
    ]  # fmt: skip


def notice(facts: dict[str, Any]) -> list[Block]:
    found: list[Block] = [
        Title(_("关于公布%(title)s的通知") % facts),
        Para(_("全体职工："), indent=False),
        Para(_("%(title)s经职工代表大会审议通过，已于%(in_force_on)s生效，有效期至%(term_to)s，现予公布。") % facts),
    ]
    if facts["terms"]:
        found.append(Table([_("项目"), _("约定")], facts["terms"], (3, 2)))
    return [*found, Para(_("对合同的履行有意见的，可以向本单位工会反映。"))]


def yearly(facts: dict[str, Any]) -> list[Block]:
    found: list[Block] = [
        Title(_("集体合同年度履行情况报告")),
        _parties(facts),
        Heading(_("一、履行情况")),
        *(Para(line) for line in facts["words"].splitlines() if line.strip()),
        Heading(_("二、监督检查")),
    ]
    found += (
        [Table([_("日期"), _("检查组"), _("结果"), _("情况")], facts["checks"], (2, 2, 1, 4))]
        if facts["checks"]
        else [Para(_("本年度没有进行专项检查。"))]
    )
    return [*found, Signatures([(_("职工方首席代表"), ""), (_("用人单位方首席代表"), "")])]


def suspension(facts: dict[str, Any]) -> list[Block]:
    return [
        Title(_("中止协商通知书")),
        Para(_("%(to)s：") % facts, indent=False),
        _parties(facts),
        Para(_("双方自%(talks_from)s开始协商，因下列原因自%(suspended_on)s起中止协商，职工方已经同意。") % facts),
        *(Para(line) for line in facts["why"].splitlines() if line.strip()),
        Para(_("协商应于%(resume_by)s前恢复。中止期间双方继续准备协商资料，用人单位不得因协商降低职工待遇。") % facts),
        Signatures([(_("职工方首席代表"), _("年　月　日")), (_("用人单位方首席代表"), _("年　月　日"))]),
    ]


def filing(facts: dict[str, Any]) -> list[Block]:
    return [
        Title(_("关于抄报%(title)s的函") % facts),
        Para(_("%(to)s：") % facts, indent=False),
        Para(
            _("%(title)s已于%(signed_on)s由双方首席代表签字，%(in_force_on)s生效，有效期至%(term_to)s，覆盖职工%(workers)s人，现予抄报。")
            % facts
        ),
        Facts(
            [
                (_("合同编号"), facts["contract_no"]), (_("职工方首席代表"), facts["signed_workers"]),
                (_("用人单位方首席代表"), facts["signed_employer"]), (_("审查机关"), facts["authority"]),
                (_("公布日期"), facts["published_on"]),
            ]
        ),
        Para(facts["vote"]),
        Annexes([_("集体合同文本"), _("审查意见书或者签收单"), _("职工代表大会决议")]),
    ]  # fmt: skip


def session(facts: dict[str, Any]) -> list[Block]:
    """The record of one session of a workers' congress."""
    heads = [_("序号"), _("议题"), _("类型"), _("票数"), _("结果")]
    found: list[Block] = [
        Title(_("%(congress)s第%(number)d次会议记录") % facts),
        Facts(
            [
                (_("工会"), facts["union"]), (_("届次"), facts["term_no"]), (_("时间"), facts["on"]),
                (_("地点"), facts["place"]), (_("由谁提议"), facts["asked_by"]),
                (_("主席团成员"), facts["chair_group"]),
                (_("告知代表"), facts["notice"]), (_("职工总数"), facts["staff"]), (_("应到代表"), facts["total"]),
                (_("实到代表"), facts["present"]), (_("列席人数"), facts["observers"]),
                (_("缺席的人和原因"), facts["absent"]), (_("到会情况"), facts["quorum"]),
            ]
        ),
        Heading(_("一、议题和表决")),
        Table(heads, facts["items"], (1, 4, 2, 4, 2)) if facts["items"] else Para(_("没有登记议题。")),
        Heading(_("二、意见和决议")),
        *([Para(line) for line in facts["said"]] or [Para(_("没有登记意见和决议。"))]),
    ]  # fmt: skip
    if facts["motions"]:
        rows = [Table([_("编号"), _("提案"), _("提案人")], facts["motions"], (3, 4, 2))]
        found += [Heading(_("三、提案")), *rows]
    if papers := facts.get("papers"):  # records of before had none
        found.append(Heading(_("四、议题材料") if facts["motions"] else _("三、议题材料")))
        found.append(Table([_("议题"), _("文件"), _("类别"), _("文件摘要")], papers, (1, 5, 2, 3)))
    return [*found, Signatures([(_("主持人"), ""), (_("记录人"), "")])]


def _kind(
    code: str, title: Any, series: str, body: Any, *, official: bool = False, public: bool = False
) -> DocumentKind:
    return DocumentKind(
        code=f"bargaining.{code}", title=title, series=series, needs=Bargaining.VIEW, signs=Bargaining.SIGN, body=body,
        official=official, public=public,
    )  # fmt: skip


OFFER = _kind("offer", gettext_lazy("集体协商要约书"), "工协要", offer, official=True)
REPLY = _kind("reply", gettext_lazy("集体协商答复书"), "工协复", reply, official=True)
MINUTES = _kind("minutes", gettext_lazy("集体协商会议记录"), "工协记", minutes)
CONTRACT = _kind("contract", gettext_lazy("集体合同（草案）"), "工协合", contract)
VOTE = _kind("vote", gettext_lazy("职工代表大会表决记录"), "工协表", vote)
SUBMISSION = _kind("submission", gettext_lazy("集体合同报送说明"), "工协报", submission, official=True)
RECEIPT = _kind("receipt", gettext_lazy("集体合同审查情况登记"), "工协审", receipt)
NOTICE = _kind("notice", gettext_lazy("集体合同公布通知"), "工协公", notice, official=True, public=True)
SUSPENSION = _kind("suspension", gettext_lazy("中止协商通知书"), "工协中", suspension, official=True)
FILING = _kind("filing", gettext_lazy("集体合同抄报函"), "工协抄", filing, official=True)
SESSION = _kind("session", gettext_lazy("职工代表大会会议记录"), "工职会", session)
YEARLY = _kind("yearly", gettext_lazy("集体合同年度履行情况报告"), "工协履", yearly)
