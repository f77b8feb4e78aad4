"""What a worker who saw a danger is asked: where, what, how bad; photos straight from the camera."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper, ServiceForm
from unionhall.orgs import queries as orgs

from ..choices import Grade, HazardKind
from .fields import EmployerField, long, past_moment, short

GRADES = [
    (Grade.GENERAL, _("一般：容易改正")),
    (Grade.MAJOR, _("重大：可能造成人员伤亡，要停产停业才能改正")),
    (Grade.IMMINENT, _("危及生命：现在就有人有危险")),
]


class HazardReport(ServiceForm):
    """报告安全隐患 (labour protection, §3)."""

    private = ("facts", "employer_name")
    in_words: ClassVar[Any] = {"employer": "employer_name"}
    pages: ClassVar[Any] = (
        (_("在哪里"), ("employer", "site", "spot", "place")),
        (_("什么隐患"), ("kind", "grade", "photo")),
        (_("经过"), ("seen_at", "facts")),
    )

    employer = EmployerField(
        label=_("单位名称或统一社会信用代码"), required=False, loose=True, help_text=_("扫现场二维码时已填好。")
    )
    site = short(120, label=_("厂区、工地或车间"), required=False)
    spot = short(160, label=_("具体位置"), help_text=_("例如：三号车间东侧二楼冲床旁。"))
    place = short(
        60, label=_("所在的乡镇（街道）"), required=False, help_text=_("例如：五常街道。不填就按单位登记的地址。")
    )
    kind = forms.ChoiceField(label=_("哪一类隐患"), choices=HazardKind.choices)
    grade = forms.ChoiceField(
        label=_("有多严重"), choices=GRADES, widget=forms.RadioSelect,
        help_text=_("有人正处在危险中，请先离开，并拨打119（火警）、120（急救）或12350（安全生产举报）。遇到直接危及人身安全的紧急情况，您有权停止作业、撤离，单位不得因此降低工资、解除合同。"),
    )  # fmt: skip
    photo = Paper(label=_("现场照片"), required=False, most=6, help_text=_("请先保证自己的安全再拍照。"))
    seen_at = past_moment(label=_("什么时候看到的"), required=False)
    facts = long(5, label=_("请说说情况"), required=False, help_text=_("这些话只有工会看得到，单位看不到。"))

    def clean_place(self) -> str:
        """The code of the township; a name that fits none, or several, is asked again."""
        text = self.cleaned_data["place"].strip()
        if not text or text.isdigit():
            return str(text)
        found = orgs.townships_named(text)
        if len(found) != 1:
            raise forms.ValidationError(_("没有找到这个乡镇（街道），请写全名，例如：余杭区五常街道。"))
        return str(found[0].code)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("employer") and not given.get("place") and "employer" in self.fields and not self.errors:
            self.add_error("employer", _("请填写单位，或者在下面写明所在的乡镇（街道）。"))
        return given

    def headline(self) -> Any:
        return HazardKind(self.cleaned_data["kind"]).label
