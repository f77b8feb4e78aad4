"""What may be refused in this room, in words for the person who asked."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class AlreadyThere(Refusal):
    """Someone with this number, phone, or name and birth date is in the register; `person` is that record."""

    texts = {
        "id": _("登记册里已有这个证件号码的人。请打开原来的档案办理，不要重复建档。"),
        "phone": _("这个手机号已用在另一人的档案上。请核对号码，或先更正原档案。"),
        "name": _("登记册里有姓名和出生日期都相同的人，可能是同一人换了证件。请先核对，确认不是同一人后再登记。"),
    }

    def __init__(self, person: Any, why: str = "id") -> None:
        super().__init__(self.texts[why])
        self.person, self.why = person, why


class AlreadyMember(Refusal):
    text = _("此人已是会员。调换工会请办理会籍接转，不要重复入会。")


class NotAMember(Refusal):
    text = _("此人现在没有会籍。")


class UnionTakesNoMembers(Refusal):
    text = _("这个工会目前不吸收会员（已撤销、筹建中或属于机关）。请选择其他工会。")


class NoSeparateConsent(Refusal):
    text = _("证件号码等属于敏感个人信息，须先取得本人的单独同意。")


class CannotUnmask(Refusal):
    text = _("查看完整信息须写明理由（至少 {least} 个字）。")


class RecordMerged(Refusal):
    text = _("这份档案已并入另一份，请在保留的档案上办理。")


class WrongDay(Refusal):
    text = _("日期不对：不能早于入会日期，也不能晚于今天。")


class NotWarned(Refusal):
    text = _("视为自动退会前，须先列入久未缴费提醒、记录劝导谈话，并满规定的期限。")


class StillExpelled(Refusal):
    text = _("此人被开除会籍，尚未解除，不能重新入会。确需解除的，由上一级工会办理。")


class ReasonMissing(Refusal):
    text = _("请写明理由。")


class CannotMerge(Refusal):
    text = _("这两份档案不能合并。")


class CannotUndo(Refusal):
    text = _("这次合并已不能撤销。")


class TooManyTries(Refusal):
    text = _("尝试次数过多，请稍后再试，或到就近的工会服务站办理。")


class CannotSignUp(Refusal):
    """One sentence for every cause, so that nobody learns who is in the register."""

    text = _("无法在网上用这些信息开通账号。请带身份证到就近的工会服务站办理，或拨打工会热线。")


class NoUnionFound(Refusal):
    text = _("没有找到可以接收您的工会。请核对工会编号，或写明工作或居住的街道、乡镇。")


class OwnNumber(Refusal):
    text = _("此人担任工会职务，手机号是其办公登录名，请由本人登录后在“我的资料”更正。")
