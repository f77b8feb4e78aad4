"""What is typed about a round: the offer, delegates, firms, meetings, clauses, votes, surveys."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.kit.access import Level
from unionhall.kit.forms import Paper

from .. import contents
from ..choices import BODIES_OF_MANY, BODIES_OF_ONE, OF_MANY, Body, ChosenBy, Kind, Side
from ..typed import BARS, parted
from .fields import AtUnit, Day, EmployerCode, FirmLines, Number, PastDay, Plain, Words


class OfferForm(AtUnit):
    kind = forms.ChoiceField(label=_("合同种类"), choices=Kind.choices)
    employer = EmployerCode(required=False, help_text=_("行业性、区域性合同不填，写在下一项。"))
    area_name = forms.CharField(label=_("行业或区域的名称"), max_length=120, required=False)
    side = forms.ChoiceField(label=_("由哪一方提出要约"), choices=Side.choices, widget=forms.RadioSelect)
    offered_on = PastDay(_("对方收到要约的日期"))
    issues = Words(_("要协商的事项"))
    large = forms.BooleanField(label=_("规模以上企业"), required=False)
    workers = Number(_("职工人数"), required=False, help_text=_("不填就用登记的人数。"))
    meeting_on = Day(_("建议的协商日期"), required=False)
    meeting_place = forms.CharField(label=_("建议的协商地点"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        unit, many = given.get("unit"), given.get("kind") in OF_MANY
        if not many and "employer" not in self.errors and given.get("employer") is None:
            self.add_error("employer", _("请填写用人单位的统一社会信用代码。"))
        if many and not given.get("area_name", "").strip():
            self.add_error("area_name", _("请写明是哪个行业或区域。"))
        if many and unit is not None and unit.level < Level.TOWNSHIP:
            self.add_error("kind", _("行业性、区域性集体合同只在县级以下签订。"))
        if many:
            given["employer"] = None
        return given


OF_ALL = _("没有工会、由职工民主推荐的必须填写，同意的人数按当地规定核对。")


class DelegateForm(Plain):
    side = forms.ChoiceField(label=_("哪一方"), choices=Side.choices)
    name = forms.CharField(label=_("姓名"), max_length=60)
    post = forms.CharField(label=_("职务（岗位）"), max_length=60, required=False)
    works_at = forms.CharField(label=_("所在部门或单位"), max_length=120, required=False)
    chief = forms.BooleanField(label=_("首席代表"), required=False)
    outside = forms.BooleanField(label=_("外聘的专业人员"), required=False)
    proxy = forms.CharField(label=_("委托书的日期或编号"), max_length=60, required=False)
    papers = Paper(label=_("委托书（照片或扫描件）"), required=False)
    woman = forms.BooleanField(label=_("女性"), required=False)
    disabled = forms.BooleanField(label=_("残疾职工"), required=False)
    chosen_by = forms.ChoiceField(label=_("怎样产生"), choices=ChosenBy.choices)
    chosen_on = PastDay(_("产生日期"))
    votes = Number(_("得票（同意）人数"), required=False)
    of_all = Number(_("全体职工（代表）人数"), required=False, least=1, help_text=OF_ALL)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outside") and given.get("chief"):
            self.add_error("chief", _("首席代表不得由外聘人员担任。"))
        if given.get("outside") and not given.get("proxy", "").strip():
            self.add_error("proxy", _("外聘代表须有书面委托。"))
        return given


class LeaveForm(Plain):
    """A delegate leaves; with a name, another takes the seat the same day."""

    on = PastDay(_("离任日期"))
    name = forms.CharField(label=_("接替的人"), max_length=60, required=False, help_text=_("没有人接替的不填。"))
    post = forms.CharField(label=_("接替人的职务（岗位）"), max_length=60, required=False)
    chosen_by = forms.ChoiceField(label=_("接替人怎样产生"), required=False, choices=[("", "—"), *ChosenBy.choices])
    proxy = forms.CharField(label=_("接替人的委托书日期或编号"), max_length=60, required=False)
    votes = Number(_("接替人得票（同意）人数"), required=False)
    of_all = Number(_("全体职工（代表）人数"), required=False, least=1, help_text=OF_ALL)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("name", "").strip() and not given.get("chosen_by"):
            self.add_error("chosen_by", _("请选择接替的人怎样产生。"))
        return given

    def successor(self) -> dict[str, Any]:
        """Who comes instead; empty for nobody."""
        given = self.cleaned_data
        who = {name: given[name] for name in ("name", "post", "chosen_by", "proxy", "votes", "of_all")}
        return who if who["name"].strip() else {}


class FirmsForm(Plain):
    firms = FirmLines()


class MeetingForm(Plain):
    on = PastDay(_("会议日期"))
    place = forms.CharField(label=_("地点"), max_length=120)
    recorder = forms.CharField(label=_("记录员"), max_length=60, help_text=_("由双方代表以外的人担任。"))
    minutes = Words(_("会议记录"), rows=8, most=20_000)
    signed_workers = forms.BooleanField(label=_("职工方首席代表已签字"), required=False)
    signed_employer = forms.BooleanField(label=_("用人单位方首席代表已签字"), required=False)


class ClauseForm(Plain):
    topic = forms.ChoiceField(
        label=_("协商的内容"),
        choices=[*((one.code, one.title) for one in contents.TOPICS), (contents.OTHER, _("其他条款"))],
    )
    title = forms.CharField(label=_("条款名称"), max_length=120, required=False, help_text=_("选“其他条款”时填写。"))
    measure = forms.CharField(label=_("计量单位"), max_length=20, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("topic") == contents.OTHER and not given.get("title", "").strip():
            self.add_error("title", _("请写明条款的名称。"))
        return given


class SaidForm(Plain):
    """A number, words, or both."""

    value = forms.DecimalField(label=_("数值"), required=False, min_value=0, max_digits=14, decimal_places=4)
    words = forms.CharField(label=_("说明"), max_length=500, required=False)


class PositionForm(SaidForm):
    meeting = forms.TypedChoiceField(label=_("哪次会议"), coerce=int)
    side = forms.ChoiceField(label=_("哪一方"), choices=Side.choices)

    def __init__(self, *args: Any, meetings: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = meetings  # type: ignore[attr-defined]
        self.order_fields(["meeting", "side", "value", "words"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("value") is None and not given.get("words") and "value" not in self.errors:
            self.add_error("value", _("请填写数值或者说明。"))
        return given


class DatumForm(Plain):
    """One number of a year; `topics` are those of its group."""

    code = forms.ChoiceField(label=_("项目"))
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    value = forms.DecimalField(label=_("数值"), max_digits=16, decimal_places=2)
    on = PastDay("")
    source = forms.CharField(max_length=200)

    def __init__(self, *args: Any, topics: Sequence[contents.Topic], handed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            (one.code, gettext("%(title)s（%(measure)s）") % {"title": one.title, "measure": one.measure})
            for one in topics
        ]
        self.fields["on"].label = gettext("单位提供的日期") if handed else gettext("查到的日期")
        self.fields["source"].label = gettext("资料名称") if handed else gettext("数据出处（发布机关、文件）")
        self.fields["source"].required = not handed


class DraftText(Plain):
    text = Words(_("合同草案全文"), rows=16, most=60_000)
    note = forms.CharField(label=_("改了什么"), max_length=300, required=False)


class CountForm(Plain):
    """Ballots: they have to add up."""

    issued = Number(_("发出票数"))
    returned = Number(_("收回票数"))
    yes = Number(_("赞成"))
    no = Number(_("反对"))
    abstain = Number(_("弃权"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        issued, returned = given.get("issued"), given.get("returned")
        valid = sum(given.get(name) or 0 for name in ("yes", "no", "abstain"))
        if issued is not None and returned is not None and returned > issued:
            self.add_error("returned", _("收回的票不能多于发出的票。"))
        elif returned is not None and valid > returned:
            self.add_error("yes", _("赞成、反对、弃权之和不能多于收回的票。"))
        return given


class VoteForm(CountForm):
    on = PastDay(_("表决日期"))
    body = forms.ChoiceField(label=_("由谁表决"), choices=Body.choices)
    total = Number(_("全体代表（职工）人数"), least=1)
    present = Number(_("实到人数"))

    employer = forms.TypedChoiceField(
        label=_("哪家企业的职工代表大会"), required=False, coerce=int, empty_value=None,
        help_text=_("各企业分别表决的，一家登记一次；每家都通过，合同才算通过。"),
    )  # fmt: skip

    field_order = ("on", "body", "employer", "total", "present", "issued", "returned", "yes", "no", "abstain")

    def __init__(self, *args: Any, many: bool, firms: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = BODIES_OF_MANY if many else BODIES_OF_ONE
        self.fields["body"].choices = [(one.value, one.label) for one in bodies]  # type: ignore[attr-defined]
        self.fields["employer"].choices = [("", "—"), *firms]  # type: ignore[attr-defined]
        if not many:
            del self.fields["employer"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("body") == Body.EACH_FIRM and given.get("employer") is None and "employer" not in self.errors:
            self.add_error("employer", _("请选择是哪家企业的职工代表大会。"))
        total, present, issued = given.get("total"), given.get("present"), given.get("issued")
        if total is not None and present is not None and present > total:
            self.add_error("present", _("实到人数不能多于全体人数。"))
        if present is not None and issued is not None and issued > present:
            self.add_error("issued", _("发出的票不能多于实到人数。"))
        return given


class SurveyForm(Plain):
    title = forms.CharField(label=_("征集的题目"), max_length=120)
    closes_on = Day(_("截止日期"))
    questions = Words(
        _("问题和选项"),
        rows=8,
        help_text=_("一行一个问题，问题和选项之间用竖线分开：最希望改善什么｜工资｜工时｜食堂"),
    )

    def clean_questions(self) -> list[dict[str, Any]]:
        """[{text, options}]."""
        found = []
        for n, line in enumerate(self.cleaned_data["questions"].splitlines(), start=1):
            parts = parted(line, BARS)
            if not parts:
                continue
            if len(parts) < 3:
                raise forms.ValidationError(_("第%(line)d行至少要有两个选项。") % {"line": n})
            found.append({"text": parts[0], "options": parts[1:]})
        return found


def _labelled(question: str, option: str) -> str:
    return gettext("%(question)s：%(option)s") % {"question": question, "option": option}


class TallyForm(Plain):
    """One number for each option of each question."""

    group = forms.CharField(label=_("班组或部门"), max_length=60)
    filled = Number(_("填写人数"), least=1)

    def __init__(self, *args: Any, survey: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        for q, asked in enumerate(survey.questions):
            for o, option in enumerate(asked["options"]):
                self.fields[f"n{q}_{o}"] = Number(_labelled(asked["text"], option), initial=0)

    def counts(self) -> list[list[int]]:
        return [
            [self.cleaned_data[f"n{q}_{o}"] for o in range(len(asked["options"]))]
            for q, asked in enumerate(self.survey.questions)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in [n for n in self.fields if n.startswith("n")]:
            if given.get("filled") is not None and (given.get(name) or 0) > given["filled"]:
                self.add_error(name, _("不能多于填写人数。"))
        return given


class PaperForm(Plain):
    """Which paper of the round to draw up."""

    PAPERS = (
        ("offer", _("要约书")), ("reply", _("答复书")), ("minutes", _("会议记录")), ("contract", _("集体合同（草案）")),
        ("suspension", _("中止协商通知书")), ("vote", _("表决记录")), ("submission", _("报送说明")),
        ("receipt", _("审查情况登记")), ("notice", _("公布通知")), ("filing", _("抄报函")),
        ("yearly", _("年度履行报告")),
    )  # fmt: skip
    paper = forms.ChoiceField(label=_("文书"), choices=PAPERS)
    meeting = Number(_("第几次会议（会议记录才填）"), required=False, least=1)
    words = Words(_("履行情况（年度报告才填）"), required=False)
