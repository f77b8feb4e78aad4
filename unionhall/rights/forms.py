"""What a worker in trouble is asked, one subject a page."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper, ServiceForm
from unionhall.orgs import queries as orgs

from .choices import Cause, causes_by_group


class EmployerField(forms.CharField):
    """A name or credit code, found in the register: an employer, or the words as typed when none is found."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        return orgs.employer_by_code(text) or orgs.employers_named(text).filter(name=text).first() or text


class Complaint(ServiceForm):
    """维权投诉 (rights.md §1)."""

    private = ("facts", "amount", "using_name", "employer_name")
    pages: ClassVar[Any] = (
        (_("您的单位"), ("employer", "using_employer")),
        (_("工作地"), ("place",)),
        (_("什么事"), ("cause", "since", "people", "danger", "about_union")),
        (_("经过"), ("facts", "amount", "evidence")),
        (_("您希望怎么办"), ("wish",)),
    )

    employer = EmployerField(
        label=_("单位名称或统一社会信用代码"), max_length=120, help_text=_("和您签合同、给您发工资的单位。")
    )
    using_employer = EmployerField(
        label=_("实际干活的单位"), max_length=120, required=False, help_text=_("劳务派遣的才填：您实际在哪家单位干活。")
    )
    place = forms.CharField(
        label=_("工作地所在的乡镇（街道）"),
        max_length=60,
        required=False,
        help_text=_("例如：五常街道。不填就按单位登记的地址。"),
    )
    cause = forms.ChoiceField(label=_("哪一类问题"), choices=causes_by_group)
    since = forms.DateField(label=_("从什么时候开始"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    people = forms.IntegerField(label=_("有多少人遇到同样的事"), min_value=1, max_value=100_000, initial=1)
    danger = forms.BooleanField(label=_("现在有生命危险或刚发生事故"), required=False)
    about_union = forms.BooleanField(label=_("反映的是本单位工会或工会主席"), required=False)
    facts = forms.CharField(
        label=_("请说说经过"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("什么时候、在哪里、谁、发生了什么。"),
    )
    amount = forms.DecimalField(label=_("涉及金额（元）"), min_value=0, max_digits=12, decimal_places=2, required=False)
    evidence = Paper(label=_("照片或材料"), required=False, most=6)
    wish = forms.CharField(
        label=_("您希望工会帮您做什么"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        employer = getattr(self.person, "employer", None)
        if employer is not None:
            self.fields["employer"].initial = employer.name

    def clean_place(self) -> str:
        """The code of the township; a name that fits none, or several, is asked again."""
        text = self.cleaned_data["place"].strip()
        if not text or text.isdigit():
            return text
        found = orgs.townships_named(text)
        if len(found) != 1:
            raise forms.ValidationError(
                _("没有找到这个乡镇（街道），请写全名，例如：余杭区五常街道。")
                if not found
                else _("有几个同名的乡镇（街道），请连同县（市、区）一起写。")
            )
        return found[0].code

    def headline(self) -> Any:
        return Cause(self.cleaned_data["cause"]).label

    def open_answers(self) -> dict[str, Any]:
        """Employers that are not in the register are kept as words, sealed."""
        answers = super().open_answers()
        for name in ("employer", "using_employer"):
            if not hasattr(self.cleaned_data.get(name), "pk"):
                answers[name] = None
        return answers

    def sealed_answers(self) -> dict[str, Any]:
        sealed = super().sealed_answers()
        for name, words in (("employer", "employer_name"), ("using_employer", "using_name")):
            given = self.cleaned_data.get(name)
            if given and not hasattr(given, "pk"):
                sealed[words] = str(given)
        return sealed


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

    clean_place = Complaint.clean_place

    def headline(self) -> Any:
        return dict(self.fields["topic"].choices)[self.cleaned_data["topic"]]  # type: ignore[attr-defined]


class Confirmed(forms.Form):
    """Nothing more to fill in than the day: of an agreement, or of its end."""

    on = forms.DateField(label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}))
