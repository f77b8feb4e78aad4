from django.utils.translation import gettext_lazy as _

from unionhall.cases.permissions import Cases
from unionhall.kit.menu import Face, MenuItem

from .permissions import Rights

GROUP = _("诉求办理")

ITEMS = [
    MenuItem(GROUP, _("集体争议"), "rights:groups", (Cases.VIEW,), icon="users-group", order=112),
    MenuItem(GROUP, _("履行跟踪"), "rights:promises", (Cases.VIEW,), icon="clipboard-check", order=114),
    MenuItem(GROUP, _("援助律师"), "rights:lawyers", (Rights.LAWYER_VIEW,), icon="briefcase", order=116),
    MenuItem("", _("劳动权益计算器"), "rights:calculators", icon="table", order=25, face=Face.PUBLIC),
    MenuItem("", _("劳动权益计算器"), "rights:calculators", icon="table", order=50, face=Face.MINE),
]
