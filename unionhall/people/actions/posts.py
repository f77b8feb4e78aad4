"""Staff posts of the four kinds: held by someone in the register, at one unit, from one day to another."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from unionhall.audit import actions as audit
from unionhall.kit.identity import check_phone

from ..models import Person, StaffPost
from ..refusals import WrongDay


@transaction.atomic
def add_post(
    *,
    person: Person,
    unit: Any,
    kind: str,
    title: str,
    by: Any,
    duties: str = "",
    office_phone: str = "",
    since: date | None = None,
) -> StaffPost:
    """From that day (today) the person holds the post; the office phone is shown to workers."""
    post = StaffPost.objects.create(
        person_id=person.pk,
        name=person.name,
        unit=unit,
        kind=kind,
        title=title.strip(),
        duties=duties.strip(),
        office_phone=check_phone(office_phone).number if office_phone else "",
        since=since or timezone.localdate(),
    )
    audit.record("people.post.begun", subject=post, by=by, unit=unit, about=person, kind=kind)
    return post


@transaction.atomic
def end_post(*, post: StaffPost, by: Any, until: date | None = None, because: str = "") -> StaffPost:
    """`until` (today) is the last day of the post."""
    current = StaffPost.objects.select_for_update(of=("self",)).select_related("unit").get(pk=post.pk)
    day = until or timezone.localdate()
    if day < current.since:
        raise WrongDay
    current.until = day
    current.save(update_fields=["until"])
    audit.record("people.post.ended", subject=current, by=by, because=because, until=day.isoformat())
    return current
