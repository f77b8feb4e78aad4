"""What cannot be done in bargaining, congresses and disclosure, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class AtField(Refusal):
    """A refusal that belongs beside one field, where the form has it; else it stands in the summary."""

    field = ""

    def __init__(self, text: object = "", *, field: str = "") -> None:
        super().__init__(text)
        self.field = field or self.field


class NotNow(AtField):
    text = _("目前的环节不能这样做，请刷新页面后再看。")


class ChangedMeanwhile(Refusal):
    text = _("您打开页面以后，别人已经改过。请核对最新内容后再提交。")


class SentBefore(AtField):
    text = _("同样的内容已经登记过，没有重复保存。")


class InFuture(AtField):
    field = "on"
    text = _("日期不能晚于今天。")


class WrongOrder(AtField):
    field = "on"
    text = _("日期的先后不对，请核对。")


class NotOurs(AtField):
    field = "employer"
    text = _("这家用人单位不在本工会的范围内。")


class OnlyBelowCounty(AtField):
    field = "kind"
    text = _("行业性、区域性集体合同只在县级以下的行业、区域内签订。")


class AlreadyTalking(AtField):
    field = "employer"
    text = _("这家用人单位同一种类的协商正在进行，请在原来的协商中办理。")


class TooEarly(Refusal):
    text = _("还没有到可以提出续签的时间。")


class SidesNotReady(Refusal):
    """The delegates do not meet the rules; the text names each fault."""


class NoFirms(AtField):
    field = "firms"
    text = _("请先列出这份合同覆盖的企业。")


class BelowFloor(AtField):
    """An agreed number is below what the law allows; the text names it."""

    field = "lowest_pay"


class NotSettled(Refusal):
    """Clauses are still open; the text names them."""


class BadTerm(AtField):
    """The term is too short or too long; the text says what it may be."""

    field = "term_to"


class NeedsConsent(AtField):
    field = "consent"
    text = _("中止协商须经职工方同意。")


class NotPassed(Refusal):
    text = _("草案还没有经职工代表大会表决通过，不能签字。")


class NotTheChief(AtField):
    """Another name than that of the one who leads the side; the text says whose."""


class NoRemovalVote(AtField):
    field = "why"
    text = _("联名已经成立，还要由职代会表决：请先在会议里登记写明其姓名的罢免议题，通过后再登记。")


class WasPassed(Refusal):
    text = _("最近一次表决已经通过，不需要重新协商。")


class TooManyPapers(AtField):
    field = "papers"
    text = _("一个议题最多保存12个文件。")


class TooFewAgreed(AtField):
    """Not enough of all staff agreed to a delegate where there is no union; the text says how many."""

    field = "votes"


class StoppedLongEnough(AtField):
    """The talks have stood still as long as the place allows; the text says how long."""

    field = "on"


class CountsWrong(AtField):
    field = "issued"
    text = _("票数对不上：发出不多于到会，收回不多于发出，有效票等于赞成、反对、弃权之和。")


class PhotoNeeded(AtField):
    field = "papers"
    text = _("请附上公示的照片。")


class ExtendedBefore(Refusal):
    text = _("协调处理只能延长一次。")


class EndedBefore(AtField):
    field = "on"
    text = _("这份合同已经终止。")


class TooFewSeats(AtField):
    """The congress is smaller than the rules allow; the text says the least."""

    field = "seats"


class NoAssembly(AtField):
    """The firm is too large for an assembly of all; the text says from which size on."""

    field = "kind"


class NoticeTooLate(AtField):
    """The agenda reaches delegates too late; the text says the last day."""

    field = "notice_on"


class NoQuorum(Refusal):
    text = _("到会代表不足法定人数，不能表决。")


class SecondersNeeded(AtField):
    """Too few seconders; the text says how many."""

    field = "seconders"


class NotADeputy(AtField):
    field = "proposer"
    text = _("只有本届职工代表可以提交提案。")


class UnknownMember(AtField):
    field = "member"
    text = _("没有在本工会的名册中找到这个人，请核对姓名或会员证号；不是会员的可以不填。")


class SecretNotChecked(AtField):
    field = "secret_checked_by"
    text = _("请先写明由谁做的保密审查。")


class DisclosedBefore(Refusal):
    text = _("这一项已经公开过了。")


class NoPetition(AtField):
    field = "why"
    text = _("罢免须先在职代会页面登记联名，写明姓名，人数达到规定的比例。")


class SourceNeeded(AtField):
    field = "source"
    text = _("请写明数据出自哪里。")


class WordsNeeded(AtField):
    field = "words"
    text = _("没有确认的，请写明代表大会的意见。")


class NotElected(AtField):
    field = "election"
    text = _("只能从已经选举通过的议题登记；会议在启用本系统之前召开的，请写明是哪次会议。")
