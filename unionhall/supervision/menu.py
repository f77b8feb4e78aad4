from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import MenuItem

from .permissions import Supervision

GROUP = _("劳动法律监督")

ITEMS = [
    MenuItem(GROUP, _("监督事项"), "supervision:matters", (Supervision.VIEW,), icon="shield-check", order=140),
    MenuItem(GROUP, _("监督函件"), "supervision:letters", (Supervision.VIEW,), icon="mail", order=141),
    MenuItem(GROUP, _("预警处置"), "supervision:warnings", (Supervision.WARN_VIEW,), icon="alert-triangle", order=142),
    MenuItem(
        GROUP, _("预警单位"), "supervision:standings", (Supervision.WARN_VIEW,), icon="building-factory-2", order=143
    ),
    MenuItem(GROUP, _("监督员"), "supervision:supervisors", (Supervision.VIEW,), icon="id-badge-2", order=144),
    MenuItem(GROUP, _("监督组织"), "supervision:unions", (Supervision.VIEW,), icon="users-group", order=145),
    MenuItem(GROUP, _("监督报表"), "supervision:report", (Supervision.VIEW,), icon="report-analytics", order=146),
]
