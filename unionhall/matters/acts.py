"""What lines of the log about matters are called: the engine writes the same ones for each lifecycle."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

from . import queries

DONE = {
    "opened": _("{kind}：登记"),
    "taken": _("{kind}：签收"),
    "assigned": _("{kind}：指定承办人"),
    "passed": _("{kind}：移交"),
    "moved": _("{kind}：办理"),
    "noted": _("{kind}：添加记录"),
    "papers-added": _("{kind}：添加材料"),
    "late": _("{kind}：超期"),
    "closed": _("{kind}：办结"),
    "carried": _("{kind}：随工会调整划转"),
}


def said() -> dict[str, Any]:
    """By the code of every lifecycle there is."""
    lives = [model.lifecycle for model in queries.kinds()]
    return {
        f"{life.code}.{done}": format_lazy(words, kind=life.title) for life in lives for done, words in DONE.items()
    }


def things() -> dict[str, Any]:
    return {model._meta.label: model.lifecycle.title for model in queries.kinds()}


ACTS = Acts(said, things)
