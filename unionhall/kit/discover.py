"""Finding what rooms declare in files of a known name: `services/`, `figures.py`, `today.py`, `menu.py` and others."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from django.apps import apps


def rooms() -> list[str]:
    """The dotted names of the installed rooms, lowest floor first."""
    return [config.name for config in apps.get_app_configs() if config.name.startswith("unionhall.")]


def modules(name: str) -> list[ModuleType]:
    """The module `name` of each room that has one; of a folder, every module in it."""
    found: list[ModuleType] = []
    for room in rooms():
        spec = find_spec(f"{room}.{name}")
        if spec is None:
            continue
        module = import_module(spec.name)
        found.append(module)
        for inner in iter_modules(spec.submodule_search_locations or []):
            found.append(import_module(f"{spec.name}.{inner.name}"))
    return found


def declared(name: str, kind: type) -> list:
    """Every object of `kind` standing at the top of the files called `name`, in order of rooms, each once."""
    seen: dict[int, object] = {}
    for module in modules(name):
        for value in vars(module).values():
            many = value if isinstance(value, list | tuple) else [value]
            for one in many:
                if isinstance(one, kind):
                    seen.setdefault(id(one), one)
    return list(seen.values())
