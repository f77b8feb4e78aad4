"""Dates and numbers as people here write them; English readers get theirs through the translation."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def weekday(day: date) -> str:
    """周四"""
    return (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))[day.weekday()]


def full_day(day: date) -> str:
    """2026年3月5日"""
    return date_format(day, _("Y年n月j日"))


def short_day(day: date) -> str:
    """3月5日"""
    return date_format(day, _("n月j日"))


def day_with_weekday(day: date) -> str:
    """3月5日（周四）"""
    return _("%(date)s（%(weekday)s）") % {"date": short_day(day), "weekday": weekday(day)}


def month(day: date) -> str:
    """2026年3月"""
    return date_format(day, _("Y年n月"))


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


def in_house_language(action: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """What the action stores and tells others is in the language of the house, whatever its user reads.

    Refusals inside are given lazily translated, so that they are shown in the language of whoever is refused.
    """

    @wraps(action)
    def act(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        with override(settings.LANGUAGE_CODE):
            return action(*args, **kwargs)

    return act


def whole_number(given: str) -> int | None:
    """What is typed, or stands in an address, as a whole number; None for all else and for more than a column holds."""
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 20 else None
    return number if number is not None and number < 2**63 else None
