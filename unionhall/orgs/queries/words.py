"""Finding units by what is typed, in a way that 150,000 of them bear.

Within a county some thousand rows are read, so any part of a name will do. Over more than that, reading every name for
each keystroke is what a search must not do: there the words are the beginning of a name or number (an index each), or
a place, since people ask for «五常街道» whose union may be called «余杭区五常街道总工会»; the few thousand places are
read instead. An index of trigrams would find parts of names everywhere, but is an extension to keep on each machine.
"""

from typing import Any

from django.db.models import Q

from unionhall.kit import access
from unionhall.kit.access import Level

from ..models import Division, Unit

MOST_PLACES = 200


def called(words: str, *, wide: bool) -> Q:
    """Units these words mean; `wide` when more than a county is looked through."""
    words = words.strip()
    if not wide:
        return Q(name__icontains=words) | Q(code__startswith=words)
    places = list(Division.objects.filter(name__icontains=words).values_list("pk", flat=True)[:MOST_PLACES])
    return Q(name__startswith=words) | Q(code__startswith=words) | Q(division_id__in=places)


def is_wide(user: Any, permission: str, under: Unit | None = None) -> bool:
    """Whether what the user looks through is more than counties and what is beneath them."""
    if under is not None:
        return under.level < Level.COUNTY
    return any(held.level < Level.COUNTY for held in access.holding(user, permission))
