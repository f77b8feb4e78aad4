"""What someone in hardship is asked first; the household's file comes later, with the room of hardship files."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import AmountField, Paper, ServiceForm


class Hardship(ServiceForm):
    """困难求助 (intake of hardship.md)."""

    private = ("situation", "household", "monthly_income", "need")
    pages: ClassVar[Any] = (
        (_("遇到了什么困难"), ("cause", "situation")),
        (_("家庭情况"), ("household", "monthly_income")),
        (_("希望得到的帮助"), ("need", "proof")),
    )

    cause = forms.ChoiceField(
        label=_("主要原因"),
        choices=[
            ("illness", _("患病")),
            ("accident", _("意外")),
            ("jobless", _("失业")),
            ("schooling", _("子女上学")),
            ("disability", _("残疾")),
            ("low-income", _("收入低")),
            ("other", _("其他")),
        ],
    )
    situation = forms.CharField(label=_("请说说情况"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))
    household = forms.IntegerField(label=_("共同生活的家庭人口"), min_value=1, max_value=30)
    monthly_income = AmountField(label=_("全家每月收入大约多少元"), min_value=0, max_digits=10, required=False)
    need = forms.CharField(
        label=_("最希望得到什么帮助"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    proof = Paper(label=_("证明材料的照片"), required=False, most=6)

    def headline(self) -> str:
        """No illness is named where staff read lists."""
        return ""
