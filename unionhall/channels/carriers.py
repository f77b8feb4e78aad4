"""What every channel outside the house is: a name, whom it can reach, and how one notice is sent."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from .models import Notice


class NotSent(Exception):
    """The channel could not take the notice now; it is tried again until the channel's tries are used up."""


class Refused(NotSent):
    """The channel will never take this notice (a dead address, a person who blocked it): no further try."""


class Carrier(ABC):
    """A channel; subclasses are found by `carriers()` through `CHANNELS` in settings, by dotted path."""

    code: ClassVar[str]
    title: ClassVar[Any]
    tries: ClassVar[int] = 6
    first_wait: ClassVar[int] = 60  # seconds; doubled with every try

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether the administrator has configured it."""

    @abstractmethod
    def send(self, notice: Notice, address: str) -> None:
        """Hand over one notice; raises NotSent or Refused. Called outside any transaction."""

    def wait(self, tries: int) -> int:
        """Seconds until the next try after so many."""
        return self.first_wait * 2 ** max(tries - 1, 0)
