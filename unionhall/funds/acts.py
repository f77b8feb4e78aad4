"""What lines of the log about money owed are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "funds.payable.owed": _("提出应付款"),
        "funds.payable.approved": _("审批应付款"),
        "funds.payable.paid": _("登记支付"),
        "funds.payable.cancelled": _("取消应付款"),
    },
    things={
        "funds.Payable": _("应付款"),
    },
)
