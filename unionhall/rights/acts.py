"""What lines of the log about rights are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "rights.group.formed": _("建立集体争议"),
        "rights.group.joined": _("并入集体争议"),
        "rights.group.counted": _("更新集体争议人数"),
        "rights.group.speakers": _("登记集体争议代表"),
        "rights.group.move-asked": _("要求一并办理集体争议"),
        "rights.group.move-resumed": _("接着一并办理集体争议"),
        "rights.group.moved": _("一并办理集体争议"),
        "rights.group.closed": _("结束集体争议"),
        "rights.lawyer.entered": _("登记援助律师"),
        "rights.lawyer.changed": _("更正援助律师"),
        "rights.legal-aid.asked": _("申请法律援助"),
        "rights.legal-aid.granted": _("给予法律援助"),
        "rights.legal-aid.refused": _("不予法律援助"),
        "rights.legal-aid.appointed": _("指派援助律师"),
        "rights.legal-aid.progressed": _("法律援助进展"),
        "rights.legal-aid.finished": _("法律援助结案"),
        "rights.legal-aid.withdrawn": _("撤回法律援助申请"),
        "rights.limitation.counted": _("计算时效"),
        "rights.limitation.warned": _("提醒时效将满"),
        "rights.mediation.asked": _("申请调解"),
        "rights.mediation.accepted": _("受理调解"),
        "rights.mediation.answered": _("登记对方是否同意调解"),
        "rights.mediation.heard": _("记录调解"),
        "rights.mediation.extended": _("延长调解期限"),
        "rights.mediation.drafted": _("起草调解协议"),
        "rights.mediation.ended": _("调解结束"),
        "rights.outside.entered": _("登记仲裁诉讼进展"),
        "rights.outside.struck": _("撤销仲裁诉讼登记"),
        "rights.promise.checked": _("登记协议履行情况"),
        "rights.report.expected": _("应报告有关部门"),
        "rights.report.told": _("已报告有关部门"),
        "rights.report.dropped": _("不需报告有关部门"),
        "rights.way.drawn": _("代写申请文书"),
    },
    things={
        "rights.Group": _("集体争议"),
        "rights.Lawyer": _("援助律师"),
        "rights.LegalAid": _("法律援助"),
        "rights.Mediation": _("调解"),
        "rights.Limitation": _("时效"),
        "rights.OutsideStep": _("仲裁诉讼的一步"),
        "rights.Promise": _("协议履行事项"),
        "rights.AuthorityReport": _("向有关部门的报告"),
    },
)
