"""What a worker in trouble is asked, one subject a page."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper, ServiceForm
from unionhall.rules import queries as rules

from .. import queries
from ..choices import Cause, Employed, causes_by_group
from .dates import check_days
from .fields import EmployerField, OfEmployer, day, money, township


class Complaint(OfEmployer, ServiceForm):
    """维权投诉 (rights.md §1)."""

    private = ("facts", "amount", "using_name", "employer_name", "representatives")
    in_words: ClassVar[Any] = {"employer": "employer_name", "using_employer": "using_name"}
    pages: ClassVar[Any] = (
        (_("您的单位"), ("employer", "using_employer", "employer_size", "has_union")),
        (_("工作地和在职情况"), ("place", "employed", "left_on")),
        (
            _("什么事"),
            ("cause", "since", "until", "known_on", "iou_on", "people", "danger", "absconded", "about_union"),
        ),
        (_("经过"), ("facts", "amount", "evidence", "representatives", "group_number")),
        (_("您希望怎么办"), ("wish",)),
    )

    employer = EmployerField(
        label=_("单位名称或统一社会信用代码"), max_length=120, help_text=_("和您签合同、给您发工资的单位。")
    )
    using_employer = EmployerField(
        label=_("实际干活的单位"), max_length=120, required=False, help_text=_("劳务派遣的才填：您实际在哪家单位干活。")
    )
    employer_size = forms.IntegerField(label=_("单位大约有多少人"), min_value=1, max_value=1_000_000, required=False)
    has_union = forms.ChoiceField(
        label=_("单位有没有工会"), choices=[("", _("不清楚")), ("yes", _("有")), ("no", _("没有"))], required=False
    )
    place = forms.CharField(
        label=_("工作地所在的乡镇（街道）"),
        max_length=60,
        required=False,
        help_text=_("例如：五常街道。不填就按单位登记的地址。"),
    )
    employed = forms.ChoiceField(
        label=_("现在还在这家单位吗"), choices=[("", _("不想说")), *Employed.choices], required=False
    )
    left_on = day(_("什么时候离开的"), required=False)
    cause = forms.ChoiceField(
        label=_("哪一类问题"),
        choices=causes_by_group,
        help_text=_(
            "和社保经办机构的争议、住房制度改革、伤残等级鉴定、家里请的保姆，不属于劳动争议，请用“咨询建议”，我们告诉您去哪里办。"
        ),
    )
    since = day(_("从什么时候开始"), required=False)
    until = day(_("到什么时候为止"), required=False, help_text=_("还在继续的不填。"))
    known_on = day(_("什么时候知道的"), required=False, help_text=_("仲裁有时效，一般从知道那天起算，请尽量填写。"))
    iou_on = day(_("有工资欠条的：欠条上的日期"), required=False)
    people = forms.IntegerField(label=_("有多少人遇到同样的事"), min_value=1, max_value=100_000, initial=1)
    danger = forms.BooleanField(label=_("现在有生命危险或刚发生事故"), required=False)
    absconded = forms.BooleanField(label=_("老板跑了或联系不上"), required=False)
    about_union = forms.BooleanField(label=_("反映的是本单位工会或工会主席"), required=False)
    facts = forms.CharField(
        label=_("请说说经过"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("什么时候、在哪里、谁、发生了什么。"),
    )
    amount = money(_("涉及金额（元）"), required=False)
    evidence = Paper(label=_("照片或材料"), required=False, most=6)
    representatives = forms.CharField(
        label=_("推举的代表"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("十人以上共同投诉的，推举三到五名代表，一行写一名。"),
    )
    group_number = forms.CharField(
        label=_("加入已有的集体争议"), max_length=24, required=False, help_text=_("同事已经投诉的，填集体争议编号。")
    )
    wish = forms.CharField(
        label=_("您希望工会帮您做什么"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        employer = getattr(self.person, "employer", None)
        if employer is not None:
            self.fields["employer"].initial = employer.name

    def clean_place(self) -> str:
        return township(self.cleaned_data["place"])

    def clean_representatives(self) -> list[str]:
        """Names, three to five as the rules say, or none."""
        names = [name.strip() for name in self.cleaned_data["representatives"].splitlines() if name.strip()]
        least, most = (int(rules.value(f"rights.representatives-{end}")) for end in ("from", "to"))
        if names and not least <= len(names) <= most:
            raise forms.ValidationError(
                _("代表须推举%(least)d到%(most)d名，一行写一名。") % {"least": least, "most": most}
            )
        return names

    def clean_group_number(self) -> str:
        number = self.cleaned_data["group_number"].strip()
        if number and queries.open_group(number) is None:
            raise forms.ValidationError(_("没有这个编号的集体争议，或者已经结束。请核对，或留空。"))
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        check_days(self, data)
        if data.get("representatives") and (data.get("people") or 1) < 2:
            self.add_error("people", _("推举了代表的，请填写一共有多少人。"))
        return data

    def headline(self) -> Any:
        return Cause(self.cleaned_data["cause"]).label


class Question(ServiceForm):
    """咨询建议."""

    private = ("question",)
    pages: ClassVar[Any] = ((_("您想问什么"), ("topic", "question")), (_("所在地"), ("place",)))

    topic = forms.ChoiceField(
        label=_("关于什么"),
        choices=[
            ("law", _("劳动法律")),
            ("union", _("入会和会员服务")),
            ("aid", _("困难帮扶")),
            ("suggest", _("意见建议")),
            ("other", _("其他")),
        ],
    )
    question = forms.CharField(
        label=_("请写下您的问题或建议"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5})
    )
    place = forms.CharField(
        label=_("所在的乡镇（街道）"),
        max_length=60,
        required=False,
        help_text=_("不填就由您所在县（市、区）的工会答复。"),
    )

    def clean_place(self) -> str:
        return township(self.cleaned_data["place"])

    def headline(self) -> Any:
        return dict(self.fields["topic"].choices)[self.cleaned_data["topic"]]  # type: ignore[attr-defined]
