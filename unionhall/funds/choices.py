"""States of what is owed. A stored value never changes meaning."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PayableState(models.TextChoices):
    OWED = "owed", _("待审批")
    APPROVED = "approved", _("待支付")
    PAID = "paid", _("已支付")
    CANCELLED = "cancelled", pgettext_lazy("payable", "已取消")


OPEN = (PayableState.OWED, PayableState.APPROVED)
