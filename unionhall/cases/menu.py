"""Entries in the Desk's rail and on the worker's pages."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import Face, MenuItem

from .permissions import Cases

GROUP = _("诉求办理")

ITEMS = [
    MenuItem(GROUP, _("诉求"), "cases:list", (Cases.VIEW,), icon="inbox", order=100),
    MenuItem(GROUP, _("登记来电来访"), "cases:new", (Cases.OPERATE,), icon="phone", order=110),
    MenuItem(GROUP, _("面谈签到"), "cases:check-in", (Cases.WORK,), icon="qrcode", order=120),
    MenuItem(GROUP, _("办结回访"), "cases:calls", (Cases.WORK,), icon="phone", order=125),
    MenuItem(GROUP, _("差评台账"), "cases:bad-ratings", (Cases.VIEW,), icon="star", order=130),
    MenuItem("", _("我的诉求"), "cases:mine", icon="file-text", order=10, face=Face.MINE),
    MenuItem("", _("凭查询码查进度"), "cases:lookup", icon="search", order=20, face=Face.PUBLIC),
]
