"""What the system administrator sees of deliveries: how many, never to whom or what."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.health import HealthLine, Sign

from . import queries
from .choices import DeliveryState


def _deliveries() -> Sign:
    counts = queries.delivery_counts()
    failed, waiting = (
        sum(n for (_channel, state), n in counts.items() if state == wanted)
        for wanted in (DeliveryState.FAILED, DeliveryState.WAITING)
    )
    return Sign(
        _("待送 %(waiting)d 条，7天内失败 %(failed)d 条") % {"waiting": waiting, "failed": failed},
        "late" if failed else "done",
    )


LINES = [HealthLine("channels.deliveries", gettext_lazy("消息送达"), _deliveries, order=60)]
