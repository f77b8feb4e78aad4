"""The faces' own entries, and those of rooms that have no menu of their own."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import Face, MenuItem

HOME = [
    MenuItem("", _("首页"), "faces:home", icon="home", order=10, face=Face.HOME),
    MenuItem("", _("服务"), "faces:services", icon="layout-grid", order=20, face=Face.HOME),
    MenuItem("", _("我的"), "faces:mine", icon="user", order=90, face=Face.HOME),
]
DESK = [
    MenuItem(_("工作台"), _("今天"), "faces:today", icon="calendar-check", order=0),
    MenuItem(_("工作台"), _("后台工作"), "faces:jobs", icon="history", order=9),
]
USER = [
    MenuItem("", _("消息"), "channels:notices", icon="bell", order=10, face=Face.USER),
    MenuItem("", _("我的（职工端）"), "faces:mine", icon="user-circle", order=20, face=Face.USER),
]
MINE = [
    MenuItem("", _("消息"), "channels:notices", icon="bell", order=30, face=Face.MINE),
]
PUBLIC = [
    MenuItem("", _("找到我的工会"), "orgs:find", icon="map-pin", order=10, face=Face.PUBLIC),
    MenuItem("", _("公开看板"), "indicators:board", icon="chart-bar", order=20, face=Face.PUBLIC),
    MenuItem("", _("今年的清单"), "worklist:promises", icon="list-check", order=30, face=Face.PUBLIC),
    MenuItem("", _("个人信息怎么保护"), "faces:privacy", icon="shield", order=90, face=Face.PUBLIC),
]
BOARD = [
    MenuItem("", _("看板"), "indicators:board", icon="chart-bar", order=10, face=Face.BOARD),
    MenuItem("", _("今年的清单"), "worklist:promises", icon="list-check", order=20, face=Face.BOARD),
]
