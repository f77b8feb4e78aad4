from .evidence import Evidence
from .item import Item, SlipRule
from .share import Share, ShareQuerySet, Slip

__all__ = ["Evidence", "Item", "Share", "ShareQuerySet", "Slip", "SlipRule"]
