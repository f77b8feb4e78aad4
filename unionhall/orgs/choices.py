"""Stored values about unions and employers; codes follow domain lists (组织类型, 组织形式, 单位类别)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unionhall.kit.access import Level


class UnionKind(models.TextChoices):
    """What sort of body a unit is."""

    FEDERATION = "federation", _("总工会")
    TOWNSHIP = "township", _("乡镇（街道）工会")
    SINGLE = "single", _("独立基层工会")
    JOINT = "joint", _("联合基层工会")
    REGIONAL = "regional", _("区域工会联合会")
    INDUSTRY = "industry", _("行业工会")
    VILLAGE = "village", _("村（社区）工会")
    PARK = "park", _("园区工会")
    GROUP = "group", _("集团工会")
    SYSTEM = "system", _("系统工会")


class UnionForm(models.TextChoices):
    GENERAL = "1", _("总工会")
    UNION = "2", _("工会")
    FEDERATION = "3", _("工会联合会")
    COMMITTEE = "4", _("工会委员会")
    JOINT_COMMITTEE = "5", _("联合工会委员会")
    BRANCH = "6", _("分会")
    GROUP = "7", _("小组")


class UnitState(models.TextChoices):
    PREPARING = "preparing", _("筹建中")
    ACTIVE = "active", _("正常")
    OVERDUE = "overdue", _("届满未换届")
    CLOSING = "closing", _("撤并中")  # its members, employers and cases are on their way to another union
    CLOSED = "closed", pgettext_lazy("union", "已撤销")


AT_WORK = (UnitState.ACTIVE, UnitState.OVERDUE)  # has a committee and works, in order or not


class OwnershipKind(models.TextChoices):
    """单位类别 of the registration form."""

    STATE = "110", _("国有")
    COLLECTIVE = "120", _("集体")
    SHARE_COOPERATIVE = "130", _("股份合作")
    JOINT = "140", _("联营")
    STATE_SOLE = "151", _("国有独资")
    LIMITED = "159", _("其他有限责任")
    STATE_SHARE = "161", _("国有控股股份")
    SHARE = "169", _("其他股份")
    PRIVATE = "170", _("私营")
    OTHER_DOMESTIC = "190", _("其他内资")
    HMT = "200", _("港澳台投资")
    FOREIGN = "300", _("外商投资")
    INSTITUTION = "400", _("事业单位")
    ORGAN = "500", _("机关")
    SOLE_TRADER = "600", _("个体工商户")
    NGO = "700", _("民办非企业")


class Industry(models.TextChoices):
    """The twenty sections of GB/T 4754-2017."""

    A = "A", _("农、林、牧、渔业")
    B = "B", _("采矿业")
    C = "C", _("制造业")
    D = "D", _("电力、热力、燃气及水生产和供应业")
    E = "E", _("建筑业")
    F = "F", _("批发和零售业")
    G = "G", _("交通运输、仓储和邮政业")
    H = "H", _("住宿和餐饮业")
    I = "I", _("信息传输、软件和信息技术服务业")  # noqa: E741  the standard's letter
    J = "J", _("金融业")
    K = "K", _("房地产业")
    L = "L", _("租赁和商务服务业")
    M = "M", _("科学研究和技术服务业")
    N = "N", _("水利、环境和公共设施管理业")
    O = "O", _("居民服务、修理和其他服务业")  # noqa: E741
    P = "P", _("教育")
    Q = "Q", _("卫生和社会工作")
    R = "R", _("文化、体育和娱乐业")
    S = "S", _("公共管理、社会保障和社会组织")
    T = "T", _("国际组织")


class EdgeLine(models.TextChoices):
    """Which hierarchy an edge belongs to: one organisational parent, at most one industry parent."""

    ORGANISATION = "org", _("组织隶属")
    INDUSTRY = "ind", _("产业指导")


class CoverMode(models.TextChoices):
    SINGLE = "single", _("独立建会")
    JOINT = "joint", _("联合建会")
    FEDERATION = "federation", _("联合会覆盖")


class ChangeKind(models.TextChoices):
    MOVE = "move", _("划转隶属")
    MERGE = "merge", _("合并")
    WIND_UP = "wind-up", _("撤销")


class ChangeState(models.TextChoices):
    DRAFT = "draft", _("已预演，未执行")
    RUNNING = "running", _("执行中")
    DONE = "done", _("已执行")
    DROPPED = "dropped", _("已放弃")


class EndReason(models.TextChoices):
    """The only reasons for which a union may end (Trade Union Law art. 13, organisation rules)."""

    EMPLOYER_ENDED = "employer-ended", _("所在单位终止或被撤销")
    MERGED = "merged", _("与其他工会合并")
    REPLACED = "replaced", _("联合工会由单独建会代替")


LEVEL_NAMES = {
    Level.PROVINCE: _("省级"),
    Level.CITY: _("市级"),
    Level.COUNTY: _("县（市、区）级"),
    Level.TOWNSHIP: _("乡镇（街道）级"),
    Level.GRASSROOTS: _("基层"),
}
