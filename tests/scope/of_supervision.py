"""What the supervision room shows on one side: each sort of thing once, in the township about its covered employer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from unionhall.matters import actions as matters
from unionhall.safety.tests.making import photo
from unionhall.supervision import actions, queries
from unionhall.supervision.models import (
    Committee,
    Inspection,
    Letter,
    Standing,
    Supervisor,
    TeamMember,
    Warning,
    WarningInput,
)
from unionhall.supervision.permissions import Supervision
from unionhall.supervision.tests.conftest import OPINION, REMINDER

TODAY = date(2026, 3, 5)


@dataclass
class OfSupervision:
    matter: Inspection
    member: TeamMember
    letter: Letter  # served, with a referral
    draft: Letter  # of a batch
    referral: int
    clues: int  # of the matter, handed to the procuratorate
    warning: Warning
    standing: Standing
    input: WarningInput
    supervisor: Supervisor
    committee: Committee
    told: Inspection  # ended, its complainant still to be told
    paper: dict[str, int]  # one paper of each matter, by its page


def build_supervision(house: Any, township: Any, employer: Any, county: Any, cast: str) -> OfSupervision:
    """By the caseworker and the leader of that county."""
    by, leader = house.outsider if cast else house.caseworker, house.cast[f"{cast}reviewer"]
    team = [_supervisor(county, f"{cast}{n}", by) for n in (1, 2)]
    matter = _inspected(township, employer, team, by)
    letter = actions.draft_letter(
        kind="opinion", unit=township, employer=employer, facts=OPINION, by=by, inspection=matter
    )
    matters.move(matter=letter, name="sign", by=leader, post="chair")
    given = {"way": "direct", "on": TODAY, "place": "厂区", "receiver": "例收件", "witness": "", "proof": photo()}
    matters.move(matter=letter, name="serve", by=by, **given)
    referral = actions.refer_to_inspectorate(letter=letter, addressee="例监察大队", why="未改正", by=by)
    clues = actions.refer_to_procuratorate(inspection=matter, addressee="例检察院", why="群体欠薪", by=by)
    draft = actions.send_reminders(unit=township, employers=[employer], facts=REMINDER, by=by)[0]
    row = actions.enter_input(
        employer=employer, indicator="a", source="authority", value=Decimal(1), period_from=date(2026, 2, 1),
        period_to=TODAY, by=by,
    )  # fmt: skip
    warning, standing = queries.open_warning(employer), queries.standing_of(employer)
    assert warning is not None
    assert standing is not None
    rows = {"matter": matter, "letter": letter, "warning": warning}
    papers = {name: matters.add_papers(matter=one, papers=[photo()], by=by)[0].pk for name, one in rows.items()}
    member = queries.team_of(matter)[0]
    committee = actions.form_committee(
        unit=township, chair="例主任", chair_post="chair", members=["例甲", "例乙"], elected_on=TODAY,
        term_end=date(2029, 3, 5), by=by,
    )  # fmt: skip
    told = actions.register_clue(
        unit=township, employer=employer, title="少缴社保", scope="08", source="complaint", by=by
    )
    matters.move(matter=told, name="refuse", by=by, because="有关部门已经受理。")
    return OfSupervision(
        matter, member, letter, draft, referral.pk, clues.pk, warning, standing, row, team[0], committee, told, papers
    )


def _supervisor(county: Any, number: str, by: Any) -> Supervisor:
    return actions.register_supervisor(
        unit=county, name=f"例监督{number}", certificate_no=f"浙监{number}", issued_on=date(2025, 1, 1),
        expires_on=date(2027, 12, 31), training_hours=20, exam_score=80, by=by,
    )  # fmt: skip


def _inspected(unit: Any, employer: Any, team: list[Supervisor], by: Any) -> Inspection:
    """A breach found, so that letters may be written."""
    row = actions.register_clue(unit=unit, employer=employer, title="拖欠工资", scope="05", source="patrol", by=by)
    matters.move(matter=row, name="accept", by=by)
    for one in team:
        actions.name_supervisor(inspection=row, supervisor=one, by=by)
    matters.move(matter=row, name="begin_inquiry", by=by, consented=True, plan="查工资表")
    actions.add_record(inspection=row, kind="inquiry", on=TODAY, place="厂区", words="属实", by=by)
    matters.move(matter=row, name="find_breach", by=by, workers=3)
    return row


def _about(field: str, *more: Any) -> Any:
    def at(side: Any) -> tuple[Any, list[Any]]:
        row = getattr(side.supervision, field)
        return row.unit, [row.number, *(one(side.supervision) for one in more)]

    return at


def _firm(*more: Any) -> Any:
    return lambda s: (
        s.supervision.standing.unit,
        [s.supervision.standing.employer.credit_code, *(one(s.supervision) for one in more)],
    )


def _register(side: Any) -> tuple[Any, list[Any]]:
    return side.supervision.supervisor.unit, [side.supervision.supervisor.pk]


def _committee(side: Any) -> tuple[Any, list[Any]]:
    return side.supervision.committee.unit, [side.supervision.committee.pk]


MATTER_PAGES = ("summary", "team", "record", "refer", "employer", "sheet")
ADDRESSES: dict[str, Any] = {
    **{f"supervision:{name}": _about(name) for name in ("matter", "letter", "warning")},
    **{f"supervision:{name}-move": _about(name, lambda s: "note") for name in ("matter", "letter", "warning")},
    **{
        f"supervision:{name}-paper": _about(name, lambda s, name=name: s.paper[name])
        for name in ("matter", "letter", "warning")
    },
    **{f"supervision:matter-{name}": _about("matter") for name in MATTER_PAGES},
    "supervision:matter-recuse": _about("matter", lambda s: s.member.pk),
    **{f"supervision:letter-{name}": _about("letter") for name in ("refer", "pack", "credit", "receipt")},
    "supervision:letter-edit": _about("draft"),
    "supervision:referral-answer": _about("letter", lambda s: s.referral),
    "supervision:matter-answer": _about("matter", lambda s: s.clues),
    "supervision:batch": lambda s: (s.supervision.draft.unit, [s.supervision.draft.batch]),
    "supervision:standing": _firm(),
    "supervision:input-drop": _firm(lambda s: s.input.pk),
    "supervision:matter-told": _about("told"),
    "supervision:warning-notice": _about("warning"),
    "supervision:committee-new": lambda s: (s.supervision.committee.unit, [s.supervision.committee.unit.code]),
    "supervision:committee": _committee,
    "supervision:committee-change": _committee,
    "supervision:committee-end": _committee,
    "supervision:supervisor": _register,
    "supervision:supervisor-renew": _register,
    "supervision:supervisor-end": _register,
}

# of pages open to readers: what the act tried here needs
NEEDS = {
    "supervision:matter-move": Supervision.INSPECT,
    "supervision:warning-move": (Supervision.WARN, Supervision.SIGN),  # who acts on it, and who decides an objection
}
FILES = ("supervision:matter-paper", "supervision:letter-paper", "supervision:warning-paper")
