"""Rule rows of this room as the arithmetic wants them, and the copies a decision keeps."""

from datetime import date
from decimal import Decimal
from typing import Any

from unionhall.rules import queries as rules

from ..scoring import SCORED, Params

NATION = "CN"
TABLES = (
    "warning-weight",
    "warning-level",
    "warning-trigger-arrears",
    "warning-trigger-layoff",
    "warning-trigger-event",
)
NUMBERS = ("warning-floor", "warning-reporters", "overtime-hours")


def place_of(unit: Any, employer: Any = None) -> str:
    """The division whose rules hold: the employer's place of work, else the union's own."""
    code = getattr(employer, "division_id", None) or unit.division_id
    return str(code or NATION)


def params_at(place: str, on: date | None = None) -> tuple[Params, list[dict[str, str]]]:
    """The numbers of early warning at that place on that day, and copies of every row used."""
    names = [*TABLES, *(f"warning-scale-{code}" for code in SCORED)]
    rows = {name: rules.rules_of(f"supervision.{name}", place=place, on=on) for name in names}
    single = {name: rules.rule(f"supervision.{name}", place=place, on=on) for name in NUMBERS}
    many = rules.rule("supervision.warning-trigger-complainants", key="red", place=place, on=on)
    numbers = {name: {key: Decimal(row.value) for key, row in table.items()} for name, table in rows.items()}
    params = Params(
        weights=numbers["warning-weight"],
        scales={code.value: numbers[f"warning-scale-{code}"] for code in SCORED},
        cuts=numbers["warning-level"],
        arrears=numbers["warning-trigger-arrears"],
        layoff=numbers["warning-trigger-layoff"],
        complainants=many.value,
        events=numbers["warning-trigger-event"],
        floor=int(single["warning-floor"].value),
        reporters=int(single["warning-reporters"].value),
        overtime_hours=single["overtime-hours"].value,
    )
    copies = [row.as_json() for table in rows.values() for row in table.values()]
    return params, [*copies, *(row.as_json() for row in single.values()), many.as_json()]
