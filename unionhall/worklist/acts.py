"""What lines of the log about the list are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "worklist.item.written": _("起草清单事项"),
        "worklist.item.edited": _("修改清单事项草稿"),
        "worklist.item.issued": _("下达清单事项"),
        "worklist.item.reached": _("清单事项下达到本级"),
        "worklist.item.changed": _("调整清单事项"),
        "worklist.item.closed": _("结束清单事项"),
        "worklist.item.dropped": _("删除清单事项草稿"),
        "worklist.item.carried": _("随工会调整划转清单事项"),
        "worklist.share.accepted": _("接受清单任务"),
        "worklist.share.owner-named": _("指定清单任务负责人"),
        "worklist.share.split": _("分解清单目标"),
        "worklist.share.topped-up": _("自行加码清单目标"),
        "worklist.share.closed": _("结束清单任务"),
        "worklist.share.done": _("清单任务已完成"),
        "worklist.share.undone": _("清单任务不再算完成"),
        "worklist.shares.regrouped": _("随工会调整重新分组清单任务"),
        "worklist.evidence.handed-in": _("提交佐证材料"),
        "worklist.evidence.accepted": _("佐证材料通过"),
        "worklist.evidence.returned": _("退回佐证材料"),
        "worklist.evidence.locked": _("封存佐证材料"),
        "worklist.appeal.made": _("对目标提出申诉"),
        "worklist.appeal.granted": _("同意目标申诉"),
        "worklist.appeal.declined": _("不同意目标申诉"),
        "worklist.slip.raised": _("发出督办单"),
        "worklist.slip.answered": _("答复督办单"),
        "worklist.slip.passed-up": _("督办单报上级"),
    },
    things={
        "worklist.Item": _("清单事项"),
        "worklist.Share": _("清单任务"),
        "worklist.Evidence": _("佐证材料"),
        "worklist.Appeal": _("目标申诉"),
        "worklist.Slip": _("督办单"),
    },
)
