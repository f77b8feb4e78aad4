"""What lines of the log about notices are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "channels.address.given": _("登记接收通知的地址"),
        "channels.address.confirmed": _("确认接收通知的地址"),
        "channels.address.stopped": _("停用接收通知的地址"),
    },
    things={
        "channels.Address": _("接收通知的地址"),
        "channels.Notice": _("通知"),
    },
)
