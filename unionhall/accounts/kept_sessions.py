"""Sessions in the database as Django keeps them; only the reading, done on every request, is prepared."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Database
from django.utils import timezone

from unionhall.kit.prepared import Prepared, Slot


class SessionStore(Database):
    def _get_session_from_db(self) -> Any:
        """The row of the session that has not expired; None, and no key any more, if there is none."""
        found = _row.objects(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
        return found[0] if found else None


_row = Prepared(
    lambda: SessionStore.get_model_class().objects.filter(session_key=Slot("key"), expire_date__gt=Slot("now"))
)
