"""One chunk written to the register: people, handles, memberships, rolls, lines and counts, in large statements."""

import json
from collections import Counter
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.accounts import directory
from unionhall.audit import actions as audit
from unionhall.kit import figures
from unionhall.kit.db import insert_many, update_many
from unionhall.kit.fields import seal, unseal
from unionhall.kit.ids import take_ids
from unionhall.kit.numbers import next_number
from unionhall.orgs import queries as orgs

from ..choices import JoinedHow
from ..models import Membership, Person, RollEntry
from .checking import ID_LABEL, PHONE_LABEL, Row
from .judging import Verdict, phone_in_plain

Pair = tuple[Row, Verdict]
PERSON = (
    "id", "kind", "name", "id_kind", "id_number", "phone", "sex", "birth_date", "ethnicity", "schooling",
    "political_status", "employer", "job", "new_form", "migrant", "added_at", "version",
)  # fmt: skip
MEMBER = (
    "id", "person", "unit", "county_id", "city_id", "state", "card_no", "joined_on", "member_since", "how", "ended_how",
    "retained_because", "retained_on", "counted_from", "group", "employment",
)  # fmt: skip
ROLL = (
    "id", "desk_id", "unit", "person_id", "membership_id", "name", "sex", "id_masked", "phone_masked", "card_no",
    "state", "joined_on", "employment", "new_form", "employer", "verified",
)  # fmt: skip
PERSON_SET = (
    "name", "sex", "birth_date", "ethnicity", "schooling", "political_status", "employer", "job", "new_form",
    "migrant", "phone", "version",
)  # fmt: skip
MEMBER_SET = ("employment", "group", "card_no", "joined_on", "member_since")
ROLL_SET = (
    "name", "sex", "phone_masked", "card_no", "joined_on", "employment", "new_form", "employer"
)  # fmt: skip


class Writer:
    """Writes chunks of one roster, as `by`; every method runs in the caller's transaction."""

    def __init__(self, roster: Any, *, by: Any, today: date) -> None:
        self._roster, self._by, self._today = roster, by, today.isoformat()
        self._day = today
        self._prefixes: dict[int, str] = {}

    def write(self, pairs: list[Pair], *, anew: bool = False) -> None:
        """`anew`: under other ids than were staged, after the first ones turned out to be taken."""
        new = [pair for pair in pairs if pair[1].person is None]
        if anew:
            new = self._with_fresh_ids(new)
        known = [pair for pair in pairs if pair[1].person is not None]
        self._enter(new)
        self._correct([pair for pair in known if pair[1].changes])
        self._admit([*new, *(pair for pair in known if pair[1].membership is None)])

    # --- new people --------------------------------------------------------------------------------------------------

    def _enter(self, pairs: list[Pair]) -> None:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        insert_many(Person, PERSON, [
            (
                r.person_id, "person", r.name, r.id_kind, r.id_sealed, r.phone_sealed, r.sex, r.birth_date or None,
                r.ethnicity, r.schooling, r.political_status, v.employer_id, r.job, r.new_form, r.migrant == "1",
                now, 0,
            )
            for r, v in pairs
        ])  # fmt: skip
        handles = [(r.id_digest, "id", r.person_id) for r, _v in pairs]
        handles += [(r.phone_digest, "phone", r.person_id) for r, _v in pairs if r.phone_digest]
        directory.claim_digests(handles)

    def _with_fresh_ids(self, pairs: list[Pair]) -> list[Pair]:
        fresh = zip(take_ids(len(pairs)), pairs, strict=True)
        return [(_moved(row, person_id), verdict) for person_id, (row, verdict) in fresh]

    # --- memberships -------------------------------------------------------------------------------------------------

    def _admit(self, pairs: list[Pair]) -> None:
        if not pairs:
            return
        ids = take_ids(2 * len(pairs))
        cards, members, rolls, lines = self._cards(pairs), [], [], []
        told = {known: self._details(registered=not known) for known in (False, True)}
        joined: Counter[Any] = Counter()
        for n, (r, v) in enumerate(pairs):
            unit, membership_id, card_no = v.unit, ids[2 * n], r.card_no or next(cards[v.unit.desk_id])
            person_id = v.person.pk if v.person is not None else r.person_id
            state, day = r.state or "active", r.joined_on or self._today
            employment = r.employment or "contract"
            retained = (self._because, self._today) if state == "retained" else ("", None)
            members.append((
                membership_id, person_id, unit.pk, unit.county_id, unit.city_id, state, card_no, day, day, "imported",
                "", *retained, self._today, r.group, employment,
            ))  # fmt: skip
            facts = _roll_facts(r, v)
            rolls.append((
                ids[2 * n + 1], unit.desk_id, unit.pk, person_id, membership_id, *facts[:4], card_no, state, day,
                employment, *facts[4:],
            ))  # fmt: skip
            lines.append((person_id, membership_id, unit.pk, told[v.person is not None]))
            joined[unit] += 1
        insert_many(Membership, MEMBER, members)
        insert_many(RollEntry, ROLL, rolls)
        audit.record_about_each("people.membership.imported", subject_type="people.Membership", by=self._by, rows=lines)
        figures.add_many(("people.members", unit, self._day, n) for unit, n in joined.items())

    @property
    def _because(self) -> str:
        return _("名册导入时为保留会籍")

    def _cards(self, pairs: list[Pair]) -> dict[int, Any]:
        """Running card numbers for those the file gives none, taken once a desk."""
        wanted = Counter(v.unit.desk_id for r, v in pairs if not r.card_no)
        return {desk: self._numbers(desk, count) for desk, count in wanted.items()}

    def _numbers(self, desk_id: int, count: int) -> Any:
        prefix = self._prefixes.get(desk_id) or self._prefixes.setdefault(desk_id, orgs.unit(desk_id).code[:6])
        first = next_number(desk_id=desk_id, series="card", count=count)
        return (f"{prefix}{number:08d}" for number in range(first, first + count))

    # --- people who are there already --------------------------------------------------------------------------------

    def _correct(self, pairs: list[Pair]) -> None:
        if not pairs:
            return
        people, members, rolls, lines = [], [], [], []
        self._change_phones([(r, v) for r, v in pairs if "phone" in v.changes])
        for _row, v in pairs:
            person, membership = v.person, v.membership
            same_day = membership is not None and membership.member_since == membership.joined_on
            for name, (_said, value) in v.changes.items():
                if name != "phone":
                    setattr(membership if name in MEMBER_SET else person, name, value)
            person.version += 1
            people.append((*(_stored(person, name) for name in PERSON_SET), person.pk))
            subject = membership if membership is not None else person
            told = self._details(fields=sorted(name.removesuffix("_id") for name in v.changes))
            lines.append((person.pk, subject.pk, v.unit.pk, told))
            if membership is not None:
                if same_day or str(membership.joined_on) < str(membership.member_since):
                    membership.member_since = membership.joined_on
                members.append((*(_stored(membership, name) for name in MEMBER_SET), membership.pk, person.pk))
                facts = (
                    person.name, person.sex, str(person.phone), membership.card_no, str(membership.joined_on),
                    membership.employment, person.new_form, person.employer_id,
                )  # fmt: skip
                rolls.append((*facts, v.unit.desk_id, person.pk))
        update_many(Person, PERSON_SET, ("id",), people)
        update_many(Membership, MEMBER_SET, ("id", "person"), members)
        update_many(RollEntry, ROLL_SET, ("desk_id", "person_id"), rolls)
        audit.record_about_each("people.person.import-changed", subject_type="people.Person", by=self._by, rows=lines)

    def _change_phones(self, pairs: list[Pair]) -> None:
        if not pairs:
            return
        directory.release_kind("phone", [v.person.pk for _r, v in pairs])
        directory.claim_digests([(r.phone_digest, "phone", v.person.pk) for r, v in pairs])
        for r, v in pairs:
            field = Person._meta.get_field("phone")
            v.person.phone = field.from_db_value(seal(PHONE_LABEL, v.person.pk, phone_in_plain(r)), None, connection)

    def _details(self, **facts: Any) -> str:
        return json.dumps({"roster": str(self._roster.pk), "how": JoinedHow.IMPORTED.value, **facts})


def _roll_facts(r: Row, v: Verdict) -> tuple[Any, ...]:
    """name, sex, masked number, masked phone, new form, employer, verified"""
    if v.person is None:
        return (r.name, r.sex, r.id_masked, r.phone_masked, r.new_form, v.employer_id, False)
    p = v.person
    return (p.name, p.sex, str(p.id_number), str(p.phone), p.new_form, p.employer_id, p.verified_at is not None)


def _stored(row: Any, name: str) -> Any:
    """The column's value as `update_many` wants it."""
    value = getattr(row, "employer_id" if name == "employer" else name)
    if name == "phone":
        return getattr(value, "token", value or "")
    return value.isoformat() if hasattr(value, "isoformat") else value


def _moved(row: Row, person_id: int) -> Row:
    """The same row, sealed for another id."""
    number, phone = unseal(ID_LABEL, row.person_id, row.id_sealed), phone_in_plain(row)
    return row._replace(
        person_id=person_id,
        id_sealed=seal(ID_LABEL, person_id, number),
        phone_sealed=seal(PHONE_LABEL, person_id, phone),
    )
