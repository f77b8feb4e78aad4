"""Entries in the Desk's rail, and of the pages open to all."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unionhall.kit.access import Level
from unionhall.kit.menu import Face, MenuItem

from .permissions import Safety

GROUP = _("劳动保护")

ITEMS = [
    MenuItem(GROUP, _("安全隐患"), "safety:hazards", (Safety.VIEW,), icon="alert-triangle", order=300),
    MenuItem(GROUP, _("劳动保护检查"), "safety:inspections", (Safety.VIEW,), icon="clipboard-check", order=310),
    MenuItem(GROUP, _("检查员"), "safety:inspectors", (Safety.VIEW,), icon="id-badge-2", order=320),
    MenuItem(
        GROUP,
        pgettext_lazy("several", "事故"),
        "safety:accidents",
        (Safety.ACCIDENT_VIEW,),
        icon="alert-circle",
        order=330,
    ),
    MenuItem(
        GROUP, _("高温作业提醒"), "safety:heat-notices", (Safety.VIEW,), icon="sun", order=340, lowest=Level.TOWNSHIP
    ),
    MenuItem(GROUP, _("送清凉"), "safety:coolings", (Safety.VIEW,), icon="gift", order=350),
    MenuItem(GROUP, _("安康杯"), "safety:cup", (Safety.VIEW,), icon="trophy", order=360),
    MenuItem("", _("高温津贴"), "safety:heat", icon="sun", order=60, face=Face.PUBLIC),
]
