"""Stored values of the room; a stored code never changes meaning (labour protection, §3–§6)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HazardKind(TextChoices):
    """隐患类别."""

    MACHINERY = "01", _("机械设备")
    ELECTRIC = "02", _("电气")
    FIRE = "03", _("火灾、爆炸")
    HEIGHT = "04", _("高处作业")
    CONFINED = "05", _("有限空间")
    CHEMICAL = "06", _("危险化学品")
    DUST = "07", _("粉尘、噪声、辐射")
    LIFTING = "08", _("起重、运输")
    STRUCTURE = "09", _("建筑结构、坍塌")
    CLIMATE = "10", _("高温、低温")
    HYGIENE = "11", _("卫生、食品")
    GEAR = "12", _("劳动防护用品")
    MANAGEMENT = "13", _("安全管理")
    OTHER = "99", _("其他")


class Grade(TextChoices):
    """隐患等级; it decides every clock."""

    GENERAL = "general", _("一般")
    MAJOR = "major", _("重大")
    IMMINENT = "imminent", _("危及生命")


class HazardSource(TextChoices):
    WORKER = "worker", _("职工报告")
    GROUP = "group", _("小组检查员")
    INSPECTION = "inspection", _("检查发现")
    AUTHORITY = "authority", _("监管部门转来")


class Decision(TextChoices):
    """What the employer decided on the proposal to evacuate."""

    LEAVE = "leave", _("立即撤离")
    STOP = "stop", _("停止作业，排除险情")
    REFUSE = "refuse", _("不采纳")


class InspectorLevel(TextChoices):
    FEDERATION = "federation", _("总工会（产业工会）检查员")
    COMMITTEE = "committee", _("基层劳动保护监督检查委员会")
    SINGLE = "single", _("基层工会检查员")
    GROUP = "group", _("工会小组劳动保护检查员")


class Found(TextChoices):
    """What a line of the checklist found."""

    GOOD = "good", _("符合")
    BAD = "bad", _("不符合")
    NONE = "none", _("不涉及")


class AccidentGrade(TextChoices):
    """生产安全事故等级 (生产安全事故报告和调查处理条例 art. 3), the worst first."""

    SPECIAL = "special", _("特别重大事故")
    MAJOR = "major", _("重大事故")
    LARGER = "larger", _("较大事故")
    GENERAL = "general", _("一般事故")


class AccidentKind(TextChoices):
    """GB 6441: twenty kinds of accidents."""

    OBJECT = "01", _("物体打击")
    VEHICLE = "02", _("车辆伤害")
    MACHINE = "03", _("机械伤害")
    LIFTING = "04", _("起重伤害")
    ELECTRIC = "05", _("触电")
    DROWNING = "06", _("淹溺")
    BURN = "07", _("灼烫")
    FIRE = "08", _("火灾")
    FALL = "09", _("高处坠落")
    COLLAPSE = "10", _("坍塌")
    ROOF = "11", _("冒顶片帮")
    FLOOD = "12", _("透水")
    BLASTING = "13", _("放炮")
    POWDER = "14", _("火药爆炸")
    GAS = "15", _("瓦斯爆炸")
    BOILER = "16", _("锅炉爆炸")
    VESSEL = "17", _("容器爆炸")
    EXPLOSION = "18", _("其他爆炸")
    POISON = "19", _("中毒和窒息")
    OTHER = "20", _("其他伤害")


class Harm(TextChoices):
    DEATH = "death", _("死亡")
    SERIOUS = "serious", _("重伤（含急性中毒）")
    LIGHT = "light", _("轻伤")
    MISSING = "missing", _("下落不明")


GRAVE = (Harm.DEATH, Harm.SERIOUS)  # each starts the timers of a family's care


class Hardship(TextChoices):
    """困难建档核查 of a victim's family."""

    TODO = "todo", _("待征求家属意见")
    OPENED = "opened", _("已转困难帮扶")
    DECLINED = "declined", _("家属不需要")
    NONE = "none", _("不适用")


class Work(TextChoices):
    """Where the work is done, for the heat allowance."""

    OUTDOOR = "outdoor", _("室外")
    INDOOR = "indoor", _("室内")
    NONE = "none", _("不在高温岗位")


class OfficeLevel(TextChoices):
    """Which meteorological office forecast it: a city's or higher, as the rules ask."""

    CITY = "city", _("设区的市气象台")
    PROVINCE = "province", _("省气象台")
    NATION = "nation", _("中央气象台")


class Award(TextChoices):
    """安康杯 awards."""

    UNIT = "unit", _("优胜单位")
    TEAM = "team", _("优胜班组")
    ORGANISER = "organiser", _("优秀组织单位")
    PERSON = "person", _("先进个人")


class Veto(TextChoices):
    """一票否决, within the contest's period."""

    DEATH = "death", _("发生死亡事故")
    DISEASE = "disease", _("发生重大职业病危害")
    HIDDEN = "hidden", _("瞒报事故")


class CupSheet(TextChoices):
    """Which dated score sheet an entry is judged by."""

    GENERAL = "cup-score", _("通用评分表")
    SPECIAL = "cup-special", _("专项工作评分表")
