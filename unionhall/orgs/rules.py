"""Numbers a union's standing goes by (committee, term, certificate): dated, each with its source."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class UnionRules:
    """The numbers of one period; later entries of RULES take over on their first day."""

    valid_from: date
    source: str
    committees: tuple[tuple[int, int, int], ...]  # (from so many members, least, most members of the committee)
    committee_from: int  # members: fewer may do with one organiser 组织员
    women_from: int  # women members: so many have a women workers' committee, fewer one member for women's affairs
    extension_months: int  # a late re-election may be put off by so many, with the level above agreeing
    change_days: int  # calendar days to register a change of name, domicile or legal representative
    alarms: tuple[int, ...]  # days before a certificate or a term runs out


RULES = (
    UnionRules(
        valid_from=date(2001, 10, 27),
        source="《工会法》第十一条、第十六条；《工会基层组织选举工作条例》；总工办发〔2020〕20号；提醒天数为本系统默认值",
        committees=(
            (0, 3, 5),
            (25, 3, 7),
            (201, 7, 15),
            (1001, 15, 21),
            (5001, 21, 29),
            (10_001, 29, 37),
            (50_001, 37, 45),
        ),
        committee_from=25,
        women_from=10,
        extension_months=6,
        change_days=30,
        alarms=(90, 60, 30),
    ),
)


def rules(day: date | None = None) -> UnionRules:
    """Those in force on that day."""
    day = day or timezone.localdate()
    return max((one for one in RULES if one.valid_from <= day), key=lambda one: one.valid_from)


def alarm(ends: date) -> int | None:
    """The last alarm that day has passed: so many days left (90, 60, 30), 0 once it is over; None while it is far."""
    return next((days for days, last in alarm_days(timezone.localdate()) if ends <= last), None)


def alarm_days(today: date) -> list[tuple[int, date]]:
    """(alarm, the last day that is told with it), the most pressing first."""
    return [(0, today - timedelta(days=1)), *((days, today + timedelta(days=days)) for days in sorted(rules().alarms))]


def lacking(
    *, members: int, committee: int, women: int | None = None, womens_committee: bool = False, **_more: Any
) -> dict[str, str]:
    """{field: words} of what the bodies elected by so many members fall short of; empty if nothing."""
    now, short = rules(), {}
    _from, least, most = max(row for row in now.committees if row[0] <= members)
    organiser = committee == 1 and members < now.committee_from
    if not organiser and not least <= committee <= most:
        words = _(
            "会员 %(members)d 人的工会，委员会应为 %(least)d 至 %(most)d 人；会员不足 %(few)d 人的可以只选一名组织员。"
        )
        facts = {"members": members, "least": least, "most": most, "few": now.committee_from}
        short["committee"] = words % facts
    if (women or 0) > members:
        short["women"] = _("女会员人数不能多于会员人数。")
    elif (women or 0) >= now.women_from and not womens_committee:
        words = _("女会员 %(women)d 人以上须同时选举女职工委员会。")
        short["womens_committee"] = words % {"women": now.women_from}
    return short


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where there is none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first_after - timedelta(days=1), date(year, month + 1, 1) + timedelta(days=day.day - 1))
