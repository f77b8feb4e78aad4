"""Dates and numbers as people here write them; English readers get theirs through the translation."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _


def weekday(day: date) -> str:
    """周四"""
    return (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))[day.weekday()]


def full_day(day: date) -> str:
    """2026年3月5日"""
    return _("%(year)d年%(month)d月%(day)d日") % _parts(day)


def short_day(day: date) -> str:
    """3月5日"""
    return _("%(month)d月%(day)d日") % _parts(day)


def day_with_weekday(day: date) -> str:
    """3月5日（周四）"""
    return _("%(date)s（%(weekday)s）") % {"date": short_day(day), "weekday": weekday(day)}


def month(day: date) -> str:
    """2026年3月"""
    return _("%(year)d年%(month)d月") % _parts(day)


def moment(at: datetime) -> str:
    """2026年3月5日 09:30, in the house's time zone"""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{full_day(local)} {local:%H:%M}"


def span(first: date, last: date) -> str:
    """3月5日至3月9日; one day is named once, the year only where it changes"""
    if first == last:
        return short_day(first)
    say = short_day if first.year == last.year else full_day
    return _("%(first)s至%(last)s") % {"first": say(first), "last": say(last)}


def percent(share: float | int, digits: int = 1) -> str:
    """0.853 → 85.3%"""
    return f"{share * 100:.{digits}f}%"


def _parts(day: date) -> dict[str, object]:
    # `month_name` is for languages that write the name of the month
    return {"year": day.year, "month": day.month, "day": day.day, "month_name": MONTHS_3[day.month]}
