from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StepKind(TextChoices):
    """What an entry of a timeline tells."""

    OPENED = "opened", _("登记")
    MOVED = "moved", _("办理")
    TAKEN = "taken", _("签收")
    ASSIGNED = "assigned", _("指定承办人")
    PASSED = "passed", _("移交")
    NOTE = "note", _("记录")
    PAPERS = "papers", _("材料")
    LATE = "late", _("超期")
