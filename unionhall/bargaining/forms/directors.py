"""What is typed about worker directors and supervisors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import BoardSeat, SeatEnded
from .fields import Day, Number, PastDay, Plain

EARLIER = ""  # elected by a session this house does not know


class DirectorFilter(forms.Form):
    """Narrows the register; wrong values narrow nothing."""

    STATES = (
        ("sitting", _("在任")), ("ending", _("任期将满")), ("to-report", _("该述职")), ("ended", _("已离任")),
        ("all", _("全部")),
    )  # fmt: skip
    q = forms.CharField(label=_("用人单位或姓名"), required=False, max_length=60)
    seat = forms.ChoiceField(label=_("职务"), required=False, choices=[("", _("全部")), *BoardSeat.choices])
    state = forms.ChoiceField(label=_("状态"), required=False, choices=STATES)

    def chosen(self) -> dict[str, Any]:
        self.full_clean()
        return {"state": "sitting"} | {name: value for name, value in self.cleaned_data.items() if value}


class DirectorForm(Plain):
    """One elected; `elections` are (id, words) of the items of sessions by which somebody was elected."""

    seat = forms.ChoiceField(label=_("职务"), choices=BoardSeat.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("姓名"), max_length=60)
    post = forms.CharField(label=_("岗位"), max_length=60, required=False)
    election = forms.TypedChoiceField(
        label=_("由哪次会议选举"), required=False, coerce=int, empty_value=None,
        help_text=_("只列出已经选举通过的议题；以前选出的，选最后一项，并写明是哪次会议。"),
    )  # fmt: skip
    elected_by = forms.CharField(label=_("以前的哪次会议"), max_length=160, required=False)
    elected_on = PastDay(_("选举日期（以前选出的填写）"), required=False)
    since = Day(_("任期自"))
    until = Day(_("至"))

    def __init__(self, *args: Any, elections: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["election"].choices = [*elections, (EARLIER, _("以前选出的"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("since"), given.get("until")
        if first and last and last <= first:
            self.add_error("until", _("任期的最后一天要晚于第一天。"))
        if given.get("election") is None and "election" not in self.errors:
            if not given.get("elected_by", "").strip():
                self.add_error("elected_by", _("请写明由哪次会议选举。"))
            if given.get("elected_on") is None and "elected_on" not in self.errors:
                self.add_error("elected_on", _("请填写选举日期。"))
        return given


class BoardForm(Plain):
    seat = forms.ChoiceField(
        label=_("哪个机关"), widget=forms.RadioSelect,
        choices=[(BoardSeat.SUPERVISOR.value, _("监事会")), (BoardSeat.DIRECTOR.value, _("董事会"))],
    )  # fmt: skip
    members = Number(_("成员人数"), help_text=_("没有设的填 0。"))
    since = PastDay(_("自哪天起"))


class LeavesForm(Plain):
    on = PastDay(_("离任日期"))
    why = forms.ChoiceField(label=_("离任的原因"), choices=SeatEnded.choices)
    because = forms.CharField(label=_("说明"), max_length=200, required=False)
