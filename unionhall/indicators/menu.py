from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import MenuItem

from .permissions import Indicators

MENU = [
    MenuItem(_("数据"), _("指标"), "indicators:figures", (Indicators.VIEW,), icon="chart-bar", order=800),
    MenuItem(_("数据"), _("看板"), "indicators:board", (Indicators.VIEW,), icon="map-2", order=810),
    MenuItem(
        _("数据"), _("数据差异"), "indicators:differences", (Indicators.EXPLAIN,), icon="alert-triangle", order=820
    ),
]
