"""What is typed about congresses, sessions and motions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper

from ..choices import AskedBy, CongressKind, ItemType, MotionClass, PetitionKind, Satisfaction
from .fields import AtUnit, Day, EmployerCode, Number, PastDay, Plain, Words
from .rounds import CountForm


class CongressFilter(forms.Form):
    """Narrows the list; wrong values narrow nothing."""

    STATES = (
        ("running", _("任期内")), ("met", _("今年已召开")), ("missed", _("今年未召开")), ("ending", _("快届满")),
        ("ended", _("已换届")), ("all", _("全部")),
    )  # fmt: skip
    q = forms.CharField(label=_("名称"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=STATES)

    def chosen(self) -> dict[str, Any]:
        self.full_clean()
        return {"state": "running"} | {name: value for name, value in self.cleaned_data.items() if value}


class CongressForm(AtUnit):
    kind = forms.ChoiceField(label=_("形式"), choices=CongressKind.choices)
    title = forms.CharField(label=_("名称"), max_length=120)
    employer = EmployerCode(required=False, help_text=_("区域（行业）职工代表大会不填。"))
    term_no = Number(_("第几届"), least=1)
    since = Day(_("任期自"))
    until = Day(_("至"))
    staff = Number(_("职工总数"), least=1)
    women = Number(_("其中女职工"), required=False)
    disabled = Number(_("其中残疾职工"), required=False)
    dispatched = Number(_("另有劳务派遣职工"), required=False)
    seats = Number(_("职工代表名额"), least=1, help_text=_("职工大会填职工总数。"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last, staff = given.get("since"), given.get("until"), given.get("staff") or 0
        if first and last and last <= first:
            self.add_error("until", _("任期的最后一天要晚于第一天。"))
        if given.get("kind") != CongressKind.AREA and given.get("employer") is None and "employer" not in self.errors:
            self.add_error("employer", _("请填写用人单位的统一社会信用代码。"))
        for name in ("women", "disabled", "dispatched"):
            given[name] = given.get(name) or 0
        for name in ("women", "disabled"):
            if staff and given[name] > staff:
                self.add_error(name, _("不能多于职工总数。"))
        return given


class EndTermForm(Plain):
    on = PastDay(_("届满（换届）日期"))
    because = forms.CharField(
        label=_("提前或延期的批准文号"), max_length=200, required=False, help_text=_("按期换届不填。")
    )


class ElectionForm(Plain):
    district = forms.CharField(label=_("选区（部门、车间）"), max_length=60)
    on = PastDay(_("选举日期"))
    seats = Number(_("应选名额"), least=1)
    candidates = Number(_("候选人数"), least=1)
    electors = Number(_("选举人数"), least=1)
    present = Number(_("到会人数"))
    ballots = Number(_("收回选票"))
    elected = forms.CharField(
        label=_("当选的人"), max_length=300, required=False, help_text=_("写姓名，用顿号分开；不能多于应选名额。")
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        electors, present, ballots = given.get("electors"), given.get("present"), given.get("ballots")
        if electors is not None and present is not None and present > electors:
            self.add_error("present", _("到会人数不能多于选举人数。"))
        if present is not None and ballots is not None and ballots > present:
            self.add_error("ballots", _("选票不能多于到会人数。"))
        return given


class DeputyForm(Plain):
    name = forms.CharField(label=_("姓名"), max_length=60)
    member = forms.CharField(
        label=_("会员证号"), max_length=40, required=False, help_text=_("填了会员证号，本人就能在手机上提交提案。")
    )
    district = forms.CharField(label=_("选区"), max_length=60, required=False)
    post = forms.CharField(label=_("职务（岗位）"), max_length=60, required=False)
    manager = forms.BooleanField(label=_("中层以上管理人员"), required=False)
    employer_side = forms.BooleanField(label=_("企业方（区域、行业职代会）"), required=False)
    woman = forms.BooleanField(label=_("女职工"), required=False)
    disabled = forms.BooleanField(label=_("残疾职工"), required=False)
    without_vote = forms.BooleanField(label=_("劳务派遣职工列席，没有表决权"), required=False)
    since = PastDay(_("当选日期"))


class UnseatForm(Plain):
    on = PastDay(_("离任日期"))
    because = forms.CharField(label=_("原因"), max_length=200)


class PetitionForm(Plain):
    kind = forms.ChoiceField(label=_("联名提出什么"), choices=PetitionKind.choices)
    about = forms.CharField(label=_("事项或人员"), max_length=200)
    on = PastDay(_("提出日期"))
    signed = Number(_("联名人数"))
    of = Number(_("代表（职工）总数"), least=1)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("signed") is not None and given.get("of") is not None and given["signed"] > given["of"]:
            self.add_error("signed", _("联名人数不能多于总数。"))
        return given


class SessionForm(Plain):
    on = Day(_("会议日期"))
    place = forms.CharField(label=_("地点"), max_length=120)
    asked_by = forms.ChoiceField(label=_("由谁提议"), choices=AskedBy.choices)
    notice_on = PastDay(_("把议题告知代表的日期"))
    notice_way = forms.CharField(label=_("告知方式"), max_length=60)
    chair_group = forms.CharField(label=_("主席团成员"), max_length=200, required=False)


class OpenSessionForm(Plain):
    on = PastDay(_("开会日期"))
    staff = Number(_("职工总数"), required=False)
    total = Number(_("应到代表"), required=False, help_text=_("不填就按代表名单计算。"))
    present = Number(_("实到代表"))
    observers = Number(_("列席人数"), required=False)
    absent = Words(_("缺席的人和原因"), rows=2, required=False)
    chair_group = forms.CharField(label=_("主席团成员"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("total") is not None and given.get("present") is not None and given["present"] > given["total"]:
            self.add_error("present", _("实到人数不能多于应到人数。"))
        given["observers"] = given.get("observers") or 0
        return given


class HeadsForm(Plain):
    on = PastDay(_("会议日期"))
    place = forms.CharField(label=_("地点"), max_length=120)
    total = Number(_("应到团（组）长和专门小组负责人"), least=1)
    present = Number(_("实到人数"), least=1)
    about = forms.CharField(label=_("需要处理的问题"), max_length=160)
    settled = Words(_("协商处理的结果"))


class ConfirmForm(Plain):
    """What a session said of it; `sessions` are (id, words) of those that may."""

    session = forms.TypedChoiceField(label=_("由哪次会议确认"), coerce=int)
    confirmed = forms.TypedChoiceField(
        label=_("结果"), choices=[("yes", _("予以确认")), ("no", _("不予确认"))], widget=forms.RadioSelect,
        coerce=lambda value: value == "yes", empty_value=None,
    )  # fmt: skip
    words = Words(_("代表大会的意见"), rows=3, most=300, required=False, help_text=_("不予确认的必须写明。"))

    def __init__(self, *args: Any, sessions: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].choices = sessions  # type: ignore[attr-defined]


class ItemForm(Plain):
    type = forms.ChoiceField(label=_("议题类型"), choices=ItemType.choices)
    title = forms.CharField(label=_("议题"), max_length=160)
    text = Words(_("说明"), rows=3, required=False)
    round_number = forms.ChoiceField(
        label=_("哪一轮协商的草案"), required=False, help_text=_("审议集体合同草案时选择，票数会同时登记为草案的表决。")
    )
    papers = Paper(label=_("提交给代表的材料"), required=False, most=6)

    def __init__(self, *args: Any, rounds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round_number"].choices = [("", "—"), *rounds]  # type: ignore[attr-defined]
        if not rounds:
            del self.fields["round_number"]


class ItemCountForm(CountForm):
    """Ballots where a vote is needed; opinions and the resolution always."""

    opinions = Words(_("代表的意见"), rows=3, required=False)
    resolution = Words(_("决议"), rows=3, required=False)
    papers = Paper(label=_("计票单、决议等材料"), required=False, most=6)

    def __init__(self, *args: Any, needs_vote: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_vote:
            for name in ("issued", "returned", "yes", "no", "abstain"):
                del self.fields[name]


class AfterForm(Plain):
    on = PastDay(_("日期"))


class ReportForm(AfterForm):
    archive = forms.CharField(label=_("归档编号"), max_length=60, required=False)


class MotionForm(Plain):
    klass = forms.ChoiceField(label=_("类别"), choices=MotionClass.choices)
    title = forms.CharField(label=_("提案名称"), max_length=120)
    reason = Words(_("案由"), rows=3)
    proposal = Words(_("建议和办法"), rows=4)
    seconders = forms.CharField(label=_("附议人"), max_length=300, help_text=_("写姓名，用顿号分开。"))


class DeskMotionForm(MotionForm):
    proposer = forms.TypedChoiceField(label=_("提案人"), coerce=int)

    field_order = ("proposer",)

    def __init__(self, *args: Any, deputies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposer"].choices = deputies  # type: ignore[attr-defined]


class OwnRating(Plain):
    satisfaction = forms.ChoiceField(label=_("对答复是否满意"), choices=Satisfaction.choices, widget=forms.RadioSelect)
    says = Words(_("说明"), rows=3, required=False, help_text=_("不满意时请写明原因。"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("satisfaction") == Satisfaction.NOT and not given.get("says", "").strip():
            self.add_error("says", _("请写明哪里不满意。"))
        return given
