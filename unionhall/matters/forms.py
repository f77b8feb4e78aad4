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


class MatterFilter(forms.Form):
    """What narrows a list of matters."""

    STATES = (
        ("open", _("在办")), ("late", _("已超期")), ("due", _("有期限")), ("mine", _("我承办的")),
        ("closed", _("已办结")), ("all", _("全部")),
    )  # fmt: skip
    state = forms.ChoiceField(label=_("状态"), choices=STATES, required=False)
    stage = forms.ChoiceField(label=_("环节"), required=False)
    text = forms.CharField(label=_("编号、单位或标题"), max_length=60, required=False)

    def __init__(self, *args: Any, lifecycle: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = [(one.code, one.title) for one in lifecycle.stages]
        self.fields["stage"].choices = [("", _("全部")), *stages]  # type: ignore[attr-defined]

    @property
    def names(self) -> str:
        """What it asks, for the tag that keeps the rest of the address."""
        return ",".join(self.fields)
