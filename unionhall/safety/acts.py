"""What lines of the log about labour protection are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "safety.accident.opened": _("登记事故"),
        "safety.accident.step-taken": _("完成事故办理步骤"),
        "safety.accident.casualties-changed": _("更正伤亡情况"),
        "safety.accident.voided": _("事故作废（登记错误）"),
        "safety.victim.added": _("登记伤亡职工"),
        "safety.victim.harm-changed": _("更正伤亡职工的伤情"),
        "safety.victim.read": _("查看伤亡职工信息"),
        "safety.victim.visited": _("走访伤亡职工家属"),
        "safety.victim.claimed": _("登记工伤认定申请"),
        "safety.victim.hardship-opened": _("转办困难帮扶"),
        "safety.victim.hardship-declined": _("不需困难帮扶"),
        "safety.victim.condolence-owed": _("提出慰问金"),
        "safety.child-labour.found": _("发现童工"),
        "safety.cooling.place-added": _("添加送清凉慰问点"),
        "safety.cooling.place-visited": _("登记送清凉签收"),
        "safety.cup.withdrawn": _("撤销安康杯荣誉"),
        "safety.hazard.escalated": _("隐患升级到上级"),
        "safety.hazard.authority-told": _("登记已报告监管部门"),
        "safety.hazard.overdue": _("隐患整改逾期"),
        "safety.hazard.passed": _("移交隐患"),
        "safety.inspector.appointed": _("聘任劳动保护检查员"),
        "safety.inspector.renewed": _("续聘劳动保护检查员"),
        "safety.inspector.ended": _("劳动保护检查员离任"),
        "safety.special.checked": _("专项检查"),
    },
    things={
        "safety.Victim": _("伤亡职工"),
        "safety.Inspector": _("劳动保护检查员"),
        "safety.CoolingVisit": _("送清凉慰问点"),
    },
)
