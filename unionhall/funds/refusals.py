"""What may be refused about money, in words a person can act on."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class SameHands(Refusal):
    text = _("提出的人不能审批，审批的人不能支付，请由另一人办理。")


class OwnMoney(Refusal):
    text = _("这笔款项的收款人是您本人（或与您同名），按回避规定须由他人审批和支付。")


class NotNow(Refusal):
    text = _("这笔应付款现在所处的环节不能这样办理。请看过最新情况后再决定。")


class BadAmount(Refusal):
    text = _("金额须大于零。")


class WordsNeeded(Refusal):
    text = _("请写明理由或凭证后再提交。")
