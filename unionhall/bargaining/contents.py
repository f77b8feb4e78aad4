"""What a contract of a kind has to speak of, which numbers are bargained over, and what employers disclose.

The lists are law (集体合同条例, 企业民主管理条例); the numbers that bound them are dated rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .choices import Kind

WAGE: Sequence[tuple[str, Any]] = (
    ("quota", _("劳动定额和计件单价")),
    ("system", _("工资分配制度、标准、形式和最低工资")),
    ("average", _("各岗位职工平均工资水平及其调整")),
    ("payment", _("工资支付办法")),
    ("extras", _("加班工资、津贴补贴和奖金")),
    ("adjustment", _("工资调整办法")),
    ("leave", _("试用期、病假、事假期间的工资")),
    ("special", _("特殊情况下的工资支付")),
    ("other", _("双方约定的其他事项")),
)
SAFE: Sequence[tuple[str, Any]] = (
    ("duty", _("劳动安全卫生责任制")),
    ("conditions", _("劳动条件和安全技术措施")),
    ("rules", _("安全操作规程")),
    ("gear", _("劳动防护用品发放")),
    ("checks", _("定期健康检查")),
    ("hazards", _("职业病危害防治")),
    ("training", _("安全教育培训")),
    ("funds", _("安全投入")),
    ("other", _("双方约定的其他事项")),
)
WOMEN: Sequence[tuple[str, Any]] = (
    ("forbidden", _("女职工禁忌从事的劳动")),
    ("training", _("女职工的培训和晋升")),
    ("periods", _("经期、孕期、产期、哺乳期保护")),
    ("checks", _("妇科定期检查")),
    ("birth", _("生育保障")),
    ("other", _("双方约定的其他事项")),
)
GENERAL: Sequence[tuple[str, Any]] = (
    ("pay", _("劳动报酬")),
    ("hours", _("工作时间和休息休假")),
    ("safety", _("劳动安全与卫生")),
    ("insurance", _("补充保险和福利")),
    ("women", _("女职工和未成年工特殊保护")),
    ("training", _("职业技能培训")),
    ("contracts", _("劳动合同管理")),
    ("discipline", _("奖惩")),
    ("layoff", _("裁员")),
    ("term", _("集体合同期限，变更、解除的程序")),
    ("disputes", _("履行争议的协商处理办法")),
    ("breach", _("违反集体合同的责任")),
    ("other", _("双方约定的其他事项")),
)
CONTENTS: Mapping[str, Sequence[tuple[str, Any]]] = {
    Kind.GEN: GENERAL, Kind.WAGE: WAGE, Kind.SAFE: SAFE, Kind.WOMEN: WOMEN, Kind.SECTOR: GENERAL, Kind.AREA: GENERAL,
}  # fmt: skip


@dataclass(frozen=True)
class Topic:
    """A number bargained over; `floor` is the code and key of the dated rule it may not fall below."""

    code: str
    title: Any
    measure: Any
    floor: str = ""
    key: str = ""
    above: bool = False  # pay must be above the floor, conditions not below it


TOPICS: Sequence[Topic] = (
    Topic("lowest-pay", _("最低月工资"), _("元/月"), "rights.minimum-wage", above=True),
    Topic("average-pay", _("职工月平均工资"), _("元/月")),
    Topic("raise", _("年度工资增长幅度"), "%"),
    Topic("overtime-day", _("工作日延长工作时间的工资倍数"), _("倍"), "bargaining.floor", "overtime-day"),
    Topic("overtime-rest", _("休息日加班的工资倍数"), _("倍"), "bargaining.floor", "overtime-rest"),
    Topic("overtime-holiday", _("法定节假日加班的工资倍数"), _("倍"), "bargaining.floor", "overtime-holiday"),
    Topic("probation", _("试用期工资占约定工资的比例"), "%", "bargaining.floor", "probation"),
    Topic("sick-pay", _("病假工资占最低工资的比例"), "%", "bargaining.floor", "sick-pay"),
    Topic("quota-reach", _("能完成劳动定额的职工比例"), "%", "bargaining.quota-reach"),
    Topic("meal", _("餐费补贴"), _("元/月")),
    Topic("heat", _("高温津贴"), _("元/月"), "bargaining.floor", "heat"),
    Topic("bonus", _("年终奖"), _("月工资的倍数")),
    Topic("leave-extra", _("法定年休假以外的带薪假"), _("天/年")),
    Topic("health-check", _("职工健康检查"), _("次/年")),
    Topic("women-check", _("女职工妇科检查"), _("次/年")),
    Topic("training-hours", _("职工培训"), _("学时/年")),
)
BY_CODE = {topic.code: topic for topic in TOPICS}
OTHER = "other"  # a clause in words, without a number to compare

FACTORS: Sequence[Topic] = (  # published numbers a demand is reasoned with
    Topic("guideline", _("企业工资指导线（基准线）"), "%"),
    Topic("prices", _("居民消费价格指数涨幅"), "%"),
    Topic("productivity", _("劳动生产率增长"), "%"),
    Topic("sector-pay", _("本行业职工月平均工资"), _("元/月")),
    Topic("frontline", _("一线职工工资占工资总额的比例"), "%"),
)
HANDED: Sequence[Topic] = (  # what the employer hands over before the talks
    Topic("revenue", _("营业收入"), _("元")),
    Topic("net-profit", _("净利润"), _("元")),
    Topic("wage-bill", _("工资总额"), _("元")),
    Topic("paid-average", _("职工月平均工资"), _("元/月")),
    Topic("staff", _("职工人数"), _("人")),
)
DATA = {one.code: one for one in (*FACTORS, *HANDED)}
MAY_FALL = ("prices", "productivity", "net-profit")  # may be below zero

DISCLOSED: Sequence[tuple[str, Any]] = (
    ("plans", _("发展规划、年度经营管理情况（商业秘密除外）")),
    ("rules", _("规章制度及其执行情况")),
    ("decisions", _("涉及职工切身利益的重大决策和方案")),
    ("contracts", _("劳动合同、集体合同和工资协议的签订与履行")),
    ("pay", _("工资支付、社会保险费和住房公积金缴纳")),
    ("safety", _("劳动安全卫生标准和措施、事故处理")),
    ("training", _("职工教育经费使用和培训计划")),
    ("law", _("法律、法规规定的其他事项")),
    ("investments", _("投资和重大技术改造（国有、集体及其控股企业）")),
    ("targets", _("年度生产经营目标及完成情况（国有、集体及其控股企业）")),
    ("large-sums", _("大额资金使用、工程招投标、物资采购、资产处置（国有、集体及其控股企业）")),
    ("managers", _("领导人员评议、薪酬和业务招待费（国有、集体及其控股企业）")),
)
ALL_FIRMS = ("plans", "rules", "decisions", "contracts", "pay", "safety", "training", "law")
STATE_FIRMS = ("110", "120", "151", "161")  # ownership: state and collective firms, and those they control


def titles(kind: str) -> dict[str, Any]:
    """What a contract of this kind speaks of, by code."""
    return dict(CONTENTS[kind])
