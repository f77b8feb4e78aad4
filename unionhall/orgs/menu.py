from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unionhall.kit.menu import Face, MenuItem

from .permissions import Orgs

ITEMS = [
    MenuItem("", _("找工会"), "orgs:find", icon="map-pin", order=60, face=Face.MINE),
    MenuItem(_("组织"), _("组织树"), "orgs:tree", (Orgs.VIEW,), icon="sitemap", order=50),
    MenuItem(
        _("组织"), pgettext_lazy("several", "工会"), "orgs:units", (Orgs.VIEW,), icon="building-community", order=51
    ),
    MenuItem(
        _("组织"),
        pgettext_lazy("several", "用人单位"),
        "orgs:employers",
        (Orgs.EMPLOYER_VIEW,),
        icon="building-factory-2",
        order=52,
    ),
    MenuItem(_("组织"), _("撤并划转"), "orgs:changes", (Orgs.RESTRUCTURE,), icon="hierarchy", order=53),
]
