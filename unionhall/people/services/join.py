"""入会 Join a union (membership.md §4): chosen, found or pooled; decided within five working days."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.access import require
from unionhall.kit.forms import Paper, ServiceForm, checked
from unionhall.kit.identity import check_credit_code
from unionhall.orgs import queries as orgs
from unionhall.workflow import WORKER, Held, Move, Routed, Service, Stage, Waiting

from .. import actions, queries
from ..choices import Employment, JoinedHow, NewForm, PersonKind
from ..permissions import People
from ..refusals import UnionTakesNoMembers

WORKING_AGE = 16  # years, Labour Law art. 15


class Application(ServiceForm):
    employer_code = forms.CharField(
        label=_("单位的统一社会信用代码"), required=False, max_length=18,
        help_text=_("在营业执照或工资单上。不知道可以不填，改填下面的街道、乡镇。"),
    )  # fmt: skip
    place = forms.CharField(
        label=_("工作所在的街道、乡镇"), required=False, max_length=40,
        help_text=_("没有固定单位的，填居住地。例如：余杭区五常街道。"),
    )  # fmt: skip
    union = forms.CharField(
        label=_("想加入的工会编号"), required=False, max_length=24,
        help_text=_("扫码进来的已经填好；不知道就留空，我们按您的单位或住处找最近的工会。"),
    )  # fmt: skip
    employment = forms.ChoiceField(label=_("用工形式"), choices=Employment.choices)
    new_form = forms.ChoiceField(label=_("是否属于新就业形态"), choices=NewForm.choices, required=False)
    id_photo = Paper(label=_("身份证正面照片"), required=False, help_text=_("可以不传；传了可以更快核对身份。"))
    declare = forms.BooleanField(label=_("我自愿加入工会，承认《中国工会章程》"))

    pages = (
        (_("您在哪里工作"), ("employer_code", "place", "union")),
        (_("您怎样工作"), ("employment", "new_form")),
        (_("证件和声明"), ("id_photo", "declare")),
    )

    def __init__(self, *args: Any, person: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        if person is not None and person.employer_id:  # the register knows
            del self.fields["employer_code"], self.fields["place"]
        if person is not None and person.new_form:
            del self.fields["new_form"]

    def clean_employer_code(self) -> str:
        given = self.cleaned_data["employer_code"]
        return checked(check_credit_code, given).number if given else ""

    def clean_union(self) -> str:
        given = self.cleaned_data["union"].strip()
        if given and queries.union_to_join(given) is None:
            raise forms.ValidationError(_("没有这个编号的工会，或它目前不吸收会员。请核对，或留空。"))
        return given

    def clean_place(self) -> str:
        """The division code of the place that was named."""
        given = self.cleaned_data["place"].strip()
        found = queries.townships_called(given) if given else []
        if given and not found:
            raise forms.ValidationError(_("没有找到这个街道、乡镇。请写全名，例如“余杭区五常街道”。"))
        if len(found) > 1:
            places = _("、").join(orgs.place_name(unit.division_id) for unit in found[:5])
            raise forms.ValidationError(_("有几个同名的地方：%(places)s。请写上区县。") % {"places": places})
        return found[0].division_id if found else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        asked = ("employer_code", "place", "union")
        all_asked = all(name in self.fields and name not in self.errors for name in asked)
        if all_asked and not any(data.get(name) for name in asked):
            self.add_error("place", _("请填写工作（或居住）的街道、乡镇，或单位代码，或工会编号，三者有一即可。"))
        return data


class Admission(forms.Form):
    union = forms.CharField(
        label=_("编入的基层工会编号"), required=False, max_length=24, help_text=_("本工会直接吸收的，留空即可。")
    )
    group = forms.CharField(label=_("工会小组"), required=False, max_length=40)


class RefusalReason(forms.Form):
    """The only reasons for which joining may be refused."""

    reason = forms.ChoiceField(
        label=_("不予批准的情形"),
        choices=[
            ("not-a-worker-here", _("不是本单位（本区域）的职工")),
            ("already-member", _("已经是会员")),
            ("identity-not-proved", _("身份不能核实")),
            ("expelled", _("被开除会籍，尚未解除")),
        ],
    )


def why_not(person: Any) -> Any:
    """None, or words that say why this person cannot ask to join now."""
    if person.kind != PersonKind.PERSON or not person.id_number:
        return _("入会需要实名。请先登记姓名和证件号码。")
    if queries.standing_membership(person) is not None:
        return _("您已经是会员。换了单位，请办理“会籍接转”。")
    if person.birth_date and _age(person.birth_date) < WORKING_AGE:
        return _("未满 16 周岁，暂不能入会。")
    return None


def _age(born: date) -> int:
    today = timezone.localdate()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def route(*, answers: dict[str, Any], person: Any, secrecy: str) -> Routed:
    return queries.receiver(person=person, answers=answers)


def admit_applicant(*, case: Any, by: Any, union: str = "", group: str = "") -> None:
    """Write what the application says into the register, and make them a member here or in a union beneath."""
    unit = queries.union_to_join(union) if union else case.unit
    if unit is None:
        raise UnionTakesNoMembers
    require(by, People.ADMIT, at=unit)
    person = queries.person(case.person_id)
    actions.edit_person(person=person, by=by, because=case.number, **_facts(case.answers, person))
    actions.admit(
        person=person, unit=unit, by=by, how=JoinedHow.JOINED, case=case, group=group,
        employment=case.answers.get("employment") or Employment.CONTRACT,
    )  # fmt: skip
    actions.mark_verified(person=person, by=by, how="admission")


def _facts(answers: dict[str, Any], person: Any) -> dict[str, Any]:
    """Facts of the application that the register does not have."""
    facts: dict[str, Any] = {}
    if answers.get("new_form"):
        facts["new_form"] = answers["new_form"]
    code = "" if person.employer_id else answers.get("employer_code", "")
    if code and (employer := orgs.employer_by_code(code)):
        facts["employer"] = employer
    if answers.get("place") and not person.home_division_id:
        facts["home_division"] = orgs.division(answers["place"])
    return facts


def note_refusal(*, case: Any, by: Any, reason: str) -> None:
    audit.record("people.join.refused", subject=case, by=by, reason=reason)


SUBMITTED = Stage("submitted", _("待审批"), worker_sees=_("处理中"), days=5)
GROUP = Stage("group", _("待小组意见"), worker_sees=_("处理中"), days=3)
RETURNED = Stage(
    "returned", _("待补充"), worker_sees=_("待您补充"), days=15, waits_for=Waiting.WORKER, on_deadline="lapse"
)
ADMITTED = Stage("admitted", _("已入会"), worker_sees=_("已办结"), final=True)
REFUSED = Stage("refused", _("不予批准"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)
WITHDRAWN = Stage("withdrawn", _("已撤回"), worker_sees=_("已撤回"), final=True, ends=Held.WITHDRAWN)
LAPSED = Stage("lapsed", _("逾期未补充"), worker_sees=_("逾期未补充"), final=True, ends=Held.WITHDRAWN)

JOIN = Service(
    code="people.join",
    title=_("加入工会"),
    summary=_("在网上申请，五个工作日内答复；批准后有电子会员证。"),
    icon="user-plus",
    category="membership",
    form=Application,
    open_to=why_not,
    route=route,
    view=People.VIEW,
    days=15,  # hard limit; each stage has its own, and a late stage goes to the level above
    starts=SUBMITTED,
    moves=[
        Move(
            "admit", (SUBMITTED, GROUP), to=ADMITTED, may=People.ADMIT, title=_("批准入会"),
            asks=Admission, then=admit_applicant, primary=True,
        ),
        Move("ask_group", SUBMITTED, to=GROUP, may=People.ADMIT, title=_("征求小组意见"), says=_("请小组说明什么")),
        Move("give_opinion", GROUP, to=SUBMITTED, may=People.ADMIT, title=_("填写小组意见"), says=_("小组意见")),
        Move("send_back", (SUBMITTED, GROUP), to=RETURNED, may=People.ADMIT, title=_("退回补充"), says=_("缺什么")),
        Move("send_again", RETURNED, to=SUBMITTED, may=WORKER, title=_("再次提交"), says=_("补充说明"), primary=True),
        Move(
            "refuse", (SUBMITTED, GROUP), to=REFUSED, may=People.ADMIT, title=_("不予批准"), says=_("理由"),
            asks=RefusalReason, then=note_refusal,
        ),
        Move("withdraw", (SUBMITTED, GROUP, RETURNED), to=WITHDRAWN, may=WORKER, title=_("撤回申请")),
        Move("lapse", RETURNED, to=LAPSED, may=People.ADMIT, title=_("逾期未补充，关闭")),
    ],
    rule=_("《中国工会章程》；《工会会员会籍管理办法》（2016）"),
)  # fmt: skip
