"""The small form of a move: made for the case it is about; its papers are kept with the case, the rest are facts."""

from typing import Any

from unionhall.kit.forms import Paper
from unionhall.workflow import Move


def asked_by(step: Move, case: Any, data: Any = None, files: Any = None) -> Any:
    """The form, or None for a move that asks nothing; one that `wants_case` is told which case it is about."""
    if step.asks is None:
        return None
    more = {"case": case} if getattr(step.asks, "wants_case", False) else {}
    return step.asks(data, files, **more)


def told_by(form: Any) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """(facts, papers by field) of a valid form."""
    if form is None:
        return {}, {}
    papers = {
        name: list(form.cleaned_data.get(name) or []) for name, one in form.fields.items() if isinstance(one, Paper)
    }
    facts = {name: value for name, value in form.cleaned_data.items() if name not in papers}
    return facts, {name: many for name, many in papers.items() if many}
