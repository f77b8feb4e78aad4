"""The rules a place goes by, read from the dated rows: sizes of sides, votes, seats, days, floors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.workdays import Deadline
from unionhall.rules import queries as rules
from unionhall.rules.queries import NotSet

from . import contents
from .arithmetic import Share, Verdict, before, in_proportion, judge, seats_by_share, seats_by_steps, years_after
from .choices import OF_MANY, ChosenBy, Kind, Side

NATION = "CN"


def place_of(unit: Any, employer: Any = None) -> str:
    """The division whose rules hold: the employer's place of work, else the union's own."""
    return str((employer.division_id if employer is not None else "") or unit.division_id or NATION)


def share(code: str, place: str, on: date | None = None) -> Share:
    return Share.of_rows(rules.table(code, place=place, on=on))


def number(code: str, place: str, on: date | None = None) -> int:
    return int(rules.value(code, place=place, on=on))


def due(code: str, start: date, place: str) -> date:
    """The last day of that time limit."""
    return rules.span(code, start=start, place=place).due


def counted(code: str, start: date, place: str) -> Deadline:
    """The same with every day on the way."""
    return rules.span(code, start=start, place=place)


def source_of(code: str, start: date, place: str) -> str:
    """Where the rule stands, in words."""
    row = rules.rule(code, place=place, on=start)
    return _("依据：%(law)s（%(text)s）") % {"law": row.law, "text": row.text}


def submit_by(kind: str, signed_on: date, place: str) -> date:
    return due("bargaining.submit-wage" if kind == Kind.WAGE else "bargaining.submit", signed_on, place)


def data_by(meeting_on: date, place: str) -> date:
    """The day by which both sides have given their data before a meeting."""
    days, unit, _row = rules.limit("bargaining.data", place=place, on=meeting_on)
    return before(meeting_on, days, unit)


def notice_by(session_on: date, place: str) -> date:
    """The last day on which delegates are told the agenda of a session."""
    days, unit, _row = rules.limit("bargaining.agenda-notice", place=place, on=session_on)
    return before(session_on, days, unit)


def names_by(chosen_on: date, place: str) -> date | None:
    """The day by which the names of delegates are published; None where no rule asks for it."""
    try:
        return due("bargaining.delegates-publish", chosen_on, place)
    except NotSet:
        return None


def sector_binds(place: str) -> bool:
    """Whether a firm's own contract there may not fall below that of its sector or area."""
    try:
        return bool(number("bargaining.sector-floor", place))
    except NotSet:
        return False


def renewal_from(ends_on: date, place: str) -> date:
    """The first day on which either side may ask for a new contract."""
    count, unit, _row = rules.limit("bargaining.renew-window", place=place)
    return before(ends_on, count, unit)


def stop_until(on: date, stopped: int, place: str) -> date:
    """The last day of a stop of the talks that begins on `on`, after `stopped` days of earlier ones.

    Where the place limits all stops together no day is left, it lies before `on`.
    """
    last = due("bargaining.suspend", on, place)
    most = stops_most(place)
    return last if most is None else min(last, on + timedelta(days=most - stopped - (stopped >= most)))


def stops_most(place: str) -> int | None:
    """How many calendar days all stops together may last there; None where no rule says."""
    try:
        return number("bargaining.suspend-total", place)
    except NotSet:
        return None


def agreed_least(of_all: int, place: str, on: date | None = None) -> int:
    """Where there is no union: how many of all staff (or delegates) have to agree to a delegate."""
    return share("bargaining.delegate-agreed", place, on).least(of_all)


# --- sides of a table --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seat:
    """One delegate of a side, as far as the rules ask."""

    side: str
    name: str = ""
    chief: bool = False
    outside: bool = False
    chosen_by: str = ""  # how they came to the post; empty: not asked
    proxy: str = ""


CHIEFS = {
    Side.WORKERS: gettext_lazy("职工方首席代表由工会主席（负责人）担任；没有工会的，由职工民主推荐。"),
    Side.EMPLOYER: gettext_lazy("用人单位方首席代表由法定代表人（主要负责人）担任。"),
}
WAYS = {  # how a delegate of each side comes to the post
    Side.WORKERS: (ChosenBy.CHAIR, ChosenBy.PROXY, ChosenBy.CONGRESS, ChosenBy.ASSEMBLY, ChosenBy.STAFF),
    Side.EMPLOYER: (ChosenBy.LEGAL_HEAD, ChosenBy.PROXY, ChosenBy.APPOINTED),
}


@dataclass(frozen=True)
class SideRule:
    """How many sit on a side; with `equal` both have the same number, else the employer's has no more."""

    least: int
    most: int | None
    equal: bool
    outsiders: Share
    chief_proxy: bool = True  # whether a chief may send another by written proxy
    many: bool = False  # a sector's or area's: its employers choose their chief among themselves


def side_rule(kind: str, place: str, *, large: bool, on: date | None = None) -> SideRule:
    most = number("bargaining.side-most-wage", place, on) if kind == Kind.WAGE else None
    return SideRule(
        number("bargaining.side-least-large" if large else "bargaining.side-least", place, on),
        most,
        bool(number("bargaining.side-balance", place, on)),
        share("bargaining.outsiders", place, on),
        bool(number("bargaining.chief-proxy", place, on)),
        kind in OF_MANY,
    )


def side_faults(rule: SideRule, delegates: Iterable[Seat]) -> list[str]:
    """What is wrong with the two sides, in sentences; empty when both may sit down."""
    sides: dict[str, list[Seat]] = {Side.WORKERS: [], Side.EMPLOYER: []}
    for one in delegates:
        sides[one.side].append(one)
    found = [words for side, seats in sides.items() for words in _faults_of(rule, str(Side(side).label), seats)]
    found += [words for side, seats in sides.items() for words in _chief_faults(rule, side, seats)]
    ours, theirs = len(sides[Side.WORKERS]), len(sides[Side.EMPLOYER])
    if rule.equal and ours != theirs:
        found.append(
            _("双方代表人数应当相等：职工方%(ours)d人，用人单位方%(theirs)d人。") % {"ours": ours, "theirs": theirs}
        )
    elif theirs > ours:
        facts = {"ours": ours, "theirs": theirs}
        found.append(_("用人单位方代表（%(theirs)d人）不得多于职工方（%(ours)d人）。") % facts)
    here, there = sides[Side.WORKERS], sides[Side.EMPLOYER]
    if {one.name for one in here if one.name} & {one.name for one in there if one.name}:
        found.append(_("同一人不能同时担任双方代表。"))
    return found


def _faults_of(rule: SideRule, side: str, seats: list[Seat]) -> list[str]:
    facts = {"side": side, "count": len(seats), "least": rule.least, "most": rule.most}
    found = []
    if len(seats) < rule.least:
        found.append(_("%(side)s代表%(count)d人，至少%(least)d人。") % facts)
    if rule.most is not None and len(seats) > rule.most:
        found.append(_("%(side)s代表%(count)d人，最多%(most)d人。") % facts)
    outside, most = sum(one.outside for one in seats), rule.outsiders.most(len(seats))
    if outside > most:
        words = _("%(side)s外聘代表%(count)d人，最多%(most)d人。")
        found.append(words % {"side": side, "count": outside, "most": most})
    chiefs = [one for one in seats if one.chief]
    if seats and len(chiefs) != 1:
        found.append(_("%(side)s应当有一名首席代表。") % facts)
    if any(one.outside for one in chiefs):
        found.append(_("%(side)s首席代表不得由外聘人员担任。") % facts)
    return found


def _chief_faults(rule: SideRule, side: str, seats: list[Seat]) -> list[str]:
    """The union's head leads one side, the employer's the other; another only by written proxy, where it is allowed."""
    fit = {Side.WORKERS: {ChosenBy.CHAIR, ChosenBy.STAFF}, Side.EMPLOYER: {ChosenBy.LEGAL_HEAD}}[Side(side)]
    found = []
    for one in seats:
        sent = one.chosen_by == ChosenBy.PROXY
        if not one.chief or not one.chosen_by or one.chosen_by in fit or (rule.many and side == Side.EMPLOYER):
            continue
        if not (sent and rule.chief_proxy):
            found.append(str(CHIEFS[Side(side)]))
        elif not one.proxy:
            found.append(_("受委托担任首席代表的%(name)s须有书面委托，请写明委托书的日期或编号。") % {"name": one.name})
    return found


# --- votes and seats ---------------------------------------------------------------------------------------------


def judge_draft(kind: str, place: str, *, total: int, present: int, yes: int, on: date | None = None) -> Verdict:
    """The vote on a draft contract."""
    code = "bargaining.pass-area" if kind in OF_MANY else "bargaining.pass"
    return judge(
        total=total, present=present, yes=yes, quorum=share("bargaining.quorum", place, on),
        majority=share(code, place, on),
    )  # fmt: skip


def judge_item(place: str, *, total: int, present: int, yes: int, on: date | None = None) -> Verdict:
    """The vote of a workers' congress on an item of its agenda."""
    return judge(
        total=total, present=present, yes=yes, quorum=share("bargaining.congress-quorum", place, on),
        majority=share("bargaining.congress-pass", place, on),
    )  # fmt: skip


def seats_least(staff: int, place: str, on: date | None = None) -> int:
    """The fewest delegates a congress of so many staff may have."""
    try:
        steps = rules.table("bargaining.seats-steps", place=place, on=on)
    except NotSet:
        return seats_by_share(staff, rules.table("bargaining.seats-share", place=place, on=on))
    return seats_by_steps(staff, steps)


@dataclass(frozen=True)
class Quotas:
    """Of so many seats: at least so many women and disabled workers, at most so many managers or employers."""

    women: int
    disabled: int
    managers: int
    employers: int


def quotas(seats: int, *, staff: int, women: int, place: str, disabled: int = 0, on: date | None = None) -> Quotas:
    return Quotas(
        women=in_proportion(seats, women, staff),
        disabled=in_proportion(seats, disabled, staff),
        managers=share("bargaining.managers", place, on).most(seats),
        employers=share("bargaining.area-employers", place, on).most(seats),
    )


def is_granted(petition: str, place: str, *, signed: int, of: int, on: date | None = None) -> bool:
    """Whether enough signed: for an extra session, or to remove a worker director (by delegates or by staff)."""
    code = "bargaining.extra-session" if petition == "session" else f"bargaining.{petition}"
    return share(code, place, on).is_met(signed, of)


def congress_term_fault(begins: date, ends: date, place: str) -> str:
    """What is wrong with the term of a congress; empty when it is within the rules."""
    least = int(rules.value("bargaining.congress-term", place=place, key="short"))
    most = int(rules.value("bargaining.congress-term", place=place, key="long"))
    if years_after(begins, least) <= ends <= years_after(begins, most):
        return ""
    return _("每届任期应为%(least)d至%(most)d年。") % {"least": least, "most": most}


# --- terms and floors --------------------------------------------------------------------------------------------


def term_fault(kind: str, begins: date, ends: date, place: str) -> str:
    """What is wrong with the term of a contract; empty when it is within the rules."""
    least = int(rules.value("bargaining.term-least", place=place, key=kind))
    most = int(rules.value("bargaining.term-most", place=place, key=kind))
    if ends < years_after(begins, least) or ends > years_after(begins, most):
        return _("%(kind)s的期限应为%(least)d至%(most)d年。") % {"kind": Kind(kind).label, "least": least, "most": most}
    return ""


@dataclass(frozen=True)
class Floor:
    """The least the law allows at a place, and where it says so."""

    value: Decimal
    above: bool
    source: str
    copy: dict[str, str]

    def allows(self, given: Decimal) -> bool:
        return given > self.value if self.above else given >= self.value


def floor_of(topic: str, place: str, on: date | None = None) -> Floor | None:
    """The floor of this topic there, or None where no rule sets one."""
    known = contents.BY_CODE.get(topic)
    if known is None or not known.floor:
        return None
    try:
        row = rules.rule(known.floor, place=place, on=on, key=known.key)
    except NotSet:
        return None
    return Floor(row.value, known.above, row.law, row.as_json())
