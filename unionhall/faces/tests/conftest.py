"""What the tests of this room share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def signed_in(house: Any) -> Callable[[str], Client]:
    """A client of their own for anyone of the cast, past the second factor."""

    def make(name: str) -> Client:
        client = Client()
        client.force_login(house.cast[name])
        return client

    return make
