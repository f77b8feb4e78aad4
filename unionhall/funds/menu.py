"""Entries in the Desk's rail."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import MenuItem

from .permissions import Funds

ITEMS = [MenuItem(_("经费"), _("应付款"), "funds:list", (Funds.VIEW,), icon="coins", order=400)]
