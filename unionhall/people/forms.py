"""What people type in this room's own pages; nothing here writes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import checked
from unionhall.kit.identity import check_credit_code, check_mobile
from unionhall.kit.refusal import Refusal

from .choices import Employment, EndedHow, IdKind, MembershipState, NewForm, PostKind, TalkResult
from .documents import read_document

REASON: dict[str, Any] = {
    "label": _("理由"),
    "min_length": 4,
    "max_length": 200,
    "widget": forms.Textarea(attrs={"rows": 2}),
}
DAY: dict[str, Any] = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class _Form(forms.Form):
    label_suffix = ""
    required_css_class = "required"


class _WithDocument(_Form):
    """`id_kind` and `id_number` are checked together; each form places them where it asks for them."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("id_number") and data.get("id_kind"):
            try:
                read_document(data["id_kind"], data["id_number"])
            except Refusal as wrong:
                self.add_error("id_number", str(wrong))
        return data


class SignUp(_WithDocument):
    name = forms.CharField(label=_("姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    id_kind = forms.ChoiceField(label=_("证件种类"), choices=IdKind.choices, initial=IdKind.choices[0][0])
    id_number = forms.CharField(
        label=_("证件号码"),
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-hall-secret": ""}),
    )
    phone = forms.CharField(
        label=_("手机号"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
    )
    password = forms.CharField(
        label=_("登录密码"), max_length=128, strip=False, help_text=_("以后用手机号和这个密码登录。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "data-hall-secret": ""}),
    )  # fmt: skip
    agree = forms.BooleanField()
    agree_sensitive = forms.BooleanField()

    def __init__(self, *args: Any, purposes: tuple[Any, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, purpose in zip(("agree", "agree_sensitive"), purposes, strict=True):
            self.fields[name].label, self.fields[name].help_text = purpose.title, purpose.words

    def clean_phone(self) -> str:
        return checked(check_mobile, self.cleaned_data["phone"]).number


class RollFilters(_Form):
    """The filters above a roll; wrong values narrow nothing."""

    q = forms.CharField(label=_("证件号、手机号、会员证号或姓名"), required=False, max_length=40)
    name = forms.CharField(label=_("姓名开头"), required=False, max_length=20)
    state = forms.ChoiceField(label=_("会籍"), required=False)
    employment = forms.ChoiceField(label=_("用工形式"), required=False)
    new_form = forms.ChoiceField(label=_("新就业形态"), required=False)
    verified = forms.ChoiceField(label=_("实名核实"), required=False)
    lapsing = forms.BooleanField(label=_("只看久未缴费提醒"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", _("全部"))]
        standing = [(one.value, one.label) for one in MembershipState if one != MembershipState.ENDED]
        self.fields["state"].choices = everything + standing  # type: ignore[attr-defined]
        self.fields["employment"].choices = everything + Employment.choices  # type: ignore[attr-defined]
        groups = [(one.value, one.label) for one in NewForm if one.value]
        self.fields["new_form"].choices = everything + groups  # type: ignore[attr-defined]
        self.fields["verified"].choices = [*everything, ("yes", _("已核实")), ("no", _("未核实"))]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Keyword arguments for RollFilter."""
        data = self.cleaned_data if self.is_valid() else {}
        found = {name: data.get(name) or "" for name in ("name", "state", "employment", "new_form")}
        verified = {"yes": True, "no": False}.get(data.get("verified") or "")
        return {**found, "verified": verified, "lapsing": bool(data.get("lapsing"))}


class Newcomer(_WithDocument):
    """A member entered by hand, from the paper form."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    id_kind = forms.ChoiceField(label=_("证件种类"), choices=IdKind.choices, initial=IdKind.choices[0][0])
    id_number = forms.CharField(label=_("证件号码"), max_length=24)
    phone = forms.CharField(label=_("手机号"), max_length=20, required=False)
    employer_code = forms.CharField(label=_("单位的统一社会信用代码"), max_length=18, required=False)
    employment = forms.ChoiceField(label=_("用工形式"), choices=Employment.choices)
    new_form = forms.ChoiceField(label=_("新就业形态"), choices=NewForm.choices, required=False)
    joined_on = forms.DateField(label=_("入会日期"), required=False, help_text=_("不填就是今天。"), **DAY)
    group = forms.CharField(label=_("工会小组"), max_length=40, required=False)
    not_the_same = forms.BooleanField(
        label=_("已核对：与提示的同名同生日的人不是同一人"), required=False, widget=forms.HiddenInput()
    )

    def clean_phone(self) -> str:
        given = self.cleaned_data["phone"]
        return checked(check_mobile, given).number if given else ""

    def ask_whether_the_same(self) -> None:
        """Someone of that name and birthday is known: now the tick is shown."""
        self.fields["not_the_same"].widget = forms.CheckboxInput()

    def clean_employer_code(self) -> str:
        given = self.cleaned_data["employer_code"]
        return checked(check_credit_code, given).number if given else ""


class Facts(_Form):
    name = forms.CharField(label=_("姓名"), max_length=60)
    ethnicity = forms.CharField(label=_("民族"), max_length=20, required=False)
    schooling = forms.CharField(label=_("学历"), max_length=20, required=False)
    job = forms.CharField(label=_("职务（岗位）"), max_length=60, required=False)
    new_form = forms.ChoiceField(label=_("新就业形态"), choices=NewForm.choices, required=False)
    migrant = forms.BooleanField(label=_("农民工"), required=False)
    because = forms.CharField(label=_("更正依据"), max_length=200, required=False)


class PhoneNumber(_Form):
    phone = forms.CharField(label=_("新手机号"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}))

    def clean_phone(self) -> str:
        return checked(check_mobile, self.cleaned_data["phone"]).number


class PhoneByStaff(PhoneNumber):
    because = forms.CharField(**REASON)


class OwnPhone(PhoneNumber):
    password = forms.CharField(
        label=_("登录密码"), max_length=200, strip=False, help_text=_("改登录手机号前，请再输入一次密码。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


class Why(_Form):
    because = forms.CharField(**REASON)


class DocumentByStaff(_Form):
    id_kind = forms.ChoiceField(label=_("证件种类"), choices=IdKind.choices, initial=IdKind.choices[0][0])
    id_number = forms.CharField(label=_("证件号码"), max_length=24)
    because = forms.CharField(**REASON)


class Unmasking(_Form):
    field = forms.ChoiceField(label=_("要看哪一项"), choices=[("id_number", _("证件号码")), ("phone", _("手机号"))])
    because = forms.CharField(**{**REASON, "label": _("为什么需要看"), "help_text": _("会记入留痕，本人也能看到。")})


class Ending(_Form):
    how = forms.ChoiceField(
        label=_("终止方式"),
        choices=[(one.value, one.label) for one in (EndedHow.RESIGNED, EndedHow.DEEMED, EndedHow.DECEASED)],
    )
    on = forms.DateField(label=_("终止日期"), required=False, help_text=_("不填就是今天。"), **DAY)
    because = forms.CharField(**REASON)


class Warning(_Form):
    since = forms.DateField(label=_("从哪天起没有缴会费、也没有参加活动"), **DAY)
    because = forms.CharField(**{**REASON, "label": _("情况")})


class Talk(_Form):
    on = forms.DateField(label=_("谈话日期"), initial=timezone.localdate, **DAY)
    result = forms.ChoiceField(label=_("结果"), choices=TalkResult.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("谈话情况"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class Expelling(_Form):
    judgment = forms.CharField(label=_("刑事判决书文号"), max_length=80)
    group_on = forms.DateField(label=_("工会小组讨论日期"), **DAY)
    decided_on = forms.DateField(label=_("工会委员会决定日期"), **DAY)
    decision_no = forms.CharField(label=_("决定文号"), max_length=60)
    because = forms.CharField(**REASON)


class Retaining(_Form):
    because = forms.ChoiceField(
        label=_("保留原因"),
        choices=[(text, text) for text in (_("退休"), _("失业"), _("服兵役"), _("退休后返聘"), _("其他"))],
    )
    on = forms.DateField(label=_("从哪天起"), required=False, help_text=_("不填就是今天。"), **DAY)


class Post(_Form):
    who = forms.CharField(label=_("谁（证件号、手机号或会员证号）"), max_length=40)
    kind = forms.ChoiceField(label=_("干部种类"), choices=PostKind.choices)
    title = forms.CharField(label=_("职务"), max_length=60)
    duties = forms.CharField(label=_("分工"), max_length=300, required=False)
    office_phone = forms.CharField(
        label=_("办公电话"),
        max_length=20,
        required=False,
        help_text=_("会显示给职工，请写办公电话，例如 0571-87051234。"),
    )
    since = forms.DateField(label=_("从哪天起"), initial=timezone.localdate, **DAY)


class FamilyMember(_Form):
    name = forms.CharField(label=_("姓名"), max_length=60)
    relation = forms.CharField(label=_("与本人关系"), max_length=20)
    birth_date = forms.DateField(label=_("出生日期"), required=False, **DAY)
    id_number = forms.CharField(label=_("身份证号"), max_length=18, required=False)


class Home(_Form):
    address = forms.CharField(
        label=_("家庭住址"), max_length=160, help_text=_("保存后只显示到街道、乡镇；完整地址加密保存。")
    )


class ToMerge(_Form):
    kept = forms.IntegerField(label=_("保留的档案编号"))
    other = forms.IntegerField(label=_("并入的档案编号"))
