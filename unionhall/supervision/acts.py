"""What lines of the log about supervision are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "supervision.batch.drafted": _("成批起草监督函件"),
        "supervision.clue.read": _("查看监督线索"),
        "supervision.committee.formed": _("成立监督委员会"),
        "supervision.committee.changed": _("变更监督委员会"),
        "supervision.committee.ended": _("撤销监督委员会"),
        "supervision.supervisor.registered": _("登记监督员"),
        "supervision.supervisor.edited": _("更正监督员"),
        "supervision.supervisor.renewed": _("换发监督员证"),
        "supervision.supervisor.ended": _("监督员卸任"),
        "supervision.supervisor.expired": _("监督员证到期"),
        "supervision.supervisor.carried": _("随工会调整划转监督员"),
        "supervision.contest.decided": _("裁定对预警的异议"),
        "supervision.credit.noted": _("登记纳入信用记录"),
        "supervision.pack.taken": _("下载移送材料"),
        "supervision.employer.coloured": _("调整用人单位预警颜色"),
        "supervision.input.entered": _("登记预警数据"),
        "supervision.input.dropped": _("撤销预警数据"),
        "supervision.letter.edited": _("修改监督函件"),
        "supervision.matter.employer-named": _("登记监督事项的用人单位"),
        "supervision.matter.told": _("告知投诉人办理结果"),
        "supervision.record.written": _("制作监督笔录"),
        "supervision.referral.made": _("移送有关部门"),
        "supervision.referral.answered": _("登记有关部门的答复"),
        "supervision.standing.read": _("查看用人单位预警情况"),
        "supervision.standing.carried": _("随工会调整划转预警情况"),
        "supervision.team.named": _("指定监督调查人员"),
        "supervision.team.recused": _("监督调查人员回避"),
        "supervision.warning.eased": _("解除或降低预警"),
    },
    things={
        "supervision.Committee": _("监督委员会"),
        "supervision.Supervisor": _("监督员"),
        "supervision.TeamMember": _("监督调查人员"),
        "supervision.Record": _("监督笔录"),
        "supervision.Referral": _("移送"),
        "supervision.Contest": _("对预警的异议"),
        "supervision.Standing": _("用人单位预警情况"),
        "supervision.WarningInput": _("预警数据"),
        "supervision.ColourChange": _("预警颜色变化"),
        "supervision.Measure": _("监督措施"),
    },
)
