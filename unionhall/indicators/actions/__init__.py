from .carrying import carry_counts
from .closing import close_month
from .recounting import explain, recount
from .settling import settle

__all__ = ["carry_counts", "close_month", "explain", "recount", "settle"]
