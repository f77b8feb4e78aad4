"""Units a rule's value is counted in. A stored code never changes meaning."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    """The first five are times a deadline can be counted in."""

    WORKING_DAYS = "wd", _("个工作日")
    CALENDAR_DAYS = "cd", _("日")
    HOURS = "h", _("小时")
    MONTHS = "m", _("个月")
    YEARS = "y", _("年")
    YUAN = "yuan", _("元")
    RATE = "rate", _("比例")  # 0.5 is shown as 50 %
    TIMES = "times", _("倍")
    POINTS = "points", _("分")
    PEOPLE = "people", _("人")
    COUNT = "n", _("个")
    AGE = "age", _("周岁")
    FLAG = "yes", _("是或否")  # 1 or 0


TIMES_TO_COUNT = (Measure.WORKING_DAYS, Measure.CALENDAR_DAYS, Measure.HOURS, Measure.MONTHS, Measure.YEARS)
EVERYWHERE = "CN"
