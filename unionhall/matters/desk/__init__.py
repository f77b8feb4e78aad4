"""Pages every room with matters shares; the room's own view names who may open it and calls these."""

from ..forms import MatterFilter
from ..keeping import file_of
from .detail import as_seen, asked, detail_context, move_page, paper
from .lists import MatterList, export_page, list_page

__all__ = [
    "MatterFilter",
    "MatterList",
    "as_seen",
    "asked",
    "detail_context",
    "export_page",
    "file_of",
    "list_page",
    "move_page",
    "paper",
]
