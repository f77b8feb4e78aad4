"""By when a share is to be signed for: the dated rule of slips that says so, in working days after issuing."""

from datetime import date, timedelta

from django.db.models import Min, Q

from unionhall.kit import workdays

from ..models import SlipRule


def accept_days(day: date) -> int | None:
    """Working days a unit has to sign for what it was given, by the rules of that day; None without a rule."""
    rows = SlipRule.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)
    return rows.aggregate(least=Min("accept_days"))["least"]


def sign_by(issued_on: date, days: int) -> date:
    return workdays.add_working_days(issued_on, days).due


def last_issue_day_too_old(days: int, today: date) -> date:
    """What was issued on this day or before had to be signed for before today."""
    day = today - timedelta(days=days)
    while sign_by(day, days) >= today:
        day -= timedelta(days=1)
    return day
