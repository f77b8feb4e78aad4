"""帮扶 Aid: help in hardship; intake of requests."""
