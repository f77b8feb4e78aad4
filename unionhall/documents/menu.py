from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import Face, MenuItem

from .permissions import Documents

ITEMS = [
    MenuItem(_("文书"), _("文书"), "documents:list", (Documents.VIEW,), icon="file-text", order=200),
    MenuItem("", _("我的文书"), "documents:mine", icon="file-text", order=15, face=Face.MINE),
    MenuItem("", _("文书查验"), "documents:verify", icon="qrcode", order=70, face=Face.PUBLIC),
]
