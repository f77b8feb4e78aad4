"""A lifecycle compiled to a python-statemachine: it refuses unreachable stages and draws itself."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from .language import Lifecycle, Move, Service, Stage


class NoSuchMove(Exception):
    """The stage the row is in has no move of that name."""


class Machine:
    """The moves of one lifecycle; the same shape serves services, list items, imports and ballots."""

    def __init__(self, name: str, starts: Stage, moves: Sequence[Move]) -> None:
        self.starts, self.moves = starts, {move.name: move for move in moves}
        self._compiled = _compile(name, starts, moves)

    def after(self, stage: str, name: str) -> Stage:
        """The stage that move leads to; NoSuchMove if it does not start here."""
        instance = self._compiled(start_value=stage)
        try:
            instance.send(name)
        except TransitionNotAllowed as refused:
            raise NoSuchMove(f"{name} from {stage}") from refused
        return self.moves[name].to

    def mermaid(self) -> str:
        """The lifecycle as a Mermaid state diagram, stages by their titles."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.starts.code}"]
        stages = {s.code: s for m in self.moves.values() for s in (*m.sources, m.to)}
        lines += [f"    {code} : {stage.title}" for code, stage in stages.items()]
        for move in self.moves.values():
            lines += [f"    {source.code} --> {move.to.code} : {move.title or move.name}" for source in move.sources]
        lines += [f"    {code} --> [*]" for code, stage in stages.items() if stage.final]
        return "\n".join(lines) + "\n"


def _compile(name: str, starts: Stage, moves: Sequence[Move]) -> Any:
    stages = {starts.code: starts}
    for move in moves:
        for stage in (*move.sources, move.to):
            if stages.setdefault(stage.code, stage) != stage:
                raise ValueError(f"{name}: two stages are called {stage.code}")
    if len({move.name for move in moves}) != len(moves):
        raise ValueError(f"{name}: two moves have one name")
    if clash := {move.name for move in moves} & stages.keys():
        raise ValueError(f"{name}: a stage and a move are both called {', '.join(sorted(clash))}")
    states = {
        code: State(code, value=code, initial=stage is starts, final=stage.final) for code, stage in stages.items()
    }
    body: dict[str, Any] = dict(states.items())
    for move in moves:
        transitions = [states[source.code].to(states[move.to.code]) for source in move.sources]
        event = transitions[0]
        for more in transitions[1:]:
            event = event | more
        body[move.name] = event
    make: Any = type(StateMachine)
    return make(f"Machine_{name}".replace(".", "_").replace("-", "_"), (StateMachine,), body)


@cache
def machine_of(service: Service | Lifecycle) -> Machine:
    """The machine of a service or lifecycle, compiled once a process."""
    return Machine(service.code, service.starts, service.moves)
