"""JSON of the calculators: `/api/v1/calculators`. Open to all, keeps nothing, asks no session and no form token.

Sums go in and come out as text («1860.00»), dates as 2026-03-05. Words follow `Accept-Language`. What is wrong with
an answer is said in `detail`, as (place, words); see `/api/v1/openapi.json`.
"""

import json
import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema, Status
from ninja.throttling import BaseThrottle
from pydantic import ConfigDict

from unionhall.kit.pages import PUBLIC, only_selects
from unionhall.kit.refusal import Refusal

from .calculators.answer import Answer, Calculator, Missing, Wrong
from .calculators.registry import CALCULATORS

MINUTE = 60
JSON = "application/json; charset=utf-8"


class CallsAMinute(BaseThrottle):
    """So many calls a minute from one address, counted in each web process; cheap, and it forgets every minute."""

    def __init__(self) -> None:
        self._counting = threading.Lock()
        self._calls: dict[str, int] = {}
        self._until = 0.0

    def allow_request(self, request: HttpRequest) -> bool:
        who, now = self.get_ident(request) or "", time.monotonic()
        with self._counting:
            if now >= self._until:
                self._calls, self._until = {}, now + MINUTE
            self._calls[who] = self._calls.get(who, 0) + 1
            return self._calls[who] <= settings.CALCULATOR_CALLS_A_MINUTE

    def forget(self) -> None:
        """Count from nothing."""
        self._until = 0.0

    def wait(self) -> float:
        return max(self._until - time.monotonic(), 1.0)


class ValueOut(Schema):
    """`value` for machines (a sum, a number, a date, a code), `shown` for people; `unit` is CNY, date or words."""

    name: str
    label: str
    value: str
    shown: str
    unit: str


class StepOut(Schema):
    text: str
    sum: str


class ParameterOut(Schema):
    """`valid_from` is empty and `overridden` true when the caller gave the number."""

    code: str
    key: str
    title: str
    value: str
    text: str
    unit: str
    place: str
    source: str
    valid_from: str
    overridden: bool


class Result(Schema):
    calculator: str
    title: str
    values: list[ValueOut]
    steps: list[StepOut]
    law: list[str]
    parameters: list[ParameterOut]
    flags: list[str]
    notice: str


class Offer(Schema):
    """One calculator; `input` is the JSON schema of its call."""

    code: str
    title: str
    summary: str
    law: list[str]
    parameters: list[str]
    input: dict[str, Any]


class Fault(Schema):
    model_config = ConfigDict(extra="allow")
    type: str
    loc: list[str | int]
    msg: str


class Refused(Schema):
    detail: list[Fault]


class Problem(Schema):
    detail: str


CALLS = CallsAMinute()
api = NinjaAPI(
    title="Unionhall",
    version="1",
    description="Calculators of labour law: values, steps, law and dated parameters. Information only.",
    docs_url=None,  # its page would load scripts from elsewhere
    urls_namespace="api",
    throttle=[CALLS],
)
PROBLEMS: dict[Any, Any] = {400: Problem, 422: Refused, 429: Problem}


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answers that contradict each other name the question; a number nobody has entered names none."""
    place = ["body", "given", *([refusal.field] if isinstance(refusal, Wrong) else [])]
    contradicts = isinstance(refusal, Wrong) and not isinstance(refusal, Missing)
    fault = {"type": "contradiction" if contradicts else "not_set", "loc": place, "msg": str(refusal)}
    return api.create_response(request, {"detail": [fault]}, status=422)


@api.get("/calculators", response={200: list[Offer], 429: Problem}, url_name="calculators", tags=["calculators"])
def calculators(request: HttpRequest) -> list[dict[str, Any]]:
    """Every calculator with what it asks, which law it follows and which dated rules it reads."""
    return [
        {
            "code": one.code,
            "title": str(one.title),
            "summary": str(one.summary),
            "law": list(one.law),
            "parameters": list(one.parameters),
            "input": one.schema(),
        }
        for one in CALCULATORS
    ]


def calculate(calculator: Calculator) -> Callable[..., Any]:
    """The call of one calculator, with a type of its own."""
    call: Any = calculator.call

    def answer(request: HttpRequest, given: call) -> Any:
        found = _result(calculator, calculator.answer(given.__dict__))
        # written here: ninja would check and copy every value of an answer that our own code has made (a third of a
        # call's time); tests hold every calculator to `Result`
        return HttpResponse(json.dumps(found, ensure_ascii=False), content_type=JSON)

    answer.__doc__ = f"{calculator.code}: {', '.join(calculator.law)}"
    return answer


def _result(calculator: Calculator, found: Answer) -> dict[str, Any]:
    return {
        "calculator": calculator.code,
        "title": str(calculator.title),
        "values": [
            {"name": v.name, "label": v.label, "value": v.plain, "shown": v.shown, "unit": v.unit} for v in found.values
        ],
        "steps": [{"text": step.text, "sum": step.sum} for step in found.steps],
        "law": list(calculator.law),
        "parameters": [vars(one) for one in found.parameters],
        "flags": found.flags,
        "notice": _("仅供参考，不作为裁决依据。"),
    }


for _one in CALCULATORS:
    api.post(
        f"/calculators/{_one.code}",
        response={200: Result, **PROBLEMS},
        url_name=f"calculate-{_one.code}",
        operation_id=f"calculate_{_one.code.replace('-', '_')}",
        summary=_one.code,
        tags=["calculators"],
    )(calculate(_one))


@api.post(
    "/calculators/{code}",
    response={404: Problem, 429: Problem},
    url_name="calculate-none",
    tags=["calculators"],
    include_in_schema=False,
)
def no_calculator(request: HttpRequest, code: str) -> Status:
    """For a code nobody has made."""
    return Status(404, {"detail": f"There is no calculator {code!r}; GET /api/v1/calculators lists them."})


def open_to_all(pattern: Any) -> URLPattern:
    """The route as the house knows it: it says who may call it, and reads only, whatever its method."""
    view = pattern.callback

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with only_selects():
            return view(request, *args, **kwargs)

    inner.access, inner.csrf_exempt = (PUBLIC,), True  # type: ignore[attr-defined]
    return URLPattern(pattern.pattern, inner, pattern.default_args, pattern.name)


patterns = [open_to_all(one) for one in api.urls[0]]
