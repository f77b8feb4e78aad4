"""What union people type about the list."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.uploads import BadUpload, check_upload
from unionhall.orgs.choices import Industry, UnionKind

from .choices import Category, EvidenceKind, ItemKind, Light, ShareState, Source, Split

LEVELS = [("1", _("省")), ("2", _("市")), ("3", _("县（市、区）")), ("4", _("乡镇（街道）")), ("5", _("基层工会"))]
HUNDRED = Decimal(100)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _any(choices: Iterable[tuple[Any, Any]], title: Any) -> list[tuple[Any, Any]]:
    return [("", title), *choices]


class ShareFilter(forms.Form):
    """Narrows lists of shares; wrong values are left out."""

    q = forms.CharField(label=_("编号"), required=False, max_length=24)
    category = forms.ChoiceField(label=_("类别"), required=False, choices=_any(Category.choices, _("全部类别")))
    light = forms.ChoiceField(label=_("进度"), required=False, choices=_any(Light.choices, _("全部进度")))
    state = forms.ChoiceField(label=_("状态"), required=False, choices=_any(ShareState.choices, _("全部状态")))
    level = forms.ChoiceField(label=_("级别"), required=False, choices=_any(LEVELS, _("全部级别")))

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if "q" in given:
            given["code"] = given.pop("q").strip().upper()
        return given


class ItemForm(forms.Form):
    category = forms.ChoiceField(label=_("类别"), choices=Category.choices)
    code = forms.CharField(label=_("编号"), required=False, max_length=24, help_text=_("不填就用下一个空号。"))
    title = forms.CharField(label=_("名称"), max_length=120)
    title_en = forms.CharField(label=_("英文名称"), required=False, max_length=160)
    purpose = forms.CharField(
        label=_("目的和说明"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    basis = forms.CharField(label=_("依据（决议、文号）"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("类型"), choices=ItemKind.choices)
    target = forms.DecimalField(
        label=_("目标"),
        required=False,
        max_digits=18,
        decimal_places=4,
        help_text=_("比率填百分数，例如 85；是否完成的项目不填。"),
    )
    base = forms.DecimalField(
        label=_("去年完成数"), required=False, max_digits=18, decimal_places=4, help_text=_("比率填百分数。")
    )
    measure = forms.CharField(label=_("单位"), required=False, max_length=20)
    source = forms.ChoiceField(
        label=_("进度从哪里来"), choices=Source.choices, widget=forms.RadioSelect, initial=Source.EVIDENCE
    )
    figure = forms.ChoiceField(label=_("实时数据"), required=False)
    evidence_kinds = forms.MultipleChoiceField(
        label=_("收哪些佐证"), required=False, choices=EvidenceKind.choices, widget=forms.CheckboxSelectMultiple
    )
    checker = forms.CharField(
        label=_("由谁审核佐证"), required=False, max_length=60, help_text=_("写明部门或人，例如“上一级工会组织部”。")
    )
    levels = forms.MultipleChoiceField(label=_("由哪几级承担"), choices=LEVELS, widget=forms.CheckboxSelectMultiple)
    kinds = forms.MultipleChoiceField(
        label=_("只下达给这些类型的基层工会"),
        required=False,
        choices=UnionKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不选就是全部；乡镇以上不受此限。"),
    )
    industries = forms.MultipleChoiceField(
        label=_("只下达给这些行业的基层工会"),
        required=False,
        choices=Industry.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不选就是全部；乡镇以上不受此限。"),
    )
    split = forms.ChoiceField(
        label=_("目标怎样分解"),
        choices=Split.choices,
        initial=Split.SAME,
        help_text=_(
            "只用于数量项目。“同一目标”是每个末级单位都完成这个数，上级为下级之和；其余办法把本级目标分给下级。"
        ),
    )
    weight = forms.DecimalField(label=_("权重"), max_digits=6, decimal_places=2, initial=1, min_value=0)
    starts_on = forms.DateField(label=_("开始日期"), widget=DayInput())
    due_on = forms.DateField(label=_("截止日期"), widget=DayInput())
    public = forms.BooleanField(label=_("向职工公开"), required=False)

    label_suffix = ""

    def __init__(self, *args: Any, figures: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = _any(figures, _("不选"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == ItemKind.RATE:
            for name in ("target", "base"):
                if given.get(name) is not None:
                    given[name] = given[name] / HUNDRED
        if given.get("kind") == ItemKind.YES_NO:
            given["target"] = given["base"] = None
        if given.get("source") == Source.EVIDENCE:
            given["figure"] = ""
        given["levels"] = sorted(int(level) for level in given.get("levels", []))
        return given


class AcceptForm(forms.Form):
    owner = forms.ChoiceField(label=_("由谁负责"))
    version = forms.IntegerField(widget=forms.HiddenInput)
    label_suffix = ""

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(pk): name for pk, name in people}
        self.fields["owner"].choices = list(self.people.items())  # type: ignore[attr-defined]

    def owner_of(self) -> tuple[int, str]:
        pk = self.cleaned_data["owner"]
        return int(pk), self.people[pk]


class TopUpForm(forms.Form):
    top_up = forms.DecimalField(label=_("自加目标"), min_value=0, max_digits=18, decimal_places=4)
    version = forms.IntegerField(widget=forms.HiddenInput)
    label_suffix = ""

    def __init__(self, *args: Any, percent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.percent = percent
        if percent:
            self.fields["top_up"].help_text = _("填百分点，例如 2 就是目标再加 2 个百分点。")

    def clean_top_up(self) -> Decimal:
        given = self.cleaned_data["top_up"]
        return given / HUNDRED if self.percent else given


def _points(given: Decimal | None, percent: bool) -> Decimal | None:
    return given / HUNDRED if percent and given is not None else given


class AppealForm(forms.Form):
    wanted = forms.DecimalField(label=_("希望调整为"), min_value=0, max_digits=18, decimal_places=4)
    words = forms.CharField(label=_("申诉理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    label_suffix = ""

    def __init__(self, *args: Any, percent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.percent = percent
        once = _("每项只能申诉一次；比率填百分数，例如 85。") if percent else _("每项只能申诉一次。")
        self.fields["wanted"].help_text = once

    def clean_wanted(self) -> Any:
        return _points(self.cleaned_data["wanted"], self.percent)


class AppealAnswerForm(forms.Form):
    target = forms.DecimalField(
        label=_("调整后的目标"), min_value=0, max_digits=18, decimal_places=4, required=False,
        help_text=_("不填就是维持原目标。调低后下级合计仍须达到本级目标，不足的请先调高其他单位。"),
    )  # fmt: skip
    words = forms.CharField(label=_("答复理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    label_suffix = ""

    def __init__(self, *args: Any, percent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.percent = percent

    def clean_target(self) -> Any:
        return _points(self.cleaned_data["target"], self.percent)


class EvidenceForm(forms.Form):
    kind = forms.ChoiceField(label=_("材料类型"))
    on = forms.DateField(label=_("日期"), widget=DayInput())
    n = forms.IntegerField(label=_("证明的数量"), min_value=0, initial=1)
    of = forms.IntegerField(label=_("其中应完成的总数（分母）"), min_value=1, required=False)
    document_no = forms.CharField(label=_("文号"), required=False, max_length=60)
    words = forms.CharField(
        label=_("地点和情况"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = forms.FileField(label=_("照片或文件"), required=False)
    label_suffix = ""

    def __init__(self, *args: Any, item: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(value, label) for value, label in EvidenceKind.choices if value in item.evidence_kinds]
        self.fields["kind"].choices = chosen  # type: ignore[attr-defined]
        if item.kind != ItemKind.RATE:
            del self.fields["of"]
        if item.kind == ItemKind.YES_NO:
            self.fields["n"].widget = forms.HiddenInput()

    def clean_file(self) -> Any:
        given = self.cleaned_data.get("file")
        if not given:
            return None
        try:
            return check_upload(given)
        except BadUpload as refused:
            raise forms.ValidationError(str(refused)) from refused


class DecisionForm(forms.Form):
    because = forms.CharField(
        label=_("审核意见"), required=False, max_length=300, help_text=_("退回时必须写明原因。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    label_suffix = ""


class AnswerForm(forms.Form):
    words = forms.CharField(label=_("原因和下一步"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    label_suffix = ""


class AmendForm(forms.Form):
    what = forms.ChoiceField(
        label=_("要做什么"),
        choices=[
            ("change", _("调整目标")),
            ("drop", _("取消项目")),
            ("carry", _("未完成的结转下年")),
            ("close", _("到期归档")),
        ],
        widget=forms.RadioSelect,
    )
    target = forms.DecimalField(
        label=_("新的目标"), required=False, min_value=0, max_digits=18, decimal_places=4, help_text=_("比率填百分数。")
    )
    resolution_no = forms.CharField(label=_("决议文号"), required=False, max_length=60)
    because = forms.CharField(label=_("原因"), required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    label_suffix = ""


class SplitForm(forms.Form):
    """One target for each child, as the table on the page asks for them; rates as percentages."""

    def __init__(self, *args: Any, children: Iterable[Any] = (), percent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.percent, self.children = percent, list(children)
        for share in self.children:
            start = (share.target or Decimal(0)) * (HUNDRED if percent else 1)
            widget = forms.NumberInput(attrs={"aria-label": str(share.unit), "step": "any"})
            self.fields[f"t{share.unit_id}"] = forms.DecimalField(
                label=str(share.unit), min_value=0, max_digits=18, decimal_places=4,
                initial=f"{start.normalize():f}", widget=widget,
            )  # fmt: skip
            self.fields[f"v{share.unit_id}"] = forms.IntegerField(initial=share.version, widget=forms.HiddenInput)

    def targets(self) -> dict[int, Decimal]:
        by = HUNDRED if self.percent else Decimal(1)
        return {share.unit_id: self.cleaned_data[f"t{share.unit_id}"] / by for share in self.children}

    def versions(self) -> dict[int, int]:
        return {share.unit_id: self.cleaned_data[f"v{share.unit_id}"] for share in self.children}

    def rows(self) -> list[tuple[Any, Any, Any]]:
        return [(share, self[f"t{share.unit_id}"], self[f"v{share.unit_id}"]) for share in self.children]
