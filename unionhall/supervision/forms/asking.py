"""What a worker who reports a breach is asked."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper, ServiceForm
from unionhall.orgs import queries as orgs

from ..choices import Scope, Special
from .fields import count


class FoundEmployer(forms.CharField):
    """A name or credit code, found in the register: an employer, or the words as typed when none is found."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        return orgs.employer_by_code(text) or orgs.employers_named(text).filter(name=text).first() or text


class Report(ServiceForm):
    """监督举报: an employer breaks labour law; who reports is never told to anybody outside."""

    private = ("facts", "employer_name")
    in_words: ClassVar[Any] = {"employer": "employer_name"}
    pages: ClassVar[Any] = (
        (_("哪家单位"), ("employer", "place")),
        (_("什么事"), ("scope", "special", "people")),
        (_("经过"), ("facts", "evidence")),
    )

    employer = FoundEmployer(label=_("单位名称或统一社会信用代码"), max_length=120)
    place = forms.CharField(
        label=_("工作地所在的乡镇（街道）"),
        max_length=60,
        required=False,
        help_text=_("例如：余杭区五常街道。不填就按单位登记的地址。"),
    )
    scope = forms.ChoiceField(label=_("哪一类问题"), choices=Scope.choices)
    special = forms.ChoiceField(label=_("有没有这些情形"), choices=Special.choices, required=False)
    people = count(_("涉及多少人"), min_value=1, max_value=100_000, initial=1)
    facts = forms.CharField(
        label=_("请说说经过"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("什么时候、在哪里、发生了什么。内容加密保存，不会写进给单位的函件。"),
    )
    evidence = Paper(label=_("照片或材料"), required=False, most=6)

    def clean_place(self) -> str:
        """The code of the township; a name that fits none, or several, is asked again."""
        text = self.cleaned_data["place"].strip()
        if not text or text.isdigit():
            return text
        found = orgs.places_named(text)
        if len(found) == 1:
            return found[0][0]
        raise forms.ValidationError(
            _("有几个同名的乡镇（街道），请连同县（市、区）一起写。")
            if found
            else _("没有找到这个乡镇（街道），请写全名，例如：余杭区五常街道。")
        )

    def headline(self) -> Any:
        return Scope(self.cleaned_data["scope"]).label
