"""What the system administrator sees of figures: how far settling is behind."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import text
from unionhall.kit.health import HealthLine, Sign
from unionhall.kit.models import FigureDelta

LATE = timedelta(minutes=5)


def _settled() -> Sign:
    oldest = FigureDelta.objects.order_by("id").values_list("made_at", flat=True).first()
    if oldest is None:
        return Sign(_("全部已汇总"), "done")
    behind = timezone.now() - oldest > LATE
    return Sign(_("最早一条待汇总：%(at)s") % {"at": text.moment(oldest)}, "late" if behind else "done")


LINES = [HealthLine("indicators.settled", gettext_lazy("指标汇总"), _settled, order=70)]
