from .answer import Answer, EmployerLink
from .delivery import Delivery
from .document import Document, DocumentQuerySet
from .letterhead import Letterhead
from .pointer import Pointer

__all__ = ["Answer", "Delivery", "Document", "DocumentQuerySet", "EmployerLink", "Letterhead", "Pointer"]
