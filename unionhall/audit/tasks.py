"""Sealing each minute, the newest head to its keepers each morning, and a verification each night."""

from unionhall.kit.jobs import periodic

from . import actions
from .verify import verify


@periodic(minutes=1)
def seal() -> None:
    actions.seal(by=actions.SEALER)


@periodic(daily_at="07:00")
def send_head() -> None:
    actions.send_head(by=actions.SEALER)


@periodic(daily_at="03:30")
def verify_nightly() -> None:
    actions.note_verification(verify(), by=actions.SEALER)
