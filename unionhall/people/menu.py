"""Entries of the Desk's left rail."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import Face, MenuItem

from .permissions import People

_GROUP = _("职工与会员")

ROLL = MenuItem(_GROUP, _("会员名册"), "people:roll", (People.VIEW,), icon="users", order=300)
ROSTERS = MenuItem(_GROUP, _("名册导入"), "people:rosters", (People.IMPORT,), icon="upload", order=305)
EXPORTS = MenuItem(
    _GROUP, _("名册导出"), "people:roster-exports", (People.EXPORT, People.EXPORT_AGREE), icon="download", order=306
)
POSTS = MenuItem(_GROUP, _("工会干部"), "people:posts", (People.VIEW,), icon="id-badge-2", order=320)
EXPULSIONS = MenuItem(_GROUP, _("开除会籍备案"), "people:expulsions", (People.ADMIT,), icon="user-question", order=325)
MERGES = MenuItem(_GROUP, _("合并重复档案"), "people:merge", (People.MERGE,), icon="git-merge", order=330)

_MINE = _("我的会籍和资料")

MEMBERSHIP = MenuItem(_MINE, _("我的会籍"), "people:my-membership", icon="id-badge-2", order=10, face=Face.MINE)
CARD = MenuItem(_MINE, _("会员证"), "people:my-card", icon="qrcode", order=20, face=Face.MINE)
DATA = MenuItem(_MINE, _("我的资料"), "people:my-data", icon="user", order=30, face=Face.MINE)
JOIN = MenuItem(_MINE, _("加入工会"), "people:join", icon="user-plus", order=10, face=Face.PUBLIC)
