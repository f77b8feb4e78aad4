from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import MenuItem

from .permissions import Worklist

GROUP = _("一张清单")

ITEMS = [
    MenuItem(GROUP, _("任务清单"), "worklist:list", (Worklist.VIEW,), icon="clipboard-list", order=300),
    MenuItem(GROUP, _("佐证审核"), "worklist:review", (Worklist.DECIDE,), icon="clipboard-check", order=310),
    MenuItem(GROUP, _("百分百完成"), "worklist:board", (Worklist.VIEW,), icon="chart-bar", order=320),
]
