"""What is typed about a matter besides a move's own form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper


class Words(forms.Form):
    """The words a move asks for."""

    says = forms.CharField(label=_("说明"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["says"].label = label


class NoteForm(forms.Form):
    """A line for the timeline, with photos or papers."""

    says = forms.CharField(label=_("记录"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    papers = Paper(label=_("照片或材料"), required=False, most=6)


class HolderPick(forms.Form):
    """Who shall have it."""

    holder = forms.TypedChoiceField(label=_("承办人"), coerce=int)

    def __init__(self, *args: Any, holders: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = holders  # type: ignore[attr-defined]
