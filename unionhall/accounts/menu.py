from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import Face, MenuItem

from .permissions import Accounts

GROUP = _("系统与安全")

ITEMS = [
    MenuItem(GROUP, _("运行状况"), "accounts:system", (Accounts.SYSTEM,), icon="device-desktop", order=900),
    MenuItem(GROUP, _("账号"), "accounts:people", (Accounts.USER_LOCK, Accounts.USER_OPEN), icon="users", order=910),
    MenuItem(GROUP, _("角色分配"), "accounts:role-units", (Accounts.ROLE_GIVE,), icon="key", order=920),
    MenuItem(GROUP, _("留痕记录"), "accounts:log", (Accounts.LOG_READ,), icon="history", order=930),
    MenuItem("", _("外出代办"), "accounts:absences", (Accounts.DELEGATE,), icon="user-check", order=30, face=Face.USER),
    MenuItem("", _("更换密码"), "accounts:password", icon="lock", order=40, face=Face.USER),
    MenuItem("", _("二次验证"), "accounts:second-factor", icon="device-mobile", order=50, face=Face.USER),
    MenuItem("", _("更换密码"), "accounts:password", icon="lock", order=60, face=Face.MINE),
]
