"""What lines of the log about unions and employers are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "orgs.change.drawn_up": _("拟定工会调整"),
        "orgs.change.carried_out": _("执行工会调整"),
        "orgs.change.carried_on": _("继续执行工会调整"),
        "orgs.change.finished": _("完成工会调整"),
        "orgs.change.dropped": _("放弃工会调整"),
        "orgs.coverage.begun": _("建立工会覆盖关系"),
        "orgs.coverage.carried": _("随工会调整划转工会覆盖关系"),
        "orgs.coverage.ended": _("结束工会覆盖关系"),
        "orgs.divisions.loaded": _("更新行政区划"),
        "orgs.employer.registered": _("登记用人单位"),
        "orgs.employer.edited": _("更正用人单位"),
        "orgs.employer.closed": _("注销用人单位"),
        "orgs.employers.carried": _("随工会调整划转用人单位"),
        "orgs.founding.prepared": _("批准筹备建会"),
        "orgs.founding.registered": _("登记法人资格"),
        "orgs.founding.ended": _("终止筹备建会"),
        "orgs.unit.opened": _("批复工会成立"),
        "orgs.unit.founded": _("登记工会"),
        "orgs.unit.edited": _("更正工会信息"),
        "orgs.unit.guided": _("调整工会的指导关系"),
        "orgs.unit.certified": _("登记法人资格证书"),
        "orgs.unit.term_extended": _("延期换届"),
        "orgs.unit.term_renewed": _("换届"),
        "orgs.unit.certificate_ending": _("法人资格证书到期提醒"),
        "orgs.unit.term_ending": _("任期届满提醒"),
        "orgs.unit.overdue": _("工会届满未换届"),
    },
    things={
        "orgs.Unit": _("工会"),
        "orgs.Employer": _("用人单位"),
        "orgs.UnitChange": _("工会调整"),
        "orgs.Coverage": _("工会覆盖关系"),
        "orgs.Division": _("行政区划"),
    },
)
