"""Whether a document is one's own business, on whichever page it is asked (回避, decision 17)."""

from typing import Any

from .kinds import senders


def is_own(user: Any, document: Any) -> bool:
    """Whether it is about `user` as a worker, or about what `user` sent in."""
    return bool(user.pk == document.person_id) or any(one.of(document) == user.pk for one in senders())
