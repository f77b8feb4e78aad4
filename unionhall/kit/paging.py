"""Keyset pages: «the fifty after this one», which costs the same on the first page and the thousandth."""

import base64
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

from .pages import Paged

SIZE = 50


def paged(request: HttpRequest, rows: QuerySet, *, by: tuple[str, ...] = ("-pk",), size: int = SIZE) -> Paged:
    """The page the address names (`after` or `before`), ordered by `by`, whose last field must be unique.

    Fields in `by` must not be null. A mark that someone has tampered with shows the first page.
    """
    flipped = tuple(_flip(name) for name in by)
    after, before = _beyond(request, "after", rows, by), _beyond(request, "before", rows, flipped)
    back = after is None and before is not None
    chosen = before if back else after
    marked = chosen is not None
    order = flipped if back else by
    chosen = (rows if chosen is None else chosen).order_by(
        *(F(n.lstrip("-")).desc() if n.startswith("-") else F(n).asc() for n in order)
    )
    found = list(chosen[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    has_next, has_previous = (True, more) if back else (more, marked)
    return Paged(
        rows=found,
        next=_address(request, "after", by, found[-1]) if found and has_next else "",
        previous=_address(request, "before", by, found[0]) if found and has_previous else "",
    )


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(request: HttpRequest, name: str, rows: QuerySet, order: tuple[str, ...]) -> QuerySet | None:
    """The rows beyond the mark of that name; None without one, or with one that these rows cannot have given."""
    if not (given := request.GET.get(name)):
        return None
    try:
        mark = json.loads(base64.urlsafe_b64decode(given.encode() + b"=="))
        return rows.filter(_further(order, [_read(value) for value in mark]))
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError, ValidationError):
        return None


def _further(order: tuple[str, ...], mark: list[Any]) -> Q:
    """(a, b) > (x, y), written out so that every database can use its index."""
    beyond, equal = Q(pk__in=[]), Q()
    for name, value in zip(order, mark, strict=True):
        field, step = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        beyond |= equal & Q(**{f"{field}__{step}": value})
        equal &= Q(**{field: value})
    return beyond


def _read(value: Any) -> Any:
    """A value as a row can hold it; raises one of the errors above for any other."""
    if isinstance(value, dict) and "t" in value:
        return datetime.fromisoformat(value["t"]).astimezone(UTC)
    if isinstance(value, dict) and "n" in value:
        return _finite(Decimal(value["n"]))
    if isinstance(value, dict):
        return date.fromisoformat(value["d"])
    if isinstance(value, str) and "\0" in value.encode().decode():  # text no database keeps
        raise ValueError(value)
    return value


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number.adjusted()) > 18:  # more than a column of numbers holds
        raise ValueError(number)
    return number


def _write(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"n": str(value)}
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return value


def _address(request: HttpRequest, name: str, by: tuple[str, ...], row: Any) -> str:
    values = [_write(_value(row, field.lstrip("-"))) for field in by]
    mark = base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
    query = request.GET.copy()
    query.pop("after", None)
    query.pop("before", None)
    query[name] = mark
    return f"?{query.urlencode()}"


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = row[name] if isinstance(row, dict) else getattr(row, name)
    return row
