from django import forms
from django.utils.translation import gettext_lazy as _


class MailAddress(forms.Form):
    """Where else to be told."""

    address = forms.CharField(
        label=_("邮箱地址"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
