"""What people are found by: phone, sign-in name, ID number, each kept as a keyed hash, unique over all people."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from unionhall.kit.db import insert_many, one_of
from unionhall.kit.refusal import Refusal

from .choices import Handle
from .models import DirectoryEntry, digest_of

COLUMNS = ("digest", "kind", "person_id")
LOOKED_UP_AT_ONCE = 5000


class Taken(Refusal):
    """Someone else already goes by this."""

    texts = {
        Handle.PHONE: _("这个手机号已登记在另一个人名下，请核对号码，或联系工会核实身份。"),
        Handle.LOGIN: _("这个用户名已有人使用，请换一个。"),
        Handle.ID_NUMBER: _("这个证件号码已登记，请先查找该职工的档案。"),
    }

    def __init__(self, kind: str, person_id: int) -> None:
        super().__init__(self.texts[Handle(kind)])
        self.kind, self.person_id = kind, person_id


def find(kind: str, value: Any) -> int | None:
    """The person id behind it, or None."""
    return DirectoryEntry.objects.person_id_of(kind, value)


def owners(digests: Iterable[str]) -> dict[str, int]:
    """Digest (kit.crypto.blind_index) to person id, for those that are taken; for large numbers of them."""
    found: dict[str, int] = {}
    digests, table = list(digests), connection.ops.quote_name(DirectoryEntry._meta.db_table)
    for start in range(0, len(digests), LOOKED_UP_AT_ONCE):
        where, values = one_of("digest", digests[start : start + LOOKED_UP_AT_ONCE])
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT digest, person_id FROM {table} WHERE {where}", values)
            found.update(cursor.fetchall())
    return found


@transaction.atomic
def claim(kind: str, value: Any, person_id: int) -> None:
    """From now on it is this person's (or stays so); Taken if it is someone else's."""
    claim_many([(kind, value, person_id)])


@transaction.atomic
def claim_many(rows: Iterable[tuple[str, Any, int]], *, known_free: bool = False) -> None:
    """Claim (kind, value, person id) rows in large statements; Taken names the first that is someone else's.

    `known_free`: the caller has just looked; a row someone took since then is an IntegrityError.
    """
    wanted = {digest_of(kind, value): (kind, person_id) for kind, value, person_id in rows}
    entries = [(digest, str(kind), person_id) for digest, (kind, person_id) in wanted.items()]
    if known_free:
        insert_many(DirectoryEntry, COLUMNS, entries)
        return
    DirectoryEntry.objects.bulk_create(
        [DirectoryEntry(digest=d, kind=k, person_id=p) for d, k, p in entries], ignore_conflicts=True, batch_size=1000
    )
    taken = owners(wanted)
    for digest, (kind, person_id) in wanted.items():
        if taken[digest] != person_id:
            raise Taken(kind, taken[digest])


@transaction.atomic
def claim_digests(rows: Iterable[tuple[str, str, int]]) -> None:
    """Write (digest, kind, person id) rows the caller has just seen free; IntegrityError if one was taken since."""
    insert_many(DirectoryEntry, COLUMNS, sorted(rows))  # in the order of the index


@transaction.atomic
def release_kind(kind: str, person_ids: Iterable[int]) -> None:
    """These persons no longer go by anything of that kind."""
    DirectoryEntry.objects.filter(kind=kind, person_id__in=list(person_ids)).delete()


@transaction.atomic
def release(kind: str, value: Any, person_id: int) -> None:
    """It is nobody's again, if it was this person's."""
    DirectoryEntry.objects.filter(digest=digest_of(kind, value), person_id=person_id).delete()


@transaction.atomic
def pass_on(*, from_person_id: int, to_person_id: int, digests: Iterable[str] | None = None) -> list[str]:
    """All (or these) handles of one person become another's, as when two records are merged; returns what moved.

    Give the returned list back, with the persons exchanged, to undo it.
    """
    mine = DirectoryEntry.objects.filter(person_id=from_person_id)
    moved = sorted(
        (mine if digests is None else mine.filter(digest__in=list(digests))).values_list("digest", flat=True)
    )
    DirectoryEntry.objects.filter(digest__in=moved, person_id=from_person_id).update(person_id=to_person_id)
    return moved
