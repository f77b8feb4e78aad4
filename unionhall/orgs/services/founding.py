"""建会 Founding a union: application → preparatory group → election reported → approved → legal person.

The union above decides: the township's, or the county's where there is none. The law allows 15 days for the approval;
the other days are service standards.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper, ServiceForm, checked
from unionhall.kit.identity import check_credit_code
from unionhall.kit.refusal import Refusal
from unionhall.workflow import WORKER, Held, Move, Routed, Service, Stage, Waiting

from .. import actions, queries
from ..actions.founding import check_free
from ..choices import Industry, OwnershipKind, UnionKind
from ..permissions import Orgs
from ..rules import lacking, rules

KINDS = [(UnionKind.SINGLE, _("本单位单独建会")), (UnionKind.JOINT, _("与其他单位联合建会（职工较少时）"))]
OPINIONS = [("agrees", _("单位支持建会")), ("none", _("单位还没有表态")), ("against", _("单位不支持"))]
TERMS = [(3, _("3年")), (5, _("5年"))]  # Trade Union Law, art. 16


class Application(ServiceForm):
    """What the application says of the employer and its workers; an employer in the register is not asked again."""

    private = ("phone",)
    pages = (
        (_("哪个单位要建会"), ("credit_code", "kind", "others")),
        (_("单位情况"), ("name", "place", "address", "ownership", "industry", "headcount")),
        (_("职工意愿和筹备组"), ("willing", "opinion", "union_name", "group", "contact", "phone", "letter")),
    )

    credit_code = forms.CharField(
        label=_("单位的统一社会信用代码"), max_length=24, help_text=_("营业执照上的 18 位代码。")
    )
    kind = forms.ChoiceField(label=_("怎样建会"), choices=KINDS, widget=forms.RadioSelect, initial=UnionKind.SINGLE)
    others = forms.CharField(
        label=_("联合建会的其他单位"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("联合建会时填写，每行一个统一社会信用代码。"),
    )  # fmt: skip
    name = forms.CharField(
        label=_("单位名称"), required=False, max_length=120, help_text=_("本单位已在工会登记过的，这一页可以不填。")
    )
    place = forms.CharField(
        label=_("工作地点所在乡镇（街道）"), required=False, max_length=60, help_text=_("例如：余杭区五常街道")
    )
    address = forms.CharField(label=_("详细地址"), required=False, max_length=160)
    ownership = forms.ChoiceField(label=_("单位类别"), required=False, choices=[("", "—"), *OwnershipKind.choices])
    industry = forms.ChoiceField(label=_("行业"), required=False, choices=[("", "—"), *Industry.choices])
    headcount = forms.IntegerField(label=_("职工总数"), required=False, min_value=1, max_value=1_000_000)
    willing = forms.IntegerField(label=_("愿意入会的职工人数"), min_value=1, max_value=1_000_000)
    opinion = forms.ChoiceField(
        label=_("单位的意见"), choices=OPINIONS, widget=forms.RadioSelect, help_text=_("任何单位和个人不得阻挠建会。")
    )
    union_name = forms.CharField(label=_("拟用的工会名称"), max_length=120)
    group = forms.IntegerField(label=_("筹备组人数"), min_value=3, max_value=5, help_text=_("筹备组 3 至 5 人。"))
    contact = forms.CharField(label=_("筹备组联系人"), max_length=60)
    phone = forms.CharField(label=_("联系电话"), max_length=20)
    letter = Paper(label=_("建会请示（照片或文件）"), required=False)

    def clean_credit_code(self) -> str:
        return checked(check_credit_code, self.cleaned_data["credit_code"]).number

    def clean_others(self) -> list[str]:
        return [checked(check_credit_code, line).number for line in self.cleaned_data["others"].split()]

    def clean_place(self) -> str:
        """The division code of the one place the words can mean."""
        text = self.cleaned_data["place"]
        if not text:
            return ""
        found = queries.places_named(text)
        if len(found) != 1:
            some = _("、").join(name for _code, name in found[:3])
            raise ValidationError(
                _("有几个同名的地方，请写全，例如：%(some)s。") % {"some": some}
                if found
                else _("没有找到这个乡镇（街道），请写全，例如：余杭区五常街道。")
            )
        return found[0][0]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        code = given.get("credit_code")
        if not code:
            return given
        employer = queries.employer_by_code(code)
        if employer is None:
            self._ask_about_employer(given)
        else:
            given |= {"name": employer.name, "place": employer.division_id, "headcount": employer.headcount}
        self._check_free(given, employer)
        given["division"] = given.get("place", "")
        return given

    def headline(self) -> str:
        return str(self.cleaned_data.get("union_name", ""))

    def _ask_about_employer(self, given: dict[str, Any]) -> None:
        for name in ("name", "place", "ownership", "industry", "headcount"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _("本单位还没有在工会登记，请填写。"))

    def _check_free(self, given: dict[str, Any], employer: Any) -> None:
        others = [queries.employer_by_code(code) for code in given.get("others", [])]
        if None in others:
            self.add_error("others", _("其中有单位还没有登记，请该单位先在“找工会”页联系所在乡镇（街道）工会登记。"))
            return
        if given.get("kind") == UnionKind.JOINT and not others:
            self.add_error("others", _("联合建会请至少再填一家单位。"))
            return
        try:
            check_free([one for one in (employer, *others) if one], UnionKind.SINGLE)
        except Refusal as refusal:
            self.add_error("credit_code", str(refusal))


class Preparation(forms.Form):
    """What the upper union decides on the preparatory group."""

    approval_no = forms.CharField(label=_("筹备组批复文号"), max_length=60)
    union_name = forms.CharField(
        label=_("核定的工会名称"), max_length=120, required=False, help_text=_("不改动申请的名称时不填。")
    )


class Result(forms.Form):
    """What the preparatory group reports of the election."""

    elected_on = forms.DateField(label=_("选举日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    members = forms.IntegerField(label=_("现有会员人数"), min_value=1)
    voters = forms.IntegerField(label=_("参加选举人数"), min_value=1)
    committee = forms.IntegerField(label=_("委员会委员人数"), min_value=1, max_value=45)
    women = forms.IntegerField(label=_("其中女会员人数"), min_value=0, required=False)
    womens_committee = forms.BooleanField(label=_("已同时选举女职工委员会"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("会员不足 %(few)d 人、只选组织员的，填 1。")
        self.fields["committee"].help_text = words % {"few": rules().committee_from}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        members, voters = given.get("members"), given.get("voters")
        if members and voters and voters > members:
            self.add_error("voters", _("参加选举人数不能多于会员人数。"))
        if members and voters and voters * 3 < members * 2:
            self.add_error("voters", _("到会人数不足会员（代表）的三分之二，选举无效，请重新选举后再报。"))
        if members and given.get("committee"):
            for field, words in lacking(**given).items():
                self.add_error(field, words)
        return given


class Approval(forms.Form):
    approval_no = forms.CharField(label=_("成立批复文号"), max_length=60)
    term_start = forms.DateField(
        label=_("任期开始日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    term_years = forms.TypedChoiceField(label=_("任期"), choices=TERMS, coerce=int)


class Certificate(forms.Form):
    credit_code = forms.CharField(
        label=_("工会的统一社会信用代码"), max_length=24, help_text=_("法人资格证书上的 18 位代码，以 81 开头。")
    )

    def clean_credit_code(self) -> str:
        return checked(check_credit_code, self.cleaned_data["credit_code"]).number


def route(*, answers: dict[str, Any], person: Any, secrecy: str) -> Routed:
    """To the union of the township where people work; above it where the township has none."""
    unit = queries.township_unit(answers["division"])
    return Routed(unit, _("由工作地点所在的%(unit)s审批建会") % {"unit": unit.name})


def registrar(case: Any) -> Any:
    """Legal persons are registered by general unions at county level and above."""
    unit = queries.unit(case.unit_id)
    return queries.unit(unit.county_id) if unit.county_id else unit


APPLIED = Stage("applied", _("待审批筹备组"), worker_sees=_("已提交"), days=10)
RETURNED = Stage(
    "returned", _("待补充"), worker_sees=_("待您补充"), days=20, waits_for=Waiting.WORKER, on_deadline="lapse"
)
PREPARING = Stage(
    "preparing", _("筹备中：发展会员、选举"), worker_sees=_("待您报送选举结果"), days=120, waits_for=Waiting.WORKER
)
REPORTED = Stage(
    "reported",
    _("待批复成立"),
    worker_sees=_("处理中"),
    days=10,
    legal_days=15,
    legal_rule=_("基层工会选举结果报批，上一级工会应在收到之日起十五日内批复。"),
)
APPROVED = Stage("approved", _("已批复，待法人登记"), worker_sees=_("已批准成立，正在办理法人登记"), days=10)
REGISTERED = Stage("registered", _("已成立并登记"), worker_sees=_("已办结"), final=True)
FOUNDED = Stage("founded", _("已成立，暂不登记法人"), worker_sees=_("已办结"), final=True)
DECLINED = Stage("declined", _("不予批准"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)
WITHDRAWN = Stage("withdrawn", _("已撤回"), worker_sees=_("已撤回"), final=True, ends=Held.WITHDRAWN)
LAPSED = Stage("lapsed", _("逾期终止"), worker_sees=_("已终止"), final=True, ends=Held.WITHDRAWN)

FOUNDING = Service(
    code="orgs.founding",
    title=_("申请建会"),
    summary=_("单位还没有工会？提出申请，由所在乡镇（街道）工会帮助筹备、选举和批复。"),
    icon="building-community",
    category="join",
    form=Application,
    route=route,
    view=Orgs.VIEW,
    days=40,
    starts=APPLIED,
    rule=_("《工会法》第十一至十三条"),
    moves=[
        Move(
            "approve_group", APPLIED, to=PREPARING, may=Orgs.FOUND, title=_("批准成立筹备组"), asks=Preparation,
            then=actions.prepare_union, primary=True,
        ),
        Move("send_back", (APPLIED, REPORTED), to=RETURNED, may=Orgs.FOUND, title=_("退回补充"), says=_("请补充什么")),
        Move("send_again", RETURNED, to=APPLIED, may=WORKER, title=_("补充后重新提交"), says=_("补充说明"),
             check=actions.check_not_prepared),
        Move(
            "report_result", (PREPARING, RETURNED), to=REPORTED, may=WORKER, title=_("报送选举结果"), asks=Result,
            then=actions.keep_result, check=actions.check_prepared, primary=True,
        ),
        Move(
            "approve", REPORTED, to=APPROVED, may=Orgs.FOUND, title=_("批复成立"), asks=Approval,
            then=actions.approve_union, hands_to=registrar, primary=True,
        ),
        Move(
            "register", APPROVED, to=REGISTERED, may=Orgs.FOUND, title=_("法人资格登记"), asks=Certificate,
            then=actions.register_legal_person, primary=True,
        ),
        Move("no_registration", APPROVED, to=FOUNDED, may=Orgs.FOUND, title=_("暂不登记法人"), says=_("理由")),
        Move(
            "decline", (APPLIED, REPORTED), to=DECLINED, may=Orgs.FOUND, title=_("不予批准"), says=_("理由"),
            then=actions.end_preparation,
        ),
        Move(
            "withdraw", (APPLIED, RETURNED, PREPARING), to=WITHDRAWN, may=WORKER, title=_("撤回申请"),
            then=actions.end_preparation,
        ),
        Move(
            "lapse", (RETURNED, PREPARING), to=LAPSED, may=Orgs.FOUND, title=_("逾期终止"), says=_("说明"),
            then=actions.end_preparation,
        ),
    ],
)  # fmt: skip
