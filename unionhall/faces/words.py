"""Words the frames of the faces share."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.access import Level

LEVELS: dict[int, Any] = {
    Level.PROVINCE: _("省级"),
    Level.CITY: _("市级"),
    Level.COUNTY: _("县级"),
    Level.TOWNSHIP: _("乡镇（街道）"),
    Level.GRASSROOTS: _("基层"),
}

# what a member is offered first; whoever is none is offered membership first
MEMBERS_FIRST = ("rights", "help")

# how the catalogue groups services (`Service.category`), in this order; a category not named here comes last
CATEGORIES: dict[str, Any] = {
    "membership": _("入会和会籍"),
    "rights": _("权益和诉求"),
    "help": _("帮扶和保障"),
    "join": _("组建工会"),
}
