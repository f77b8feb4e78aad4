from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import Face, MenuItem

ITEMS = [
    MenuItem("", _("劳动权益计算器"), "rights:calculators", icon="table", order=25, face=Face.PUBLIC),
    MenuItem("", _("劳动权益计算器"), "rights:calculators", icon="table", order=50, face=Face.MINE),
]
