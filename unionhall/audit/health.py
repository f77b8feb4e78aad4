"""What the system administrator sees of the log: whether it is sealed in time, and whether it is whole."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import text
from unionhall.kit.health import HealthLine, Sign

from . import queries

LATE = timedelta(minutes=5)


def _seal() -> Sign:
    last, waiting = queries.last_seal(), queries.unsealed_count()
    if last is None:
        return Sign(_("还没有封存过，待封存 %(waiting)d 条") % {"waiting": waiting}, "due" if waiting else "neutral")
    words = _("最近 %(at)s，待封存 %(waiting)d 条") % {"at": text.moment(last.sealed_at), "waiting": waiting}
    return Sign(words, "late" if waiting and timezone.now() - last.sealed_at > LATE else "done")


def _whole() -> Sign:
    line = queries.last_verification()
    if line is None:
        return Sign(_("还没有核验过"), "neutral")
    words = text.moment(line.at)
    return Sign(words, "done") if line.details.get("whole") else Sign(_("%(at)s 核验不通过") % {"at": words}, "late")


LINES = [
    HealthLine("audit.seal", gettext_lazy("留痕封存"), _seal, order=40),
    HealthLine("audit.whole", gettext_lazy("留痕核验"), _whole, order=50),
]
