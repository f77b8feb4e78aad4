"""What people type about documents; nothing is written here."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper

from .choices import Agreement, DeliveryWay, DocumentState
from .kinds import all_kinds

_ANY = ("", _("全部"))


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _words(label: Any, *, rows: int = 4, most: int = 4000, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


class DocumentFilterForm(forms.Form):
    state = forms.ChoiceField(label=_("状态"), choices=[_ANY, *DocumentState.choices], required=False)
    kind = forms.ChoiceField(label=_("文书种类"), required=False)
    text = forms.CharField(label=_("文号、标题或收文单位"), max_length=60, required=False)
    first = _day(_("拟稿日期从"), required=False)
    last = _day(_("到"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(one.code, one.title) for one in all_kinds()]
        self.fields["kind"].choices = [_ANY, *kinds]  # type: ignore[attr-defined]


class LetterForm(forms.Form):
    unit = forms.ChoiceField(label=_("发文工会"))
    title = forms.CharField(label=_("标题"), max_length=120, help_text=_("例如：关于做好高温作业劳动保护的函"))
    addressee = forms.CharField(label=_("主送单位"), max_length=120)
    credit_code = forms.CharField(
        label=_("收文用人单位的统一社会信用代码"), max_length=18, required=False,
        help_text=_("收文的是已登记的用人单位时填写，文书会记到它的档案中。"),
    )  # fmt: skip
    text = _words(_("正文"), rows=14, most=20_000, help_text=_("一行一段；“一、”“（一）”开头的短行作为小标题。"))
    copies_to = forms.CharField(label=_("抄送"), max_length=300, required=False)

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(one.code, one.name) for one in places]  # type: ignore[attr-defined]


class LetterheadForm(forms.Form):
    letters = forms.CharField(
        label=_("代字"),
        max_length=12,
        required=False,
        help_text=_("文号最前面的字，例如“杭工”。不填则自动生成，与同级工会不重复；第一次签发后固定。"),
    )
    heading = forms.CharField(
        label=_("红头名称"), max_length=60, required=False, help_text=_("公文红头上的字。不填则为工会全称加“文件”。")
    )


class SignForm(forms.Form):
    post = forms.CharField(
        label=_("签发人职务"), max_length=60, help_text=_("例如：主席、副主席。签发后取得文号，内容不能再改。")
    )


class ReasonForm(forms.Form):
    reason = _words(_("理由"), most=300)


class DeliveryForm(forms.Form):
    way = forms.ChoiceField(label=_("送达方式"), choices=DeliveryWay.choices)
    on = _day(_("送达日期"))
    place = forms.CharField(
        label=_("送达地点"), max_length=160, help_text=_("电子送达的，填写邮箱、手机号或平台名称。")
    )
    receiver = forms.CharField(label=_("收件人"), max_length=60)
    refused = forms.BooleanField(label=_("收件人拒收"), required=False)
    witness = forms.CharField(
        label=_("见证人"), max_length=60, required=False, help_text=_("拒收或留置送达时必须填写。")
    )
    proof = Paper(
        label=_("送达回证"),
        required=False,
        help_text=_(
            "送达回证、邮寄单或现场照片。劳动法律监督的函件必须上传；对方已打开链接的电子送达、有见证人的拒收（不留置）可以不传。"
        ),
    )

    def clean_on(self) -> Any:
        return _not_later(self.cleaned_data["on"], _("送达日期不能晚于今天。"))

    def act(self) -> dict[str, Any]:
        """What was typed, as `actions.serve` takes it."""
        return {**self.cleaned_data, "proof": next(iter(self.cleaned_data["proof"] or []), None)}


class LinkForm(forms.Form):
    days = forms.IntegerField(label=_("链接有效天数"), min_value=1, max_value=366)


class ReplyForm(forms.Form):
    """What an employer answers."""

    agrees = forms.ChoiceField(label=_("是否同意"), choices=Agreement.choices, widget=forms.RadioSelect)
    words = _words(_("答复内容"), rows=6, help_text=_("写明采取了什么措施、何时完成、由谁负责；不同意的，写明理由。"))
    signer = forms.CharField(label=_("答复人姓名"), max_length=60)
    papers = Paper(label=_("附件"), required=False, most=5)


class PaperReplyForm(ReplyForm):
    """A reply that came on paper."""

    on = _day(_("收到日期"))

    def clean_on(self) -> Any:
        return _not_later(self.cleaned_data["on"], _("收到日期不能晚于今天。"))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("验证码"), max_length=20, help_text=_("文书页脚的十位字母和数字。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip


def _not_later(day: Any, words: Any) -> Any:
    if day > timezone.localdate():
        raise forms.ValidationError(words)
    return day
