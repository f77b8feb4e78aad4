"""Writing documents: PDF by typst, Word by python-docx, both from the same plain parts."""

from .fonts import Faces, faces
from .pdf import Look, marked, pdf, typeset
from .word import word

__all__ = ["Faces", "Look", "faces", "marked", "pdf", "typeset", "word"]
