"""Every write about documents."""

from .answering import answer, answer_by_link, open_link, read_answer
from .delivering import employer_link, serve
from .drawing import draw_up, drop_draft, redraw
from .letterheads import set_letterhead
from .letters import drop_letter, rewrite_letter, write_letter
from .moving import carry_desks
from .reading import download_pdf, download_word, read, read_by_link, record_export
from .signing import sign_off, withdraw

__all__ = [
    "answer",
    "answer_by_link",
    "carry_desks",
    "download_pdf",
    "download_word",
    "draw_up",
    "drop_draft",
    "drop_letter",
    "employer_link",
    "open_link",
    "read",
    "read_answer",
    "read_by_link",
    "record_export",
    "redraw",
    "rewrite_letter",
    "serve",
    "set_letterhead",
    "sign_off",
    "withdraw",
    "write_letter",
]
