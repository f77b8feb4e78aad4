"""All services on offer, by code."""

from collections.abc import Callable, Iterable, Iterator

from .language import Service


class Services:
    """A catalogue filled once, at first use, by whoever knows where services are declared."""

    def __init__(self, find: Callable[[], Iterable[Service]]) -> None:
        self._find = find
        self._by_code: dict[str, Service] | None = None

    def _all(self) -> dict[str, Service]:
        if self._by_code is None:
            found: dict[str, Service] = {}
            for service in self._find():
                if found.setdefault(service.code, service) is not service:
                    raise ValueError(f"two services are called {service.code}")
            self._by_code = found
        return self._by_code

    def __iter__(self) -> Iterator[Service]:
        return iter(self._all().values())

    def __getitem__(self, code: str) -> Service:
        return self._all()[code]

    def get(self, code: str) -> Service | None:
        """The service, or None for a code that is no longer (or not yet) on offer."""
        return self._all().get(code)

    def __contains__(self, code: str) -> bool:
        return code in self._all()
