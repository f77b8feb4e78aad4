"""Fields every form of the room uses."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit import clock
from unionhall.kit.identity import check_credit_code
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from ..typed import COMMAS, parted


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Day(forms.DateField):
    """Any day."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label=label, widget=DayInput(), **more)


class PastDay(Day):
    """Today or earlier: something that has happened."""

    def clean(self, value: Any) -> date | None:
        found: date | None = super().clean(value)
        if found is not None and found > clock.today():
            raise forms.ValidationError(_("日期不能晚于今天。"))
        return found


class Number(forms.IntegerField):
    """How many: not negative, and no more than a province has people."""

    def __init__(self, label: Any, *, least: int = 0, **more: Any) -> None:
        said = {"min_value": _("不能小于%(limit_value)s。")}
        super().__init__(label=label, min_value=least, max_value=100_000_000, error_messages=said, **more)


class Words(forms.CharField):
    """Several lines."""

    def __init__(self, label: Any, *, rows: int = 4, most: int = 4000, **more: Any) -> None:
        super().__init__(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


class EmployerCode(forms.CharField):
    """A credit code; cleaned, the employer of the register."""

    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("用人单位的统一社会信用代码"), max_length=18, **more)

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        if not code:
            return None
        return employer_of(code)


class FirmLines(forms.CharField):
    """One firm a line: credit code, number of workers. Cleaned, [(employer, workers)]."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label=_("覆盖的企业"),
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=_("一行一家：统一社会信用代码，空格，职工人数。不写人数就用登记的人数。"),
            max_length=40_000,
            **more,
        )

    def clean(self, value: Any) -> list[tuple[Any, int]]:
        text = super().clean(value) or ""
        return [self._firm(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]

    def _firm(self, n: int, line: str) -> tuple[Any, int]:
        code, *rest = [part for piece in parted(line, COMMAS) for part in piece.split()]
        try:
            firm = employer_of(code)
        except forms.ValidationError as wrong:
            facts = {"line": n, "words": " ".join(wrong.messages)}
            raise forms.ValidationError(_("第%(line)d行：%(words)s") % facts) from wrong
        if rest and not rest[0].isdecimal():
            raise forms.ValidationError(_("第%(line)d行：职工人数应为数字。") % {"line": n})
        return firm, int(rest[0]) if rest else firm.headcount


def employer_of(code: str) -> Any:
    """The employer of that credit code; a message for the field if there is none."""
    try:
        firm = orgs.employer_by_code(check_credit_code(code).number)
    except Refusal as wrong:
        raise forms.ValidationError(str(wrong)) from wrong
    if firm is None or firm.closed_on is not None:
        raise forms.ValidationError(_("登记簿里没有这家用人单位，请核对代码。"))
    return firm


class Plain(forms.Form):
    """Labels without a colon."""

    label_suffix = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def refuse(self, refused: Refusal) -> None:
        """The refusal's words beside the field it names, or in the summary where there is none."""
        field = getattr(refused, "field", "")
        self.add_error(field if field in self.fields else None, str(refused))


class OfRow(Plain):
    """A form that is shown what it is about."""

    takes_case = True

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        self.case = case
        super().__init__(*args, **kwargs)


class AtUnit(Plain):
    """A form about a union one works for, named by its number."""

    unit = forms.CharField(label=_("工会编号"), max_length=24, help_text=_("填写办理这件事的工会的编号。"))

    def __init__(self, *args: Any, user: Any, needs: str, **kwargs: Any) -> None:
        self.user, self.needs = user, needs
        super().__init__(*args, **kwargs)

    def clean_unit(self) -> Any:
        """The union, if the user holds the permission there."""
        unit = orgs.unit_by_code(self.cleaned_data["unit"].strip())
        if unit is None or not self.user.may(self.needs, at=unit):
            raise forms.ValidationError(_("您的职权范围内没有这个编号的工会。"))
        return unit
