"""Forms of letters: what stands in each kind (supervision.md §5)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.orgs import queries as orgs

from ..choices import LetterKind, Scope
from .fields import Day, EmployerField, Lines, count, words, yuan

MEASURES = 5  # pairs of a measure and its day


class LetterForm(forms.Form):
    """What every letter to an employer says; gives `facts()` for the action."""

    employer = EmployerField(label=_("用人单位（信用代码或全称）"), max_length=120)
    legal_rep = forms.CharField(label=_("法定代表人（负责人）"), max_length=60, required=False)
    scope = forms.ChoiceField(label=_("监督事项"), choices=Scope.choices)
    contact = forms.CharField(label=_("联系人和电话"), max_length=60)

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ReminderForm(LetterForm):
    """提示函: a risk or a hint, no proven breach."""

    reason = words(_("提示的缘由"), most=500, rows=2)
    risk = words(_("风险或提示内容"))
    basis = Lines(label=_("法律依据"), provisions=True, help_text=_("每行一条，写明法律和条款。"))
    advice = Lines(label=_("建议"), help_text=_("每行一条。"))
    reply_wished = forms.BooleanField(label=_("要求书面回复"), required=False, initial=True)


class OpinionForm(LetterForm):
    """意见书: a breach found by inquiry."""

    findings = words(_("查明的事实"), rows=6, help_text=_("不写投诉人的姓名。"))
    evidence = Lines(label=_("证据"), required=False, help_text=_("每行一份。"))
    provisions = Lines(label=_("违反的规定"), provisions=True, help_text=_("每行一条，例如：劳动合同法第三十条。"))
    workers = count(_("涉及职工人数"), min_value=1, initial=None)
    sum_involved = yuan(_("涉及金额"))
    consequence = words(
        _("告知事项"),
        most=500,
        rows=2,
        initial=_("逾期不答复或者无正当理由不改正的，工会将依法提请人力资源社会保障等部门处理。"),
    )
    annexes = Lines(label=_("附件"), required=False, help_text=_("每行一份。"))
    measure1 = forms.CharField(label=_("整改意见 1"), max_length=200)
    measure1_on = Day(label=_("整改意见 1 的期限"))
    measure2 = forms.CharField(label=_("整改意见 2"), max_length=200, required=False)
    measure2_on = Day(label=_("整改意见 2 的期限"), required=False)
    measure3 = forms.CharField(label=_("整改意见 3"), max_length=200, required=False)
    measure3_on = Day(label=_("整改意见 3 的期限"), required=False)
    measure4 = forms.CharField(label=_("整改意见 4"), max_length=200, required=False)
    measure4_on = Day(label=_("整改意见 4 的期限"), required=False)
    measure5 = forms.CharField(label=_("整改意见 5"), max_length=200, required=False)
    measure5_on = Day(label=_("整改意见 5 的期限"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(1, MEASURES + 1):
            text, due = data.get(f"measure{number}"), data.get(f"measure{number}_on")
            if text and due is None and f"measure{number}_on" not in self.errors:
                self.add_error(f"measure{number}_on", gettext("请填写这一项的期限。"))
            if due and not text and f"measure{number}" not in self.errors:
                self.add_error(f"measure{number}", gettext("请填写这一项的内容。"))
        return data

    def measures(self) -> list[tuple[str, date]]:
        pairs = (
            (self.cleaned_data[f"measure{n}"], self.cleaned_data[f"measure{n}_on"]) for n in range(1, MEASURES + 1)
        )
        return [(text, due) for text, due in pairs if text]

    def facts(self) -> dict[str, Any]:
        kept = {name: value for name, value in self.cleaned_data.items() if not name.startswith("measure")}
        return kept | {"measures": self.measures()}


class CorrectionForm(OpinionForm):
    """整改意见书: democratic management and collective contracts."""


FORMS: dict[str, type[LetterForm]] = {
    LetterKind.REMINDER: ReminderForm,
    LetterKind.OPINION: OpinionForm,
    LetterKind.CORRECTION: CorrectionForm,
}


def letter_form(
    kind: str, data: Any = None, *, facts: Mapping[str, Any] | None = None, employer: Any = None
) -> LetterForm:
    """The form of that kind, filled from the facts of a draft or for a known employer."""
    start: dict[str, Any] = {}
    if facts is not None:
        start = {name: value for name, value in facts.items() if name in FORMS[kind].base_fields and name != "employer"}
        start["scope"] = facts.get("scope_code", "")
        for number, (text, due) in enumerate(facts.get("measures", ()), start=1):
            start |= {f"measure{number}": text, f"measure{number}_on": due}
    if employer is not None:
        start["employer"] = employer.credit_code
    form = FORMS[kind](data, initial=start)
    if facts is not None:
        form.fields["employer"].disabled = True
    return form


class BatchForm(ReminderForm):
    """One reminder to many: credit codes, one a line."""

    employer = None  # type: ignore[assignment]
    codes = Lines(label=_("用人单位"), most=500, rows=8, help_text=_("统一社会信用代码，每行一个。"))
    field_order = ("codes",)

    def clean_codes(self) -> list[Any]:
        found = [(code, orgs.employer_by_code(code)) for code in dict.fromkeys(self.cleaned_data["codes"])]
        if unknown := [code for code, firm in found if firm is None]:
            raise forms.ValidationError(
                _("没有登记这些用人单位，请核对：%(codes)s"), params={"codes": gettext("、").join(unknown[:5])}
            )
        return [firm for _code, firm in found]

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "codes"}


class ReferForm(forms.Form):
    """To whom it is handed on, and why."""

    addressee = forms.CharField(label=_("移送给"), max_length=120, help_text=_("例如：余杭区劳动保障监察大队。"))
    why = words(_("移送的理由"), most=300, rows=3)


class CreditForm(forms.Form):
    on = Day(label=_("记入日期"), past=True)
    authority = forms.CharField(label=_("记入部门"), max_length=120)
    entry = words(_("记录内容"), most=300, rows=3)
    published = forms.BooleanField(label=_("已向社会公布"), required=False)


class AnswerOfForm(forms.Form):
    on = Day(label=_("答复日期"), past=True)
    answer = words(_("答复内容"), most=300, rows=3)
