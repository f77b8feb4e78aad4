"""What lines of the log about rules are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "rules.book.loaded": _("载入系统自带的规则"),
        "rules.rule.entered": _("登记规则"),
        "rules.rule.checked": _("核对规则数字"),
        "rules.rule.dropped": _("删除未生效的规则"),
    },
    things={
        "rules.Rule": _("规则"),
    },
)
