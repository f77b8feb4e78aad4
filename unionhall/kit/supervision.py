"""Child processes that live and die together: when one ends, the others are stopped and the reason is said."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from types import FrameType

PR_SET_PDEATHSIG = 1  # <sys/prctl.h>
GRACE = 30.0  # seconds for requests and jobs under way to end


class Stopped(Exception):
    """Someone asked this process to stop."""


class Household:
    """Named child processes. `with Household() as house: house.start(…); house.watch()`."""

    def __init__(self) -> None:
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Household":
        self._before = {number: signal.signal(number, _stop) for number in (signal.SIGTERM, signal.SIGINT)}
        return self

    def __exit__(self, *_: object) -> None:
        for number in self._before:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave children behind
        self._end_all()
        for number, before in self._before.items():
            signal.signal(number, before)

    def start(self, name: str, command: Sequence[str], env: dict[str, str]) -> None:
        """Own session, so that Ctrl-C reaches only us; ends with us even if we are killed."""
        self.children[name] = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_die_with_parent
        )

    def fallen(self) -> str | None:
        """How the first child that is no longer running ended, or None while all run."""
        for name, child in self.children.items():
            if child.poll() is not None:
                return f"{name} ended with {_ending(child.returncode)}"
        return None

    def watch(self) -> str:
        """Wait until a child ends, and say how; raises Stopped on SIGTERM or SIGINT."""
        while (fallen := self.fallen()) is None:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
        return fallen

    def _end_all(self) -> None:
        running = [child for child in self.children.values() if child.poll() is None]
        for child in running:
            child.terminate()
        deadline = time.monotonic() + GRACE
        for child in running:
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(signal.Signals(number).name)


_libc = ctypes.CDLL(None)  # loaded before the fork, when nothing may be


def _die_with_parent() -> None:
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _ending(code: int) -> str:
    return f"status {code}" if code >= 0 else signal.Signals(-code).name
