"""成卷: everything of a case as one PDF with cover, index, bookmarks and page numbers."""

from .binding import bind
from .content import Piece, gathered
from .storing import drop, keep, open_kept

__all__ = ["Piece", "bind", "drop", "gathered", "keep", "open_kept"]
