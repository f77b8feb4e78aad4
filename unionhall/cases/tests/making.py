"""Cases for tests: opened and moved as people would, so that a test starts in the stage it is about."""

from collections import deque
from typing import Any

from unionhall.accounts import queries as accounts
from unionhall.cases import actions, queries
from unionhall.cases.catalogue import services
from unionhall.cases.models import Case
from unionhall.people import queries as people
from unionhall.workflow import Move, Service

COMPLAINT = {"cause": "51", "people": 1, "danger": False, "about_union": False, "place": "", "wish": ""}
ALL = object()


def a_case(
    house: Any,
    service: Service | str = "rights.complaint",
    *,
    stage: str = "",
    person: Any = None,
    employer: Any = None,
    answers: dict[str, Any] | None = None,
    sealed: dict[str, Any] | None = None,
    agreed: Any = ALL,
    anonymous: bool = False,
    facts: dict[str, dict[str, Any]] | None = None,
    **given: Any,
) -> Case:
    """A case of the worker (or `person`) about the first employer, moved to `stage` by whoever may.

    `facts` are what the moves on the way ask for, by move; further words go to `open_case`.
    """
    service = services[service] if isinstance(service, str) else service
    sender = None if anonymous else person or people.person(house.worker.pk)
    firm = employer or house.employers[0]
    if anonymous:
        given.setdefault("secrecy", "anonymous")
    case = actions.open_case(
        service=service,
        person=sender,
        answers={**COMPLAINT, "employer": firm.pk, **(answers or {})},
        sealed={"facts": "两个月没发工资", **(sealed or {})},
        employer=firm,
        by=given.pop("by", None) or (accounts.system_user("portal") if anonymous else _user(house, sender)),
        agreed=[one.purpose for one in service.agrees] if agreed is ALL else agreed,
        **given,
    )
    for move in way(service, stage) if stage else ():
        actions.move(
            case=case, name=move.name, by=who_may(house, case, move), says="说明", **(facts or {}).get(move.name, {})
        )
    return case


def way(service: Service, stage: str) -> list[Move]:
    """The shortest moves from the start to that stage."""
    open_ways: deque[tuple[str, list[Move]]] = deque([(service.starts.code, [])])
    seen = {service.starts.code}
    while open_ways:
        at, made = open_ways.popleft()
        if at == stage:
            return made
        for move in service.moves_from(at):
            if move.to.code not in seen:
                seen.add(move.to.code)
                open_ways.append((move.to.code, [*made, move]))
    raise LookupError(f"{service.code} never gets to {stage}")


def who_may(house: Any, case: Case, move: Move) -> Any:
    """The nearest of the cast to the case who may make this move: outermost roles last."""
    if move.by_worker:
        return _user(house, case.person)
    staff = sorted(house.cast.values(), key=lambda user: -max((held.level for held in user.held), default=0))
    return next(user for user in staff if queries.why_not(case, move, by=user) is None)


def _user(house: Any, person: Any) -> Any:
    return next((user for user in house.cast.values() if user.pk == person.pk), None) or house.operator
