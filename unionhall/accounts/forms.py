"""What people type about their accounts."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import checked
from unionhall.kit.identity import check_mobile


def a_day(css: str = "") -> forms.DateInput:
    """A browser's own calendar, which reads and writes ISO dates whatever the language."""
    return forms.DateInput(attrs={"type": "date", "class": css}, format="%Y-%m-%d")


class SignIn(forms.Form):
    label_suffix = ""
    username = forms.CharField(
        label=_("手机号或用户名"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("密码"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    next = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)


class Code(forms.Form):
    label_suffix = ""
    code = forms.CharField(
        label=_("验证码"),
        max_length=20,
        help_text=_("打开手机上的验证器，输入显示的 6 位数字。手机不在身边时，可输入一个备用恢复码。"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


class NewPassword(forms.Form):
    label_suffix = ""
    old = forms.CharField(
        label=_("当前密码"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    new = forms.CharField(
        label=_("新密码"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=_("再输一遍新密码"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", _("两遍新密码不一样，请重新输入。"))
        return given


class Because(forms.Form):
    label_suffix = ""
    because = forms.CharField(label=_("理由"), max_length=200, help_text=_("写明依据，例如文件名称和日期。"))


class GiveRole(Because):
    handle = forms.CharField(
        label=_("手机号或用户名"), max_length=60, help_text=_("此人须先有账号。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("角色"))
    valid_from = forms.DateField(label=_("从哪天起"), widget=a_day())
    last_day = forms.DateField(label=_("到哪天止"), required=False, widget=a_day())
    field_order = ("handle", "role", "valid_from", "last_day", "because")

    def __init__(self, *args: Any, roles: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = timezone.localdate


class Absence(Because):
    role_held = forms.ChoiceField(label=_("代办哪项工作"))
    first_day = forms.DateField(label=_("第一天"), widget=a_day())
    last_day = forms.DateField(label=_("最后一天"), widget=a_day())
    colleague = forms.ChoiceField(label=_("请谁代办"), help_text=_("本单位、上一级或下一级工会里有业务角色的同事。"))
    field_order = ("role_held", "colleague", "first_day", "last_day", "because")

    def __init__(self, *args: Any, roles: list[tuple[str, Any]], people: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role_held"].choices = roles  # type: ignore[attr-defined]
        self.fields["colleague"].choices = people  # type: ignore[attr-defined]


class OpenAccount(Because):
    name = forms.CharField(label=_("姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    phone = forms.CharField(
        label=_("手机号"), max_length=20, required=False, help_text=_("手机号和用户名至少填一项，本人凭它登录。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )  # fmt: skip
    username = forms.CharField(
        label=_("用户名"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("单位编号"), max_length=24, required=False, help_text=_("同时分配角色时填写；也可以以后再分配。")
    )
    role = forms.ChoiceField(label=_("角色"), required=False)
    field_order = ("name", "phone", "username", "unit", "role", "because")

    def __init__(self, *args: Any, roles: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("暂不分配")), *roles]  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        given = self.cleaned_data["phone"]
        return checked(check_mobile, given).number if given else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("role")) != bool(given.get("unit")):
            self.add_error("role" if given.get("unit") else "unit", _("单位编号和角色要一起填，或都不填。"))
        return given


class FindAccount(forms.Form):
    label_suffix = ""
    q = forms.CharField(
        label=_("手机号或用户名（须完整）"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"class": "control", "autocomplete": "off"}),
    )  # fmt: skip


class LogFilter(forms.Form):
    """Days, and at most one each of action, group, person and unit."""

    label_suffix = ""
    first_day = forms.DateField(
        label=_("从"),
        required=False,
        widget=a_day("control"),
    )
    last_day = forms.DateField(
        label=_("到"),
        required=False,
        widget=a_day("control"),
    )
    group = forms.ChoiceField(
        label=_("类别"),
        required=False,
        choices=[("", _("全部")), ("reads", _("查看个人信息")), ("exports", _("导出")), ("security", _("登录和权限"))],
        widget=forms.Select(attrs={"class": "control"}),
    )
    action = forms.CharField(
        label=_("事项（如“登录”，或代码的开头）"), max_length=64, required=False,
        widget=forms.TextInput(attrs={"class": "control", "list": "log-acts", "autocomplete": "off"}),
    )  # fmt: skip
    by = forms.CharField(
        label=_("谁做的（手机号或用户名）"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"class": "control"}),
    )  # fmt: skip
    about = forms.CharField(
        label=_("涉及谁（手机号或用户名）"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"class": "control"}),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("单位编号"), max_length=24, required=False, widget=forms.TextInput(attrs={"class": "control"})
    )
