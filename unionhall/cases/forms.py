"""What people type about a case, on both faces; nothing is written here."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper, ServiceForm
from unionhall.orgs import queries as orgs

from .catalogue import services
from .choices import TAKEN_DOWN, CallState, Channel, RatingTag, Secrecy, TimeClass


def words(label: Any, *, rows: int = 4, most: int = 2000, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


def employer_named(form: ServiceForm) -> Any:
    """The employer the request is about, where the form asked and the register knows it."""
    given = form.cleaned_data.get("employer")
    return given if hasattr(given, "credit_code") else None


class Told(forms.Form):
    """Written words, under the label a move or an act gives them."""

    says = words(_("说明"))

    def __init__(self, *args: Any, label: Any = "", required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["says"].label = label or self.fields["says"].label
        self.fields["says"].required = required


class Opening(forms.Form):
    """Which sealed answer someone needs to read, and why; `fields` are (name, label) of those there are."""

    field = forms.ChoiceField(label=_("要看哪一项"))
    because = forms.CharField(label=_("为什么需要看"), max_length=200, help_text=_("一次看一项，每次都记入留痕。"))

    def __init__(self, *args: Any, fields: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = found = list(fields)  # type: ignore[attr-defined]
        self.fields["field"].initial = found[0][0] if found else ""  # a click less before each reading


class Decision(forms.Form):
    """What the level above decides about an objection."""

    outcome = forms.ChoiceField(
        label=_("裁定"), choices=[("keep", _("评价有效，维持")), ("exclude", _("评价不实或恶意，不计入统计"))]
    )
    says = words(_("理由"))

    def decided(self) -> dict[str, Any]:
        return {"exclude": self.cleaned_data["outcome"] == "exclude", "words": self.cleaned_data["says"]}


class Recognise(forms.Form):
    """Who someone is, as their papers say it."""

    label_suffix = ""
    name = forms.CharField(label=_("会员姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    number = forms.CharField(
        label=_("证件号码或会员证号"), max_length=24, help_text=_("须完整填写。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-hall-secret": ""}),
    )  # fmt: skip


class Message(forms.Form):
    says = words(_("留言"))
    papers = Paper(label=_("照片或材料"), required=False, most=6)


class Answer(Told):
    """A worker's own move: words, and papers if there are any."""

    papers = Paper(label=_("照片或材料"), required=False, most=6)


class Sending(forms.Form):
    """On the last page before sending: how the name is treated, and what is agreed to."""

    secrecy = forms.ChoiceField(
        label=_("您的身份"), choices=Secrecy.choices[:2], widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, service: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signed_in = signed_in
        if service.may_hide_identity and signed_in:
            self.fields["secrecy"].initial = Secrecy.HIDDEN if service.hides_identity else Secrecy.OPEN
        else:
            del self.fields["secrecy"]
        self.agreements = {f"agree_{at}": one for at, one in enumerate(service.agrees)}
        for name, one in self.agreements.items():
            self.fields[name] = forms.BooleanField(label=one.words, required=one.required)

    def agreed(self) -> list[str]:
        return [one.purpose for name, one in self.agreements.items() if self.cleaned_data.get(name)]

    def with_answers(self, form: ServiceForm) -> dict[str, Any]:
        """What was typed on the service's pages and on this one, as `actions.open_case` takes it."""
        chosen = self.cleaned_data.get("secrecy") or Secrecy.OPEN
        return {
            "answers": form.open_answers(),
            "sealed": form.sealed_answers(),
            "headline": form.headline(),
            "secrecy": chosen if self.signed_in else Secrecy.ANONYMOUS,
            "employer": employer_named(form),
            "agreed": self.agreed(),
        }


class ClassPick(forms.Form):
    """Another time class, and why."""

    time_class = forms.ChoiceField(label=_("时限类"))
    says = words(_("调整理由"), rows=3, most=300)

    def __init__(self, *args: Any, codes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_class"].choices = [(code, TimeClass(code).label) for code in codes]  # type: ignore[attr-defined]


class CallForm(forms.Form):
    """What the worker said when called back."""

    state = forms.ChoiceField(
        label=_("回访结果"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (CallState.CONTENT, CallState.DISCONTENT, CallState.UNREACHED)],
    )
    says = words(_("来件人怎么说"), rows=3, most=1000)


class RatingForm(forms.Form):
    stars = forms.TypedChoiceField(
        label=_("您满意吗？"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[
            (5, _("五星 · 非常满意")),
            (4, _("四星 · 满意")),
            (3, _("三星 · 基本满意")),
            (2, _("二星 · 不满意")),
            (1, _("一星 · 非常不满意")),
        ],
    )
    tags = forms.MultipleChoiceField(
        label=_("哪些方面"), choices=RatingTag.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    says = words(_("想说的话"), rows=3, most=1000, required=False)


class Lookup(forms.Form):
    number = forms.CharField(label=_("编号"), max_length=24)
    code = forms.CharField(label=_("查询码"), max_length=12)


class CaseFilterForm(forms.Form):
    """The desk list's filter; what does not fit is as if not given."""

    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[
            ("open", _("在办")),
            ("late", _("已超期")),
            ("unanswered", _("待首次回应")),
            ("alarm", _("盯着的期限（时效）")),
            ("due", _("今明两天到期")),
            ("new", _("待签收")),
            ("answered", _("有新留言")),
            ("waiting", _("等来件人补充")),
            ("decide", _("待裁定")),
            ("meeting", _("今天面谈")),
            ("first-answers", _("已首次回应")),
            ("closed", _("已办结")),
            ("rated", _("已评价")),
            ("all", _("全部")),
        ],
    )
    service = forms.ChoiceField(label=_("事项"), required=False)
    stars = forms.TypedChoiceField(
        label=_("评价"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("不限")), (5, "5"), (4, "4"), (3, "3"), (2, "2"), (1, "1")],
    )
    time_class = forms.ChoiceField(label=_("时限类"), required=False, choices=[("", _("不限")), *TimeClass.choices])
    holder = forms.ChoiceField(label=_("承办人"), required=False, choices=[("", _("不限")), ("me", _("我"))])
    firm = forms.CharField(label=_("单位名称或信用代码"), required=False, max_length=60)
    text = forms.CharField(label=_("编号或标题"), required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [("", _("全部")), *((one.code, one.title) for one in services)]  # type: ignore[attr-defined]


class UnitPick(forms.Form):
    """A unit from the near ones, or any other by its number."""

    unit = forms.ChoiceField(label=_("工会"), required=False)
    code = forms.CharField(label=_("或者填其他工会的编号"), max_length=24, required=False)
    says = words(_("理由"), rows=3, most=300)

    def __init__(self, *args: Any, places: list[Any], label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(unit.pk): unit for unit in places}
        self.fields["unit"].choices = [("", _("请选择")), *((key, str(one)) for key, one in self.places.items())]  # type: ignore[attr-defined]
        self.fields["says"].label = label or self.fields["says"].label

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        picked = self.places.get(data.get("unit") or "")
        if code := (data.get("code") or "").strip():
            picked = orgs.unit_by_code(code)
        if picked is None:
            self.add_error("unit", _("请选择一个工会，或填写正确的工会编号。"))
        data["picked"] = picked
        return data


class HelpWanted(UnitPick):
    days = forms.IntegerField(label=_("几个工作日内答复"), min_value=1, max_value=30, initial=3)


class HolderPick(forms.Form):
    holder = forms.TypedChoiceField(label=_("承办人"), coerce=int)

    def __init__(self, *args: Any, holders: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = holders  # type: ignore[attr-defined]


def when(label: Any, *, required: bool) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=label, required=required, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    )


class AppointmentForm(forms.Form):
    first = when(_("时间一"), required=True)
    second = when(_("时间二"), required=False)
    third = when(_("时间三"), required=False)
    place = forms.CharField(label=_("地点"), max_length=160)
    with_name = forms.CharField(label=_("接待人"), max_length=60)
    phone = forms.CharField(label=_("电话"), max_length=20, required=False)
    minutes = forms.IntegerField(label=_("多少分钟"), min_value=5, max_value=480, initial=30)

    def times(self) -> list[Any]:
        given = (self.cleaned_data.get(name) for name in ("first", "second", "third"))
        return [at for at in given if at]

    def clean_first(self) -> Any:
        at = self.cleaned_data["first"]
        if at < timezone.now() + timedelta(minutes=1):
            raise forms.ValidationError(_("请选以后的时间。"))
        return at


class CheckIn(forms.Form):
    code = forms.CharField(
        label=_("扫出来的签到码，或“编号-六位数字”"), max_length=40, widget=forms.TextInput(attrs={"autofocus": True})
    )

    def clean_code(self) -> tuple[str, str]:
        """(number, code)."""
        number, dash, code = self.cleaned_data["code"].strip().rpartition("-")
        if not dash or not number or not code:
            raise forms.ValidationError(_("格式是“编号-六位数字”，例如 3301102026030500001-123456。"))
        return number, code


class HandOver(forms.Form):
    to = forms.ChoiceField(label=_("转接到"))
    consent = forms.BooleanField(label=_("已征得本人同意把已填写的内容转给该项服务"))

    def __init__(self, *args: Any, codes: tuple[str, ...], hidden: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [services[code] for code in codes if code in services]
        self.fields["to"].choices = [(one.code, one.title) for one in offered]  # type: ignore[attr-defined]
        named = [str(one.title) for one in offered if not one.may_hide_identity]
        if hidden and named:
            words = _("本人现在对单位隐藏身份。转到%(services)s后不再隐藏，请先向本人讲清楚。")
            self.fields["consent"].help_text = words % {"services": str(_("、")).join(named)}


class Caller(forms.Form):
    """Who is on the line: nothing more is needed to see earlier cases."""

    phone = forms.CharField(label=_("来电号码"), max_length=20, required=False)
    name = forms.CharField(label=_("姓名"), max_length=60, required=False)
    service = forms.ChoiceField(label=_("什么事"))
    channel = forms.ChoiceField(
        label=_("怎么来的"), choices=[(one.value, one.label) for one in TAKEN_DOWN], initial=Channel.HOTLINE,
        required=False,
    )  # fmt: skip
    anonymous = forms.BooleanField(label=_("来电人不愿留名"), required=False)

    def __init__(self, *args: Any, offered: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(one.code, one.title) for one in offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("anonymous") and not (data.get("phone") and data.get("name")):
            self.add_error("phone", _("请填来电号码和姓名；来电人不愿留名的，勾选下面一项。"))
        return data
