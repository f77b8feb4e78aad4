from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StepKind(TextChoices):
    """What an entry of a timeline tells."""

    OPENED = "opened", pgettext_lazy("timeline", "登记")
    MOVED = "moved", pgettext_lazy("timeline", "办理")
    TAKEN = "taken", pgettext_lazy("timeline", "签收")
    ASSIGNED = "assigned", pgettext_lazy("timeline", "指定承办人")
    PASSED = "passed", pgettext_lazy("timeline", "移交")
    NOTE = "note", _("记录")
    PAPERS = "papers", _("材料")
    LATE = "late", _("超期")
