from .carrying import carry_counts
from .closing import NotOver, close_month
from .recounting import NotExplained, explain, record_export, recount
from .settling import settle

__all__ = ["NotExplained", "NotOver", "carry_counts", "close_month", "explain", "record_export", "recount", "settle"]
