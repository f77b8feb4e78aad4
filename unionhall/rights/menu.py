from django.utils.translation import gettext_lazy as _

from unionhall.cases.permissions import Cases
from unionhall.kit.access import Level
from unionhall.kit.menu import Face, MenuItem

from .permissions import Rights

GROUP = _("诉求办理")

ITEMS = [
    MenuItem(GROUP, _("集体争议"), "rights:groups", (Cases.VIEW,), icon="users-group", order=112),
    MenuItem(GROUP, _("调解台账"), "rights:mediations", (Cases.VIEW,), icon="users", order=113),
    MenuItem(GROUP, _("履行跟踪"), "rights:promises", (Cases.VIEW,), icon="clipboard-check", order=114),
    MenuItem(GROUP, _("法律援助申请"), "rights:aids", (Cases.VIEW,), icon="briefcase", order=115, lowest=Level.COUNTY),
    MenuItem(
        GROUP, _("报告主管部门"), "rights:reports", (Cases.VIEW,), icon="alert-triangle", order=111, lowest=Level.COUNTY
    ),
    MenuItem(GROUP, _("援助律师"), "rights:lawyers", (Rights.LAWYER_VIEW,), icon="briefcase", order=116),
    MenuItem("", _("劳动权益计算器"), "rights:calculators", icon="table", order=25, face=Face.PUBLIC),
    MenuItem("", _("劳动权益计算器"), "rights:calculators", icon="table", order=50, face=Face.MINE),
]
