"""Causes of labour disputes 争议类别 (rights.md §3): the law's six groups with their sub-codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CauseGroup(models.TextChoices):
    """劳动争议调解仲裁法 art. 2."""

    RELATION = "1", _("确认劳动关系")
    CONTRACT = "2", _("劳动合同订立、履行、变更、解除、终止")
    LEAVING = "3", _("除名、辞退、辞职、离职")
    CONDITIONS = "4", _("工时、休假、社保、福利、培训、劳动保护")
    PAY = "5", _("劳动报酬、工伤医疗费、经济补偿、赔偿金")
    OTHER = "6", _("法律规定的其他争议")


class Cause(models.TextChoices):
    """The first digit is the group; a stored code never changes meaning."""

    EMPLOYMENT = "11", _("是否存在劳动关系")
    PLATFORM = "12", _("平台用工")
    NO_CONTRACT = "21", _("未签书面劳动合同")
    DOUBLE_WAGE = "22", _("二倍工资")
    OPEN_ENDED = "23", _("无固定期限合同")
    PROBATION = "24", _("试用期")
    UNLAWFUL_END = "25", _("违法解除")
    REDUNDANCY = "26", _("裁员")
    NON_COMPETE = "27", _("竞业限制")
    DISMISSAL = "31", _("辞退")
    LEAVING_PAPERS = "32", _("离职手续")
    HOURS = "41", _("工作时间")
    LEAVE = "42", _("年休假")
    INSURANCE = "43", _("社会保险")
    MATERNITY = "44", _("女职工、生育")
    SAFETY = "45", _("劳动安全")
    HEAT = "46", _("高温津贴")
    ARREARS = "51", _("拖欠工资")
    BELOW_MINIMUM = "52", _("低于最低工资")
    OVERTIME = "53", _("加班费")
    INJURY = "54", _("工伤待遇")
    SEVERANCE = "55", _("经济补偿")
    DAMAGES = "56", _("赔偿金")
    COLLECTIVE = "61", _("集体合同")

    @property
    def group(self) -> CauseGroup:
        return CauseGroup(self.value[0])


def causes_by_group() -> list[tuple[str, list[tuple[str, str]]]]:
    """For a select with groups."""
    return [
        (str(group.label), [(cause.value, str(cause.label)) for cause in Cause if cause.group is group])
        for group in CauseGroup
    ]


COLLECTIVE_FROM = 10  # workers with the same claim: a collective dispute by law (rights.md §1, S4)
