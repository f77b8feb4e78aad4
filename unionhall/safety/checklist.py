"""What inspectors go through: the lines of an inspection record, with those on women and minors."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .choices import HazardKind


@dataclass(frozen=True)
class Line:
    """One thing to look at; a line found bad can become a hazard of that kind."""

    code: str
    text: Any
    kind: HazardKind
    group: Any


SITE, SYSTEM, HEALTH, SPECIAL = _("现场"), _("制度"), _("职业健康"), _("女职工和未成年工")

LINES = (
    Line("three", _("新建、改建项目的安全设施“三同时”"), HazardKind.MANAGEMENT, SYSTEM),
    Line("duty", _("安全生产责任制、操作规程"), HazardKind.MANAGEMENT, SYSTEM),
    Line("training", _("安全培训、特种作业持证上岗"), HazardKind.MANAGEMENT, SYSTEM),
    Line("listed", _("隐患清单及治理情况向职工公布"), HazardKind.MANAGEMENT, SYSTEM),
    Line("machines", _("机械设备安全防护装置"), HazardKind.MACHINERY, SITE),
    Line("electric", _("用电安全、接地、配电箱"), HazardKind.ELECTRIC, SITE),
    Line("fire", _("消防设施、疏散通道、动火作业"), HazardKind.FIRE, SITE),
    Line("height", _("高处作业防护"), HazardKind.HEIGHT, SITE),
    Line("confined", _("有限空间作业审批、通风、监护"), HazardKind.CONFINED, SITE),
    Line("chemical", _("危险化学品储存、使用"), HazardKind.CHEMICAL, SITE),
    Line("lifting", _("起重、厂内运输"), HazardKind.LIFTING, SITE),
    Line("structure", _("建筑结构、脚手架、边坡"), HazardKind.STRUCTURE, SITE),
    Line("dust", _("粉尘、噪声、辐射控制与检测"), HazardKind.DUST, HEALTH),
    Line("heat", _("防暑降温措施"), HazardKind.CLIMATE, HEALTH),
    Line("hygiene", _("宿舍、食堂、饮水卫生"), HazardKind.HYGIENE, HEALTH),
    Line("gear", _("劳动防护用品配备与佩戴"), HazardKind.GEAR, HEALTH),
    Line("w-work", _("女职工禁忌劳动：井下、第四级体力劳动、负重"), HazardKind.MANAGEMENT, SPECIAL),
    Line("w-pregnant", _("怀孕7个月以上：不加班、不上夜班"), HazardKind.MANAGEMENT, SPECIAL),
    Line("w-nursing", _("哺乳期：不加班、不上夜班，每天1小时哺乳时间"), HazardKind.MANAGEMENT, SPECIAL),
    Line("w-pay", _("没有因怀孕、生育、哺乳降薪或者解除合同"), HazardKind.MANAGEMENT, SPECIAL),
    Line("m-work", _("未成年工：无禁忌劳动，体检、登记齐全"), HazardKind.MANAGEMENT, SPECIAL),
    Line("m-child", _("没有未满16周岁的童工"), HazardKind.MANAGEMENT, SPECIAL),
)
BY_CODE = {line.code: line for line in LINES}
AT_ONCE = ("m-child",)  # child labour is reported at once
FINED = tuple(line.code for line in LINES if line.code.startswith("w-"))
