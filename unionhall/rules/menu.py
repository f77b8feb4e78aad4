from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import MenuItem

from .permissions import Rules

ITEMS = [MenuItem(_("组织"), _("规则库"), "rules:list", (Rules.VIEW,), icon="books", order=58)]
