from .appeal import Appeal
from .evidence import Evidence, SeenFile
from .item import Item, ItemQuerySet
from .rule import ListRule, SlipRule
from .share import Share, ShareQuerySet, Slip, SlipQuerySet
from .tally import Tally

__all__ = [
    "Appeal",
    "Evidence",
    "Item",
    "ItemQuerySet",
    "ListRule",
    "SeenFile",
    "Share",
    "ShareQuerySet",
    "Slip",
    "SlipQuerySet",
    "SlipRule",
    "Tally",
]
