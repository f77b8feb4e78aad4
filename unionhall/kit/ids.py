"""Row ids made in the process: ordered by time, the same on every database, no sequence to ask."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EPOCH_MS = 1_735_689_600_000  # 2025-01-01T00:00:00Z; 41 bits of milliseconds last until 2094
NODE_BITS, SEQUENCE_BITS = 10, 12

_lock = threading.Lock()
_last_ms = 0
_sequence = 0


def _node() -> int:
    """The ten bits that keep two processes apart: `HALL_NODE`, or else drawn once from the system's randomness."""
    given = os.environ.get("HALL_NODE")
    return (int(given) if given else int.from_bytes(os.urandom(2), "big")) % (1 << NODE_BITS)


_node_id = _node()
_node_pid = os.getpid()


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


_clock: Callable[[], int] = _now_ms


@contextmanager
def drawn_by(node: int, clock: Callable[[], int]) -> Iterator[None]:
    """Ids of this block follow from a node and a clock (ms since 1970) of its own: done again, they are the same."""
    global _last_ms, _sequence, _node_id, _clock
    kept = _last_ms, _sequence, _node_id, _clock
    _last_ms, _sequence, _node_id, _clock = 0, 0, node % (1 << NODE_BITS), clock
    try:
        yield
    finally:
        _last_ms, _sequence, _node_id, _clock = kept


def new_id() -> int:
    """A positive 63-bit id; ids made later in one process are larger. Over 2^53: give it to JavaScript as text."""
    return take_ids(1)[0]


def take_ids(count: int) -> list[int]:
    """`count` ids in rising order, for large statements."""
    global _last_ms, _sequence, _node_id, _node_pid
    made: list[int] = []
    with _lock:
        if os.getpid() != _node_pid:  # a forked worker must not repeat its parent's ids
            _node_pid, _node_id = os.getpid(), _node()
        while len(made) < count:
            now = max(_clock() - EPOCH_MS, _last_ms)
            if now > _last_ms:
                _last_ms, _sequence = now, 0
            elif _sequence + 1 == 1 << SEQUENCE_BITS:
                _last_ms, _sequence = _last_ms + 1, 0
            else:
                _sequence += 1
            made.append((_last_ms << (NODE_BITS + SEQUENCE_BITS)) | (_node_id << SEQUENCE_BITS) | _sequence)
    return made
