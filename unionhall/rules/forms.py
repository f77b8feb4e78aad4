"""What people type about rules. Forms check shapes; the action checks rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import queries
from .shipped import place_key

PLACE = r"^([Cc][Nn]|\d{2}|\d{4}|\d{6})$"


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class RuleFilter(forms.Form):
    """Filters of the list; a wrong value filters nothing."""

    q = forms.CharField(label=_("编码、说明或依据"), required=False, max_length=60)
    room = forms.ChoiceField(label=_("业务"), required=False)
    place = forms.CharField(label=_("地区代码"), required=False, max_length=6)
    on = _day(label=_("哪天有效"), required=False)
    unchecked = forms.BooleanField(label=_("只看待核"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = [(room, ROOMS.get(room, room)) for room in queries.rooms_with_rules()]
        self.fields["room"].choices = [("", _("全部")), *rooms]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Only what was chosen and is valid."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None, False)}


ROOMS = {
    "rights": _("维权"),
    "supervision": _("劳动法律监督"),
    "bargaining": _("集体协商"),
    "safety": _("劳动保护"),
    "aid": _("帮扶"),
    "cases": _("诉求"),
    "documents": _("文书"),
    "people": _("会员"),
}


class RuleForm(forms.Form):
    """A new row of a rule there is; what it is and its unit are fixed."""

    place = forms.RegexField(
        label=_("适用地区"),
        regex=PLACE,
        help_text=_("行政区划代码：330110是县，3301是市，33是省；CN是全国。"),
        error_messages={"invalid": _("请填写2、4或6位行政区划代码，全国填CN。")},
    )
    valid_from = _day(label=_("从哪天起"))
    valid_to = _day(label=_("到哪天止"), required=False, help_text=_("没有截止日期就不填。"))
    value = forms.DecimalField(label=_("数值"), min_value=0, max_digits=18, decimal_places=6)
    source = forms.CharField(label=_("依据文件"), max_length=200)
    article = forms.CharField(label=_("条款"), max_length=120, required=False)
    note = forms.CharField(label=_("说明"), max_length=300, required=False)

    def clean_place(self) -> str:
        return place_key(self.cleaned_data["place"])


class CheckForm(forms.Form):
    """A number compared with the text of the law: as it should be."""

    value = forms.DecimalField(label=_("数值"), min_value=0, max_digits=18, decimal_places=6)
    source = forms.CharField(label=_("依据文件"), max_length=200)
    article = forms.CharField(label=_("条款"), max_length=120, required=False)
    because = forms.CharField(
        label=_("对照了什么"), max_length=200, help_text=_("例如：省政府公报2025年第3期第12页。会记入日志。")
    )


class ReasonForm(forms.Form):
    because = forms.CharField(label=_("理由"), max_length=200)
