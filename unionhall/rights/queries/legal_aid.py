"""Legal aid of one case, and whose means are not checked."""

from decimal import Decimal
from typing import Any

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


def within_income(income: Decimal, place: str) -> tuple[bool, Any]:
    """(whether the income per head is within the standard, the rule it was measured by)."""
    rule = rules.rule("rights.legal-aid-income", place=place)
    return income <= rule.value, rule
