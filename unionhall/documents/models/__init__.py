from .answer import Answer, EmployerLink
from .delivery import Delivery
from .document import Document, DocumentQuerySet
from .pointer import Pointer

__all__ = ["Answer", "Delivery", "Document", "DocumentQuerySet", "EmployerLink", "Pointer"]
