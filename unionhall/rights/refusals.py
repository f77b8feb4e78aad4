"""What may be refused in this room, in words a person can act on."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class NotNow(Refusal):
    text = _("现在所处的环节不能这样办理。请看过最新情况后再决定。")


class NotBoth(Refusal):
    text = _("须双方都同意才能延长调解期限。")


class NoSignatures(Refusal):
    text = _("没有双方当事人和调解员签名、没有加盖印章，或者没有上传签署后的协议，不能生效。")


class NoTerms(Refusal):
    text = _("协议里没有任何款项或义务，不能签署。")


class NoRoom(Refusal):
    text = _("这位律师不在册、证件过期或者在办案件已满，请另选一位。")


class OverIncome(Refusal):
    text = _("家庭人均收入超过经济困难标准，不能给予政府法律援助；可以改为申请工会法律援助。")


class MustBeGiven(Refusal):
    text = _("这是十人以上的集体争议，法律援助应当给予，不能决定不予援助。")


class NotInGroup(Refusal):
    text = _("只能并入同一单位、同一类事项、正在办理的集体争议。")


class WrongNumber(Refusal):
    text = _("集体争议的代表须为三到五名，并且都在这个集体争议里。")


class AlreadyTold(Refusal):
    text = _("这一条已经登记过，或者已经确定不需要报告。要报告别的部门，请用“再报告一个部门”另加一条。")


class ToldTooEarly(Refusal):
    text = _("报告时间不能早于收到诉求的时间，也不能晚于现在。")
    field = "told_at"


class AlreadyThere(Refusal):
    text = _("名册里已有这个执业证号的律师。")
