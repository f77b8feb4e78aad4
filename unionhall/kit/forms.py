"""Forms of services: what a worker is asked, one subject a page; private answers are sealed with the case."""

from collections.abc import Callable, Mapping
from decimal import InvalidOperation
from typing import Any, ClassVar, TypeVar

from django import forms
from django.utils.translation import gettext as _

from .money import BadAmount, read_amount
from .refusal import Refusal
from .uploads import BadUpload, check_upload

Checked = TypeVar("Checked")


def checked(check: Callable[[str], Checked], value: str) -> Checked:
    """What the check returns; its refusal becomes the field's error."""
    try:
        return check(value)
    except Refusal as wrong:
        raise forms.ValidationError(str(wrong)) from wrong


class AmountField(forms.DecimalField):
    """Yuan as people write them: 1,234.50, ￥1234.5, １２３４元, 1.5万.

    A text field with the keys for numbers: a browser's number field drops what it cannot read and says nothing.
    """

    widget = forms.TextInput
    default_error_messages: ClassVar[Any] = {"invalid": BadAmount.text}

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_digits": 14, "decimal_places": 2, **more})

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return super().to_python(read_amount(value) + 0)  # 2万 is 20000, not 2E+4
        except InvalidOperation:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}


class PaperInput(forms.FileInput):
    """One file or several, from the camera or the folder."""

    def __init__(self, *, most: int) -> None:
        self.allow_multiple_selected = most > 1
        super().__init__({"multiple": True} if most > 1 else {})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class Paper(forms.FileField):
    """Papers or photos the worker gives; cleaned, a list of `kit.uploads.CheckedFile`, told by their content."""

    def __init__(self, *, camera: bool = True, most: int = 1, **kwargs: Any) -> None:
        self.camera, self.most = camera, most
        super().__init__(widget=PaperInput(most=most), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(given) > self.most:
            raise forms.ValidationError(_("最多上传%(most)d个文件。") % {"most": self.most})
        found = [super(Paper, self).clean(one, initial) for one in given or [None]]
        try:
            return [check_upload(one) for one in found if one]
        except BadUpload as bad:
            raise forms.ValidationError(str(bad)) from bad


class ServiceForm(forms.Form):
    """A service's questions. `private` names the fields that are sealed; `pages` groups fields, one subject each.

    Gets `person` (the asker, or None), so that nothing is asked which the register already knows.
    """

    private: ClassVar[tuple[str, ...]] = ()
    # fields that give a row of the register, or words where it has none: {field: under which name these are sealed}
    in_words: ClassVar[Mapping[str, str]] = {}
    pages: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()
    also: ClassVar[Mapping[str, Any]] = {}  # labels of answers that are not asked here but come with the case
    label_suffix = ""

    def __init__(self, *args: Any, person: Any = None, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def headline(self) -> Any:
        """One line that says what the case is about, without personal data; the service's title if empty.

        Lazily translated, for it is kept in the language of the house.
        """
        return ""

    def open_answers(self) -> dict[str, Any]:
        """Answers kept as they are, ready for JSON (models by their key, dates in ISO form)."""
        answers = {name: _plain(value) for name, value in self._given() if name not in self.private}
        return {**answers, **{name: None for name, _words in self._said()}}

    def sealed_answers(self) -> dict[str, Any]:
        """Answers that are sealed with the case."""
        sealed = {name: _plain(value) for name, value in self._given() if name in self.private}
        return {**sealed, **{self.in_words[name]: words for name, words in self._said() if words}}

    def _said(self) -> list[tuple[str, str]]:
        """Fields of `in_words` that gave no row, with the words typed (or none)."""
        given = {name: self.cleaned_data.get(name) for name in self.in_words}
        return [(name, str(value or "")) for name, value in given.items() if not hasattr(value, "pk")]

    def papers(self) -> dict[str, list[Any]]:
        """Uploaded papers by field."""
        given = {name: self.cleaned_data.get(name) for name, f in self.fields.items() if isinstance(f, Paper)}
        return {name: value if isinstance(value, list) else [value] for name, value in given.items() if value}

    def _given(self) -> list[tuple[str, Any]]:
        return [(n, v) for n, v in self.cleaned_data.items() if not isinstance(self.fields.get(n), Paper)]


def _plain(value: Any) -> Any:
    if hasattr(value, "pk"):
        return value.pk
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, bool | int | float | type(None)) else str(value)
