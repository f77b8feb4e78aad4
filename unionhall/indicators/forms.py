from django import forms
from django.utils.translation import gettext_lazy as _


class Explanation(forms.Form):
    """Why a stored count and the rows disagreed, and what was done."""

    words = forms.CharField(
        label=_("原因和处理"), widget=forms.Textarea(attrs={"rows": 3}), max_length=300, help_text=_("至少五个字。")
    )
