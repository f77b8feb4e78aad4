"""What lines of the log about figures are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "indicators.counts.carried": _("随工会调整划转统计数"),
        "indicators.difference.explained": _("说明统计差异"),
        "indicators.figures.exported": _("导出统计数据"),
        "indicators.month.closed": _("统计月份结账"),
        "indicators.recount.made": _("重新统计"),
    },
    things={
        "indicators.Difference": _("统计差异"),
        "indicators.ClosedMonth": _("统计结账月份"),
    },
)
