"""Legal aid of one case, and whose means are not checked."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from unionhall.rules import queries as rules

from ..choices import WAGES, AidGroup, AidKind, Cause
from ..models import LegalAid


def aid_of(case: Any, *, lock: bool = False) -> LegalAid | None:
    """The record beside the case; one statement, one shard."""
    rows = LegalAid.objects.of(case.person_id).filter(case_id=case.pk)
    rows = rows.select_for_update(of=("self",)) if lock else rows.select_related("unit")
    return rows.first()


def no_means_check(kind: str, group: str, cause: str) -> bool:
    """法律援助法 art. 31, 42: welfare recipients, those without income, migrants claiming wages or injury pay.

    A union checks nobody's means (总工发〔2008〕52号).
    """
    if kind == AidKind.UNION or group in (AidGroup.WELFARE, AidGroup.NO_INCOME):
        return True
    return group == AidGroup.MIGRANT and cause in WAGES | {Cause.INJURY}


def is_urgent(answers: Mapping[str, Any]) -> bool:
    """First help, papers later (法律援助法 art. 42): a time that ends within its days, or measures at once."""
    if answers.get("at_once"):
        return True
    if not answers.get("deadline"):
        return False
    left = (date.fromisoformat(str(answers["deadline"])) - timezone.localdate()).days
    return 0 <= left < int(rules.value("rights.limitation-urgent"))


def within_income(income: Decimal, place: str) -> tuple[bool, Any]:
    """(whether the income per head is within the standard, the rule it was measured by)."""
    rule = rules.rule("rights.legal-aid-income", place=place)
    return income <= rule.value, rule
