from .carrying import carry_counts
from .closing import NotOver, close_month
from .recounting import NotExplained, explain, recount
from .settling import settle

__all__ = ["NotExplained", "NotOver", "carry_counts", "close_month", "explain", "recount", "settle"]
