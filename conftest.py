"""Fixtures every room's tests may use; they stand in `tests/`."""

pytest_plugins = ["tests.house", "tests.cast", "tests.browser"]
