"""What each row means for the register as it stands: new, changed, same, duplicate or wrong, and why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from unionhall.accounts import directory
from unionhall.accounts import queries as users
from unionhall.kit.fields import unseal
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import UnitState

from ..choices import Employment, EndedHow, MembershipState, NewForm, RowState
from ..models import Membership, Person, RollEntry
from ..models.membership import STANDING
from ..refusals import StillExpelled
from .checking import PHONE_LABEL, Row
from .columns import title_of

AT_ONCE = 1000  # ids in one statement
CLOSED_TO_NEW = (UnitState.CLOSED, UnitState.CLOSING, UnitState.PREPARING)
PERSON_TEXTS = ("name", "ethnicity", "schooling", "political_status", "job", "new_form")
MEMBER_TEXTS = ("employment", "group", "card_no")


@dataclass(slots=True)
class Verdict:
    """What is to be done with a row."""

    state: str
    reason: str = ""
    unit: Any = None
    employer_id: int | None = None
    person: Any = None  # the Person the number belongs to already
    membership: Any = None  # their standing Membership
    changes: dict[str, Any] = field(default_factory=dict)


class _Stop(Exception):
    """The row goes no further; carries its verdict."""

    def __init__(self, state: str, reason: str) -> None:
        super().__init__(reason)
        self.verdict = Verdict(state, reason)


def _error(reason: str) -> _Stop:
    return _Stop(RowState.ERROR, reason)


def _duplicate(reason: str) -> _Stop:
    return _Stop(RowState.DUPLICATE, reason)


class Judge:
    """Judges the rows of one roster, brought for `unit`; remembers unions and employers between chunks."""

    def __init__(self, unit: Any, *, today: date) -> None:
        self._unit, self._today = unit, today.isoformat()
        self._units: dict[tuple[str, str], Any] = {}
        self._employers: dict[tuple[str, str], Any] = {}
        self._owners: dict[str, int] = {}
        self._persons: dict[int, Person] = {}
        self._standing: dict[int, Membership] = {}
        self._expelled: set[int] = set()
        self._accounts: set[int] = set()
        self._namesakes: dict[tuple[int, str, str], set[str]] = {}

    def judge(self, rows: list[Row], *, lock: bool = False, free: Collection[int] = ()) -> list[Verdict]:
        """One verdict a row; with `lock` the people found stay locked until the transaction ends.

        Rows on the lines `free` are taken to have numbers nobody has: the caller lets the database refuse if not.
        """
        sound = [row for row in rows if not row.problem]
        self._look_up_places(sound)
        self._look_up_people([row for row in sound if row.line not in free], lock)
        self._namesakes = {} if lock else self._look_up_namesakes(sound)  # what was let through is not asked again
        return [self._verdict(row) for row in rows]

    # --- looking up, a whole chunk at once ---------------------------------------------------------------------------

    def _look_up_places(self, rows: list[Row]) -> None:
        for kind, field_name in (("code", "unit_code"), ("name", "unit_name")):
            wanted = {getattr(row, field_name) for row in rows} - {""}
            wanted = {value for value in wanted if (kind, value) not in self._units}
            self._units |= dict.fromkeys((kind, value) for value in wanted)
            for part in _parts(wanted):
                for unit in orgs.units_matching(self._unit).filter(**{f"{kind}__in": part}):
                    key = (kind, getattr(unit, kind))
                    self._units[key] = unit if self._units[key] is None else False  # two of one name
        for kind, column, field_name in (
            ("code", "credit_code", "employer_code"),
            ("name", "name", "employer_name"),
        ):
            wanted = {getattr(row, field_name) for row in rows} - {""}
            wanted = {value for value in wanted if (kind, value) not in self._employers}
            self._employers |= dict.fromkeys((kind, value) for value in wanted)
            for part in _parts(wanted):
                found = orgs.employers_named("").filter(**{f"{column}__in": part}).order_by()
                for pk, value in found.values_list("pk", column):
                    key = (kind, value)
                    self._employers[key] = pk if self._employers[key] is None else False

    def _look_up_people(self, rows: list[Row], lock: bool) -> None:
        digests = {row.id_digest for row in rows} | {row.phone_digest for row in rows}
        self._owners = directory.owners(sorted(digests - {""}))
        known = {self._owners[row.id_digest] for row in rows if row.id_digest in self._owners}
        people, standing = Person.objects.order_by("pk"), Membership.objects.filter(STANDING)
        if lock:
            people = people.select_for_update(of=("self",))
        self._persons, self._standing = {}, {}
        for part in _parts(known):
            self._persons |= {person.pk: person for person in people.filter(pk__in=part)}
            self._standing |= {one.person_id: one for one in standing.filter(person_id__in=part)}
        out = Membership.objects.filter(ended_how=EndedHow.EXPELLED, lifted_on=None)
        without = known - set(self._standing)
        self._expelled = {
            person_id
            for part in _parts(without)
            for person_id in out.filter(person_id__in=part).values_list("person_id", flat=True)
        }
        moved = {
            owner
            for row in rows
            if (owner := self._owners.get(row.id_digest)) and self._owners.get(row.phone_digest) != owner
        }
        self._accounts = set().union(*(users.names(part) for part in _parts(moved)))

    def _look_up_namesakes(self, rows: list[Row]) -> dict[tuple[int, str, str], set[str]]:
        """(union, name, birth date) of members to kinds of their documents, for rows with numbers nobody has.

        Asked in each row's own union, where the roll is found by name: a renewed document comes from there.
        """
        at_desk: dict[int, tuple[set[int], set[str]]] = {}
        for row in rows:
            unit = self._unit_named(row)
            if unit and row.birth_date and row.id_digest not in self._owners:
                units, names = at_desk.setdefault(unit.desk_id, (set(), set()))
                units.add(unit.pk)
                names.add(row.name)
        places: dict[int, int] = {}
        for desk_id, (units, names) in at_desk.items():
            lines = RollEntry.objects.at_desks([desk_id]).filter(unit_id__in=units, name__in=names)
            places |= dict(lines.values_list("person_id", "unit_id"))
        found: dict[tuple[int, str, str], set[str]] = {}
        for part in _parts(places):
            people = Person.objects.filter(pk__in=part, birth_date__isnull=False)
            for pk, name, born, kind in people.values_list("pk", "name", "birth_date", "id_kind"):
                found.setdefault((places[pk], name, f"{born:%Y-%m-%d}"), set()).add(kind)
        return found

    def _unit_named(self, row: Row) -> Any:
        """The union the row names, or that of the roster; None or False where there is none, or several."""
        if row.unit_code:
            return self._units[("code", row.unit_code)]
        return self._units[("name", row.unit_name)] if row.unit_name else self._unit

    # --- one row -----------------------------------------------------------------------------------------------------

    def _verdict(self, row: Row) -> Verdict:
        if row.problem:
            return Verdict(RowState.ERROR, row.problem)
        try:
            return self._judged(row)
        except _Stop as stop:
            return stop.verdict

    def _judged(self, row: Row) -> Verdict:
        if row.twice:
            raise _duplicate(_("与第 %(line)s 行的证件号码或手机号相同，只导入第一行。") % {"line": row.twice})
        unit, employer_id = self._unit_of(row), self._employer_of(row)
        person_id = self._owners.get(row.id_digest)
        phone_owner = self._owners.get(row.phone_digest) if row.phone_digest else None
        if phone_owner is not None and phone_owner != person_id:
            raise _duplicate(_("手机号 %(phone)s 已登记在另一人名下，请核对。") % {"phone": row.phone_masked})
        if person_id is None:
            if self._namesakes.get((unit.pk, row.name, row.birth_date), set()) - {row.id_kind}:
                raise _duplicate(
                    _("本会已有姓名和出生日期都相同、证件种类不同的会员，可能是同一人换了证件。是同一人的，请在会员页面"
                      "更正证件；确认不是的，请在会员名册单独登记。")
                )  # fmt: skip
            return Verdict(RowState.NEW, "", unit, employer_id)
        person = self._persons.get(person_id)
        if person is None or person.merged_into is not None:
            raise _error(_("这份档案正在合并或已并入另一份，请在会员页面办理。"))
        return self._known(row, unit, employer_id, person)

    def _known(self, row: Row, unit: Any, employer_id: int | None, person: Person) -> Verdict:
        membership = self._standing.get(person.pk)
        if membership is None:
            if person.pk in self._expelled:
                raise _error(str(StillExpelled.text))
            if row.name != person.name:
                raise _error(_("登记册中这个证件号码的姓名与本行不同，请核对证件。"))
            changes = self._changes(row, person, None, employer_id)
            reason = _("已有档案、现无会籍，重新入会")
            return Verdict(RowState.NEW, reason, unit, employer_id, person, None, changes)
        if membership.unit_id != unit.pk:
            raise _duplicate(_("已是其他工会的会员。如已换单位，请办理会籍接转。"))
        changes = self._changes(row, person, membership, employer_id)
        if not changes:
            return Verdict(RowState.SAME, "", unit, employer_id, person, membership)
        reason = _("；").join(said for said, _value in changes.values())
        return Verdict(RowState.CHANGED, reason, unit, employer_id, person, membership, changes)

    def _unit_of(self, row: Row) -> Any:
        unit = self._unit_named(row)
        if unit is False:
            raise _error(_("有几个工会叫“%(name)s”，请填工会编号。") % {"name": row.unit_name[:40]})
        if not (row.unit_code or row.unit_name) and not unit.takes_members:
            raise _error(_("没有填写工会编号或所在工会。"))
        if unit is None:
            raise _error(_("所填的工会不在您的管理范围内，或没有这个工会。"))
        if not unit.takes_members or unit.state in CLOSED_TO_NEW:
            raise _error(_("这个工会目前不吸收会员（已撤销、筹建中或属于机关）。"))
        return unit

    def _employer_of(self, row: Row) -> int | None:
        if row.employer_code:
            found = self._employers[("code", row.employer_code)]
        elif row.employer_name:
            found = self._employers[("name", row.employer_name)]
            if found is False:
                raise _error(_("有几个单位叫“%(name)s”，请填统一社会信用代码。") % {"name": row.employer_name[:40]})
        else:
            return None
        if found is None:
            raise _error(_("用人单位库里没有这个工作单位。请核对名称或统一社会信用代码，或先登记该单位。"))
        return int(found)

    # --- what differs ------------------------------------------------------------------------------------------------

    def _changes(
        self, row: Row, person: Person, membership: Membership | None, employer_id: int | None
    ) -> dict[str, tuple[str, Any]]:
        """{field: (sentence with old and new, new value)}; an empty cell leaves what stands."""
        changes: dict[str, tuple[str, Any]] = {}
        for name in PERSON_TEXTS:
            new, old = getattr(row, name), getattr(person, name)
            if new and new != old:
                changes[name] = (_said(name, old, new), new)
        if row.migrant and (row.migrant == "1") != person.migrant:
            changes["migrant"] = (_said("migrant", person.migrant, row.migrant == "1"), row.migrant == "1")
        if employer_id is not None and employer_id != person.employer_id:
            changes["employer_id"] = (title_of("employer_name"), employer_id)
        if not row.told:
            for name in ("sex", "birth_date"):
                new, old = getattr(row, name), str(getattr(person, name) or "")
                if new and new != old:
                    changes[name] = (title_of(name), new)
        if row.phone_digest and row.phone_digest not in self._owners:
            changes["phone"] = (self._new_phone(row, person), row.phone_sealed)
        if membership is not None:
            changes |= self._member_changes(row, membership)
        return changes

    def _new_phone(self, row: Row, person: Person) -> str:
        if person.pk in self._accounts:
            raise _error(_("此人已开通账号，手机号不能随名册更改，请由本人或在会员页面更正。"))
        return f"{title_of('phone')} {person.phone or '—'} → {row.phone_masked}"

    def _member_changes(self, row: Row, membership: Membership) -> dict[str, tuple[str, Any]]:
        changes: dict[str, tuple[str, Any]] = {}
        if row.state and row.state != membership.state:
            raise _error(_("会籍状态的变更（保留、恢复、终止）请在会员页面办理，不随名册更改。"))
        for name in MEMBER_TEXTS:
            new, old = getattr(row, name), getattr(membership, name)
            if new and new != old:
                changes[name] = (_said(name, old, new), new)
        joined = membership.joined_on.isoformat()
        if row.joined_on and row.joined_on != joined:
            if row.joined_on > membership.counted_from.isoformat():
                raise _error(_("入会日期晚于登记为会员的日期，请核对。"))
            changes["joined_on"] = (_said("joined_on", joined, row.joined_on), row.joined_on)
        return changes


_LABELS = {"employment": Employment, "new_form": NewForm, "state": MembershipState}


def _said(name: str, old: Any, new: Any) -> str:
    """姓名 张三 → 张珊"""
    shown = [_shown(name, value) for value in (old, new)]
    return f"{title_of(name)} {shown[0]} → {shown[1]}"


def _shown(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if name in _LABELS:
        return str(_LABELS[name](value).label) if value else "—"
    return str(value or "—")


def _parts(values: Iterable[Any]) -> list[list[Any]]:
    listed = sorted(values)
    return [listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE)]


def phone_in_plain(row: Row) -> str:
    """The number a row was sealed with, to be sealed anew for the person it really belongs to."""
    return unseal(PHONE_LABEL, row.person_id, row.phone_sealed)
