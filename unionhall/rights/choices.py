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


class Employed(models.TextChoices):
    """Whether the worker is still employed there: wages have no limit while they are."""

    YES = "yes", _("还在职")
    NO = "no", _("已经离开")


class Body(models.TextChoices):
    """Who mediates (劳动争议调解仲裁法 art. 10)."""

    ENTERPRISE = "enterprise", _("企业劳动争议调解委员会")
    PEOPLE = "people", _("基层人民调解组织")
    TOWNSHIP = "township", _("乡镇、街道调解组织")
    AREA = "area", _("区域性、行业性调解组织")


class Ended(models.TextChoices):
    """How a mediation ended; a refusal, a time run out and a failure are told in the end notice."""

    OPEN = "open", _("调解中")
    AGREED = "agreed", _("达成协议")
    REFUSED = "refused", _("一方拒绝调解")
    FAILED = "failed", _("未达成协议")
    EXPIRED = "expired", _("期限届满未达成协议")
    WITHDRAWN = "withdrawn", _("申请人撤回")
    DECLINED = "declined", _("不予受理")


class Confirmation(models.TextChoices):
    """Whether both sides wish the agreement confirmed, and where."""

    NONE = "none", _("不申请")
    ARBITRATION = "arbitration", _("仲裁审查确认")
    COURT = "court", _("司法确认")


class PromiseState(models.TextChoices):
    WAITING = "waiting", _("待履行")
    KEPT = "kept", _("已履行")
    PART = "part", _("部分履行")
    UNKEPT = "unkept", _("未履行")


class Way(models.TextChoices):
    """Ways on after a mediation (rights.md §4), each with a document and a last day."""

    CONFIRM_ARBITRATION = "confirm-arbitration", _("共同申请仲裁审查确认")
    CONFIRM_COURT = "confirm-court", _("共同申请司法确认")
    PAYMENT_ORDER = "payment-order", _("申请支付令")
    ARBITRATION = "arbitration", _("申请劳动仲裁")
    AGREEMENT_SUIT = "agreement-suit", _("凭调解协议向法院起诉")
    WAGES_ORDER = "wages-order", _("就拖欠的工资申请支付令")
    IOU_SUIT = "iou-suit", _("凭工资欠条起诉")
    ADVANCE = "advance", _("申请先予执行")
    INSPECTORATE = "inspectorate", _("向劳动保障监察投诉")
    SUIT = "suit", _("不服仲裁，向法院起诉")
    ENFORCEMENT = "enforcement", _("申请强制执行")


class FilePaper(models.TextChoices):
    """Papers of a mediation's file that the parties sign, drawn when they are wanted."""

    APPLICATION = "mediation-application", _("调解申请书")
    RECORD = "mediation-record", _("调解笔录")


class LimitKind(models.TextChoices):
    """Last days a worker may lose a right by (rights.md §4)."""

    ARBITRATION = "arbitration", _("申请劳动仲裁")
    WAGES = "wages", _("就拖欠的劳动报酬申请仲裁")
    IOU = "iou", _("凭工资欠条直接起诉")
    INSPECTORATE = "inspectorate", _("向劳动保障监察投诉")
    INJURY = "injury", _("申请工伤认定")
    SUIT = "suit", _("不服仲裁裁决向法院起诉")
    APPEAL = "appeal", _("不服一审裁判上诉")
    ACCEPT = "accept", _("仲裁委决定是否受理")
    AWARD = "award", _("仲裁委作出裁决")
    COURT = "court", _("法院决定是否立案")
    JUDGMENT = "judgment", _("法院作出一审判决")
    HEARING = "hearing", _("开庭")
    SECOND = "second", _("法院作出二审裁判")
    ORDER_ACCEPT = "order-accept", _("法院决定是否受理支付令申请")
    ORDER_ISSUE = "order-issue", _("法院发出支付令")
    ORDER_OBJECT = "order-object", _("对方清偿或者对支付令提出异议")
    PERFORM = "perform", _("对方履行生效文书")
    ENFORCE = "enforce", _("申请强制执行")
    ENFORCING = "enforcing", _("法院执行")
    INSPECT_FILE = "inspect-file", _("劳动保障监察决定是否受理")
    INSPECT = "inspect", _("劳动保障监察办结")


class Office(models.TextChoices):
    """Where a step is made; one form asks for all of them, under these headings."""

    COMMISSION = "commission", _("劳动人事争议仲裁")
    COURT = "court", _("法院一审")
    SECOND = "second", _("法院二审")
    ORDER = "order", _("支付令")
    ENFORCEMENT = "enforcement", _("强制执行")
    INSPECTORATE = "inspectorate", _("劳动保障监察")


class OfficeStep(models.TextChoices):
    """What happened to the claim at the commission, a court or the labour inspectorate (rights.md §4)."""

    FILED = "filed", _("递交仲裁申请")
    ACCEPTED = "accepted", _("仲裁委受理")
    ACCEPTED_SIMPLE = "accepted-simple", _("仲裁委受理（简易程序）")
    NOT_ACCEPTED = "not-accepted", _("收到仲裁不予受理通知书")
    HEARING = "hearing", _("仲裁开庭")
    LONGER = "longer", _("仲裁委批准延期")
    SETTLED = "settled", _("收到仲裁调解书")
    AWARD = "award", _("收到仲裁裁决书")
    WITHDRAWN = "withdrawn", _("撤回仲裁申请")
    CONFIRMED = "confirmed", _("收到仲裁审查确认的调解书")
    COURT_FILED = "court-filed", _("向法院递交起诉状")
    COURT_ACCEPTED = "court-accepted", _("法院立案")
    COURT_SIMPLE = "court-simple", _("法院立案（简易程序）")
    COURT_SMALL = "court-small", _("法院立案（小额诉讼程序）")
    COURT_ORDINARY = "court-ordinary", _("法院转为普通程序")
    COURT_LONGER = "court-longer", _("法院批准延长审理期限")
    COURT_NOT_ACCEPTED = "court-not-accepted", _("收到法院不予受理裁定书")
    COURT_HEARING = "court-hearing", _("法院开庭")
    COURT_SETTLED = "court-settled", _("收到法院调解书")
    COURT_JUDGMENT = "court-judgment", _("收到一审判决书")
    COURT_WITHDRAWN = "court-withdrawn", _("撤诉")
    COURT_CONFIRMED = "court-confirmed", _("收到司法确认裁定书")
    COURT_APPEALED = "court-appealed", _("提起上诉")
    SECOND_ACCEPTED = "second-accepted", _("二审立案")
    SECOND_HEARING = "second-hearing", _("二审开庭")
    SECOND_WITHDRAWN = "second-withdrawn", _("撤回上诉")
    SENT_BACK = "sent-back", _("二审发回重审")
    COURT_FINAL = "court-final", _("收到终审裁判文书")
    ORDER_FILED = "order-filed", _("申请支付令")
    ORDER_ACCEPTED = "order-accepted", _("法院受理支付令申请")
    ORDER_SERVED = "order-served", _("支付令送达对方")
    ORDER_FAILED = "order-failed", _("支付令申请被驳回，或者对方异议成立、支付令失效")
    ENFORCE_FILED = "enforce-filed", _("递交强制执行申请")
    ENFORCE_ENDED = "enforce-ended", _("收到终结执行（终结本次执行程序）裁定书")
    PAID = "paid", _("对方已经全部履行")
    INSPECT_FILED = "inspect-filed", _("向劳动保障监察投诉")
    INSPECT_ACCEPTED = "inspect-accepted", _("劳动保障监察受理立案")
    INSPECT_LONGER = "inspect-longer", _("劳动保障监察批准延长")
    INSPECT_REFUSED = "inspect-refused", _("劳动保障监察不予受理")
    INSPECT_DONE = "inspect-done", _("收到劳动保障监察处理结果")

    @property
    def made_at(self) -> Office:
        """The office; second instance is told apart from the first though both are courts."""
        if self in (OfficeStep.COURT_APPEALED, OfficeStep.COURT_FINAL, OfficeStep.SENT_BACK):
            return Office.SECOND
        return OFFICE_OF.get(self.value.partition("-")[0], Office.COMMISSION)


OFFICE_OF = {
    "court": Office.COURT,
    "second": Office.SECOND,
    "order": Office.ORDER,
    "enforce": Office.ENFORCEMENT,
    "paid": Office.ENFORCEMENT,
    "inspect": Office.INSPECTORATE,
}
HEARINGS = (OfficeStep.HEARING, OfficeStep.COURT_HEARING, OfficeStep.SECOND_HEARING)  # told before they are held
PAPERS = (  # papers the other side may have to perform: each says until when, or that there is nothing to perform
    OfficeStep.SETTLED, OfficeStep.AWARD, OfficeStep.CONFIRMED, OfficeStep.COURT_SETTLED, OfficeStep.COURT_JUDGMENT,
    OfficeStep.COURT_CONFIRMED, OfficeStep.COURT_FINAL,
)  # fmt: skip


class AidKind(models.TextChoices):
    STATE = "state", _("政府法律援助")
    UNION = "union", _("工会法律援助")


class AidGroup(models.TextChoices):
    """Who asks, as far as it decides on a check of means (法律援助法 art. 31, 42)."""

    MIGRANT = "migrant", _("农民工")
    WELFARE = "welfare", _("低保、特困、领取失业金等")
    NO_INCOME = "no-income", _("无固定生活来源的未成年人、老年人、残疾人")
    UNION_WORK = "union-work", _("因履行工会职责受到侵害的工会干部")
    WORKER = "worker", _("其他职工")


class AidStage(models.TextChoices):
    CONSULT = "consult", _("咨询")
    DRAFT = "draft", _("代写文书")
    MEDIATION = "mediation", _("调解")
    ARBITRATION = "arbitration", _("仲裁")
    SUIT = "suit", _("诉讼")


class AidResult(models.TextChoices):
    WON = "won", _("支持请求")
    PART = "part", _("部分支持")
    LOST = "lost", _("未获支持")
    SETTLED = "settled", _("调解、和解")
    ENDED = "ended", _("终止")


class GroupState(models.TextChoices):
    OPEN = "open", _("办理中")
    CLOSED = "closed", _("已结束")


class Came(models.TextChoices):
    """What came of a step for a whole group, in one of its cases."""

    DONE = "done", _("已办")
    REFUSED = "refused", _("没有办")
    CLOSED = "closed", _("已办结，不用办")


WAGES = frozenset({Cause.ARREARS, Cause.BELOW_MINIMUM, Cause.OVERTIME})  # 劳动报酬


class Grounds(models.TextChoices):
    """Why an authority is told at once (rights.md §2 row 1)."""

    DANGER = "danger", _("危及生命安全或刚发生事故")
    MASS = "mass", _("十人以上的集体争议")


class ReportWay(models.TextChoices):
    PHONE = "phone", _("电话")
    LETTER = "letter", _("书面报告函")
    SYSTEM = "system", _("政务平台")
    VISIT = "visit", _("当面")


class RecordKind(models.TextChoices):
    """Kinds of work of which the desk keeps its own list."""

    MEDIATION = "mediation", _("劳动争议调解")
    AID = "aid", _("法律援助")


class Power(models.TextChoices):
    """代理权限."""

    GENERAL = "general", _("一般授权")
    FULL = "full", _("特别授权")
