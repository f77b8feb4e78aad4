"""The language of lifecycles: stages (conditions), moves (verbs), services (what a worker asks for)."""

from .language import SYSTEM, WORKER, Agreement, Held, Lifecycle, Move, Panel, Routed, Service, Stage, Waiting
from .machine import Machine, NoSuchMove, machine_of
from .registry import Services

__all__ = [
    "SYSTEM",
    "WORKER",
    "Agreement",
    "Held",
    "Lifecycle",
    "Machine",
    "Move",
    "NoSuchMove",
    "Panel",
    "Routed",
    "Service",
    "Services",
    "Stage",
    "Waiting",
    "machine_of",
]
