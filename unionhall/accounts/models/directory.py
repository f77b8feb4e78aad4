import re
import unicodedata
from typing import Any

from django.db import models

from unionhall.kit.crypto import blind_index
from unionhall.kit.identity import BadNumber, check_mobile, normalise_id

from ..choices import Handle


def digest_of(kind: str, value: Any) -> str:
    """The key a value is kept under; BadNumber for a mobile number or ID number that cannot be one."""
    return blind_index(kind, normalised(kind, value))


def normalised(kind: str, value: Any) -> str:
    """One spelling for each value: mobile numbers as 11 digits, names in small half-width letters."""
    if kind == Handle.PHONE:
        return check_mobile(value).number
    if kind == Handle.ID_NUMBER:
        return normalise_id(value)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value))).casefold()


class DirectoryQuerySet(models.QuerySet):
    def person_id_of(self, kind: str, value: Any) -> int | None:
        """Whose it is, or None: nobody's, or nothing that could be anyone's."""
        try:
            digest = digest_of(kind, value)
        except BadNumber:
            return None
        return self.filter(digest=digest).values_list("person_id", flat=True).first()

    def behind(self, text: str) -> int | None:
        """The person who signs in as `text`, a mobile number or a sign-in name."""
        try:
            check_mobile(text)
        except BadNumber:
            return self.person_id_of(Handle.LOGIN, text)
        return self.person_id_of(Handle.PHONE, text)


class DirectoryEntry(models.Model):
    """Whose phone number, sign-in name or ID number this is: a keyed hash to a person id, unique over all people."""

    placement, shard_field = "key", "digest"
    digest = models.CharField(max_length=64, primary_key=True)  # kit.crypto.blind_index(kind, value)
    kind = models.CharField(max_length=6, choices=Handle)
    person_id = models.BigIntegerField()

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person_id", "kind"], name="directory_person")]
